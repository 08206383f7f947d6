namespace PSNeuralNet.Data;

/// <summary>Classes without samples in a part of a fold, collected for one warning a kind of part.</summary>
internal sealed class MissingClasses(Dataset dataset)
{
    private const int MaximumClasses = 5, MaximumFolds = 5;

    private readonly int[][] _classes = !dataset.Task.HasClasses() ? [] : DatasetSplitter.Classes(dataset, 1, CancellationToken.None);
    private readonly SortedDictionary<int, FoldList> _ofTest = [], _ofTrain = [];

    /// <summary>Finds the classes that the parts of a repetition lack.</summary>
    public void Add(FoldAssignment assignment, SampleFold[] folds)
    {
        var isTested = new bool[folds.Length];
        for (int c = 0; c < _classes.Length; c++)
        {
            Array.Clear(isTested);
            int earliest = int.MaxValue;
            foreach (int sample in _classes[c])
            {
                int fold = assignment.FoldOf[sample];
                earliest = Math.Min(earliest, fold);
                if (fold >= 0)
                {
                    isTested[fold] = true;
                }
            }

            bool isOfOneFold = earliest >= 0 && Array.IndexOf(isTested, true) == Array.LastIndexOf(isTested, true);
            for (int fold = 0; fold < folds.Length; fold++)
            {
                if (!isTested[fold])
                {
                    Add(_ofTest, c, folds[fold]);
                }

                if (assignment.IsExpanding ? earliest >= fold : isOfOneFold && isTested[fold])
                {
                    Add(_ofTrain, c, folds[fold]);
                }
            }
        }
    }

    /// <summary>The warnings: none, or one for test parts and one for training parts.</summary>
    public IEnumerable<string> Warnings()
    {
        if (_ofTest.Count > 0)
        {
            yield return $"Test parts lack classes: {Text(_ofTest)}. Metrics that need them are undefined or 0 there. More samples, fewer folds or larger parts help.";
        }

        if (_ofTrain.Count > 0)
        {
            yield return $"Training parts lack classes, which networks then cannot predict: {Text(_ofTrain)}.";
        }
    }

    private static void Add(SortedDictionary<int, FoldList> found, int c, SampleFold fold)
    {
        if (!found.TryGetValue(c, out FoldList? folds))
        {
            found.Add(c, folds = new FoldList());
        }

        folds.Add(fold);
    }

    private string Text(SortedDictionary<int, FoldList> found)
    {
        IEnumerable<string> classes = found.Take(MaximumClasses).Select(one =>
        {
            int samples = _classes[one.Key].Length;
            return $"'{dataset.ClassName[dataset.ClassOf(_classes[one.Key][0])]}' ({samples} sample{(samples == 1 ? "" : "s")}) in {one.Value}";
        });
        return string.Join("; ", classes) + (found.Count > MaximumClasses ? $"; and {found.Count - MaximumClasses} more classes" : "");
    }

    /// <summary>Number of folds, and the first of them.</summary>
    private sealed class FoldList
    {
        private readonly List<SampleFold> _first = [];
        private int _count;

        public void Add(SampleFold fold)
        {
            if (_count++ < MaximumFolds)
            {
                _first.Add(fold);
            }
        }

        public override string ToString() => string.Join(", ", _first) + (_count > MaximumFolds ? $" and {_count - MaximumFolds} more" : "");
    }
}
