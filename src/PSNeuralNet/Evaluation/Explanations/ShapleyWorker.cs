using System.Numerics;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// Shapley values of the parts of one sample against some background samples, on one thread. Of each pair of samples that differ in n parts, all 2^n coalitions are predicted where
/// these are no more than permutations would take, or 32; else the mean over permutations, each walked forward and backward (antithetic sampling), which swaps each part
/// once. Contributions along a permutation add up to the difference of the two predictions, whatever the permutation.
/// </summary>
/// <remarks>
/// The words of a text stay together in a permutation, and their order within is drawn, too: their shares are Owen values, which add up to the share of the column.
/// </remarks>
internal sealed class ShapleyWorker
{
    /// <summary>The number of coalitions that are always predicted.</summary>
    private const int FreeCoalitionCount = 32;

    // 2^14 sums of the first layer.
    private const int MaximumCompleteParts = 14;

    // Outputs of coalitions that are predicted together, 8 MB, but for a single pass over one pair.
    private const int MaximumOutputs = 1 << 20;

    private readonly ShapleyPlan _plan;
    private readonly CoalitionNetwork.Pass[] _passes;
    private readonly Action<int, double[]> _predict;
    private readonly List<SwapPair> _pairs = [];
    private readonly List<SwapPair> _spare = [];
    private readonly List<int> _place = [];
    private readonly List<int> _pairStart = [];
    private ShapleyRow _row = null!;
    private int _coalitions;
    private double[] _mean = [];
    private double[] _buffer = [];
    private ulong[] _key = [];
    private int[] _sorted = [];

    public ShapleyWorker(ShapleyPlan plan)
    {
        _plan = plan;
        _passes = Array.ConvertAll(plan.Networks, network => new CoalitionNetwork.Pass(network));
        _predict = (i, output) => _passes[i].Predict(_pairs, _row.Inputs[_plan.ScalingOf[i]], output);
    }

    /// <summary>Adds the shares of a sample against some background samples.</summary>
    /// <param name="row">The sample.</param>
    /// <param name="first">The first background sample.</param>
    /// <param name="end">The one after the last one.</param>
    /// <param name="share">Receives places x outputs, the outputs of a place adjacent.</param>
    /// <param name="cancellation">Cancels the explanation.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ShapleyRow row, int first, int end, Span<double> share, CancellationToken cancellation)
    {
        _row = row;
        Begin();
        for (int background = first; background < end; background++)
        {
            for (int permutation = 0; permutation < _plan.PermutationCount;)
            {
                SwapPair pair = Spare(_pairs.Count);
                permutation = Compare(pair, background, permutation);
                _pairs.Add(pair);
                _coalitions += pair.CoalitionCount;
                if ((long)_coalitions * row.Prediction.Length > MaximumOutputs)
                {
                    cancellation.ThrowIfCancellationRequested();
                    Predict(share);
                    Begin();
                }
            }
        }

        Predict(share);
    }

    private void Begin()
    {
        _place.Clear();
        _pairStart.Clear();
        _pairs.Clear();
        _coalitions = 0;
    }

    /// <summary>Predicts the coalitions of the pairs, and adds their shares.</summary>
    private void Predict(Span<double> share)
    {
        int outputs = _row.Prediction.Length, length = checked(_coalitions * outputs);
        Grow(ref _mean, length);
        Grow(ref _buffer, _passes.Length == 1 ? 0 : length);
        if (length > 0)
        {
            MemberMean.Predict(_plan.Times, _predict, _mean, _buffer, length);
        }

        int at = 0;
        for (int i = 0; i < _pairs.Count; i++)
        {
            SwapPair pair = _pairs[i];
            ReadOnlySpan<int> places = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_place)[_pairStart[i]..];
            ReadOnlySpan<double> values = _mean.AsSpan(at, pair.CoalitionCount * outputs), before = _plan.PredictionOf(pair.Background);
            at += values.Length;
            if (pair.Count == 1 || pair.IsComplete)
            {
                AddComplete(pair, places, values, before, share);
            }
            else
            {
                AddWalks(pair, places, values, before, share);
            }
        }
    }

    private SwapPair Spare(int index)
    {
        if (index == _spare.Count)
        {
            _spare.Add(new SwapPair());
        }

        return _spare[index];
    }

    /// <summary>The parts in which a sample and a background sample differ: columns, and the single words of texts; with the next permutations of them, as many as are predicted together.</summary>
    /// <returns>The permutation after these.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Compare(SwapPair pair, int background, int permutation)
    {
        pair.Begin(background);
        _pairStart.Add(_place.Count);
        ReadOnlySpan<double> x = _row.Feature, b = _plan.Background.AsSpan(background * x.Length, x.Length);
        bool isSplit = false;
        for (int i = 0; i < _plan.Columns.Length; i++)
        {
            ShapleyColumn column = _plan.Columns[i];
            int before = pair.Count;
            if (_row.Words[i] is { } words)
            {
                CompareWords(pair, words, column, i, x, b);
            }
            else
            {
                bool isNew = true;
                for (int feature = column.First; feature < column.End; feature++)
                {
                    if (!x[feature].Equals(b[feature]))
                    {
                        if (isNew)
                        {
                            BeginPart(pair, i, i);
                            isNew = false;
                        }

                        pair.Add(feature);
                    }
                }
            }

            isSplit |= pair.Count > before + 1;
        }

        int n = pair.Count;
        pair.IsComplete = !isSplit && n is > 1 and <= MaximumCompleteParts && 1 << n <= Math.Max(FreeCoalitionCount, 2 + (2L * _plan.PermutationCount * (n - 1)));
        if (n < 2 || pair.IsComplete)
        {
            return _plan.PermutationCount;
        }

        int next = (int)Math.Min(_plan.PermutationCount, permutation + Math.Max(1, MaximumOutputs / (2L * (n - 1) * _row.Prediction.Length)));
        Permute(pair, permutation, next);
        return next;
    }

    private void CompareWords(SwapPair pair, ShapleyWords words, ShapleyColumn column, int index, ReadOnlySpan<double> x, ReadOnlySpan<double> b)
    {
        for (int word = 0; word < words.Feature.Length; word++)
        {
            int feature = words.Feature[word];
            if (!x[feature].Equals(b[feature]))
            {
                BeginPart(pair, index, words.PlaceOf(word));
                pair.Add(feature);
            }
        }

        bool isNew = true;
        for (int feature = column.First; feature < column.End; feature++)
        {
            if (x[feature] == 0 && b[feature] != 0)
            {
                if (isNew)
                {
                    BeginPart(pair, index, words.OtherPlace);
                    isNew = false;
                }

                pair.Add(feature);
            }
        }
    }

    private void BeginPart(SwapPair pair, int column, int place)
    {
        pair.BeginPart();
        _place.Add(column);
        _place.Add(place);
    }

    /// <summary>Draws permutations of the parts: in the order of a key of their column, then of their own. Keys depend on the seed, the background sample and the permutation alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Permute(SwapPair pair, int firstPermutation, int endPermutation)
    {
        int n = pair.Count, first = _pairStart[^1];
        Grow(ref _key, n);
        Grow(ref _sorted, n);
        for (int permutation = firstPermutation; permutation < endPermutation; permutation++)
        {
            ulong stream = Mix(_plan.Seed + Mix((ulong)((long)pair.Background * _plan.PermutationCount) + (ulong)permutation));
            for (int part = 0; part < n; part++)
            {
                ulong column = Mix(stream + (ulong)_place[first + (2 * part)]), own = Mix(~stream + (ulong)pair.FeaturesOf(part)[0]);
                _key[part] = (column & 0xFFFFFFFF00000000) | (own >> 32);
                _sorted[part] = part;
            }

            Array.Sort(_key, _sorted, 0, n);
            pair.Order.AddRange(_sorted.AsSpan(0, n));
        }
    }

    /// <summary>SplitMix64 (G. Steele et al., "Fast splittable pseudorandom number generators", 2014): numbers by their place, without a state.</summary>
    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    /// <summary>Adds the mean over the permutations of what each part changes when it is swapped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddWalks(SwapPair pair, ReadOnlySpan<int> places, ReadOnlySpan<double> values, ReadOnlySpan<double> before, Span<double> share)
    {
        int n = pair.Count, outputs = before.Length;
        ReadOnlySpan<double> end = _row.Prediction;
        double weight = 1.0 / (2 * _plan.PermutationCount);
        for (int first = 0; first < pair.Order.Count; first += n)
        {
            for (int direction = 0; direction < 2; direction++)
            {
                ReadOnlySpan<double> last = before;
                for (int i = 0; i < n; i++)
                {
                    ReadOnlySpan<double> next = i == n - 1 ? end : values.Slice(i * outputs, outputs);
                    Add(places, pair.Order[direction == 0 ? first + i : first + n - 1 - i], weight, next, last, share);
                    last = next;
                }

                values = values[((n - 1) * outputs)..];
            }
        }
    }

    /// <summary>Adds Shapley values by their definition: the sum over the coalitions S without a part of |S|! (n - |S| - 1)! / n! times what the part changes.</summary>
    private void AddComplete(SwapPair pair, ReadOnlySpan<int> places, ReadOnlySpan<double> values, ReadOnlySpan<double> before, Span<double> share)
    {
        int n = pair.Count, outputs = before.Length, full = (1 << n) - 1;
        Span<double> weight = stackalloc double[n];
        weight[0] = 1.0 / n;
        for (int size = 1; size < n; size++)
        {
            weight[size] = weight[size - 1] * size / (n - size);
        }

        for (int set = 0; set < full; set++)
        {
            for (int part = 0; part < n; part++)
            {
                if ((set >> part & 1) == 0)
                {
                    Add(places, part, weight[BitOperations.PopCount((uint)set)], ValueOf(set | (1 << part), values, before), ValueOf(set, values, before), share);
                }
            }
        }

        ReadOnlySpan<double> ValueOf(int set, ReadOnlySpan<double> values, ReadOnlySpan<double> before) =>
            set == 0 ? before : set == full ? _row.Prediction : values.Slice((set - 1) * outputs, outputs);
    }

    private static void Add(ReadOnlySpan<int> places, int part, double weight, ReadOnlySpan<double> after, ReadOnlySpan<double> before, Span<double> share)
    {
        (int column, int place) = (places[2 * part], places[(2 * part) + 1]);
        for (int output = 0; output < after.Length; output++)
        {
            double change = weight * (after[output] - before[output]);
            share[(column * after.Length) + output] += change;
            if (place != column)
            {
                share[(place * after.Length) + output] += change;
            }
        }
    }

    private static void Grow<T>(ref T[] array, int length) => array = array.Length >= length ? array : new T[length];
}
