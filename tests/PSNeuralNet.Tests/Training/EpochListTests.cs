namespace PSNeuralNet.Tests.Training;

public class EpochListTests
{
    private static CostHistory History(int epochs = 7, double validationFraction = 0)
    {
        Dataset moons = MoonsGenerator.Generate(40, 0.2, shuffle: true, seed: 0);
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(moons.Task, [2, 3, 1]), Initialization.He, 1, moons.Schema);
        return Trainer.Train(moons, start, new TrainingOptions { EpochCount = epochs, ValidationFraction = validationFraction, Seed = 1 }).CostHistory;
    }

    [Fact]
    public void An_epoch_is_the_same_object_each_time()
    {
        CostHistory history = History(validationFraction: 0.25);
        EpochCost third = history[3];
        Assert.IsType<ClassificationEpochCost>(third);
        Assert.Same(third, history[3]);
        Assert.Same(third, history.ElementAt(3));
        Assert.Same(third, history.ToArray()[3]);
        Assert.Equal(Enumerable.Range(0, 7), history.Select(epoch => epoch.Epoch));
    }

    [Fact]
    public void Threads_that_ask_at_the_same_time_get_the_same_objects()
    {
        for (int turn = 0; turn < 20; turn++)
        {
            CostHistory history = History(epochs: 200);
            EpochCost[][] seen = new EpochCost[4][];
            Parallel.For(0, seen.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => seen[i] = [.. history]);
            Assert.All(seen, one => Assert.True(one.Zip(seen[0]).All(pair => ReferenceEquals(pair.First, pair.Second))));
        }
    }

    [Fact]
    public void It_finds_epochs_by_value_and_copies_them()
    {
        CostHistory history = History();
        Assert.Equal(4, history.IndexOf(new EpochCost(4, history[4].Cost)));
        Assert.Equal(-1, history.IndexOf(new EpochCost(4, 1e9)));
        Assert.Equal(-1, history.IndexOf(new EpochCost(7, 0.5)));
        Assert.Equal(-1, history.IndexOf(null!));
        Assert.Contains(history[6], history);
        var target = new EpochCost[9];
        history.CopyTo(target, 2);
        Assert.Null(target[1]);
        Assert.Equal(history, target[2..]);
        Assert.Throws<ArgumentOutOfRangeException>(() => history.CopyTo(target, 3));
    }

    [Fact]
    public void It_ends_where_it_ends_and_cannot_be_changed()
    {
        CostHistory history = History();
        Assert.Throws<ArgumentOutOfRangeException>(() => history[7]);
        Assert.Throws<ArgumentOutOfRangeException>(() => history[-1]);
        Assert.Throws<NotSupportedException>(() => ((IList<EpochCost>)history).Add(history[0]));
        Assert.Throws<NotSupportedException>(() => ((IList<EpochCost>)history)[0] = history[1]);
    }
}
