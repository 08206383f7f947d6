namespace PSNeuralNet.Tests.Data;

/// <summary>Inference of the task from the target.</summary>
public class TaskInferenceTests
{
    [Theory]
    [InlineData(NetworkTask.Binary, "yes", "no", "yes")]
    [InlineData(NetworkTask.Binary, true, false, true)]
    [InlineData(NetworkTask.Binary, 0.25, 1.75, 0.25)]
    [InlineData(NetworkTask.Binary, "1", 1.0, "2")] // 1 and "1" are one class
    [InlineData(NetworkTask.MultiClass, "a", "b", "c")]
    [InlineData(NetworkTask.MultiClass, 1, 2, "x")]
    [InlineData(NetworkTask.MultiClass, DayOfWeek.Monday, DayOfWeek.Friday, DayOfWeek.Sunday)]
    [InlineData(NetworkTask.Regression, 1.5, 2.5, 3.5)]
    [InlineData(NetworkTask.Regression, "1", "2", "3")]
    public void The_kind_of_values_decides(NetworkTask expected, params object[] labels)
    {
        Dataset dataset = Read(null, labels);
        Assert.Equal(expected, dataset.Task);
        Assert.Equal(labels.Length, dataset.SampleCount);
    }

    [Theory]
    [InlineData(20, 100, NetworkTask.MultiClass)]
    [InlineData(20, 99, NetworkTask.Regression)]
    [InlineData(21, 2000, NetworkTask.Regression)]
    [InlineData(3, 15, NetworkTask.MultiClass)]
    [InlineData(3, 14, NetworkTask.Regression)]
    [InlineData(2, 2, NetworkTask.Binary)]
    public void Whole_numbers_are_classes_where_few_come_again_and_again(int values, int rows, NetworkTask expected) =>
        Assert.Equal(expected, Read(null, [.. Enumerable.Range(0, rows).Select(row => (object)(row % values))]).Task);

    [Theory]
    [InlineData(9007199254740993L, 9007199254740992L, -9007199254740993L)]
    [InlineData(long.MaxValue, long.MaxValue - 1, long.MinValue)]
    [InlineData(ulong.MaxValue, ulong.MaxValue - 1, 0)]
    [InlineData("9007199254740993", "9007199254740992", "-9007199254740993")]
    public void Integers_beyond_those_of_doubles_are_classes_of_their_own(object largest, object middle, object smallest)
    {
        Dataset data = Read(null, [.. Enumerable.Range(0, 15).Select(row => new[] { largest, middle, smallest }[row % 3])]);
        Assert.Equal((NetworkTask.MultiClass, 0), (data.Task, data.ClassOf(2)));
        Assert.Equal([smallest, middle, largest], data.Schema.ClassLabel);
        Assert.Equal([1, 2, -1], new[] { middle, largest, "9007199254740994" }.Select(data.Schema.ClassIndex));
    }

    [Fact]
    public void One_fraction_makes_numbers_of_them()
    {
        object[] labels = [.. Enumerable.Range(0, 100).Select(row => (object)(double)(row % 3))];
        Assert.Equal(NetworkTask.MultiClass, Read(null, labels).Task);
        labels[50] = 0.5;
        Assert.Equal(NetworkTask.Regression, Read(null, labels).Task);
    }

    [Fact]
    public void Who_says_the_task_gets_it()
    {
        object[] labels = [.. Enumerable.Range(0, 60).Select(row => (object)(row % 4))];
        Dataset dataset = Read(NetworkTask.Regression, labels);
        Assert.Equal(NetworkTask.Regression, dataset.Task);
        Assert.Equal(3, dataset.Y[0, 3]);
        Assert.Equal("TargetNotBinary", Assert.Throws<NetworkException>(() => Read(NetworkTask.Binary, labels)).Id);
        Assert.Equal("CellNotNumeric", Assert.Throws<NetworkException>(() => Read(NetworkTask.Regression, "a", "b", "c")).Id);
    }

    [Fact]
    public void Several_columns_are_numbers()
    {
        var reader = new TableReader(["a", "b"]);
        reader.Add(() => ["x", "a", "b"], name => name == "x" ? 1 : 2);
        reader.Add(() => ["x", "a", "b"], name => name == "x" ? 3 : 4);
        Dataset dataset = reader.ToDataset();
        Assert.Equal(NetworkTask.Regression, dataset.Task);
        Assert.Equal(2, dataset.Y.RowCount);
    }

    [Fact]
    public void A_single_value_suits_no_task()
    {
        Assert.Equal("TargetNotBinary", Assert.Throws<NetworkException>(() => Read(null, "a", "a", "a")).Id);
        Assert.Equal("TargetNotBinary", Assert.Throws<NetworkException>(() => Read(null, 7, 7.0, "7")).Id);
    }

    private static Dataset Read(NetworkTask? task, params object[] labels)
    {
        var reader = new TableReader(["y"]);
        for (int row = 0; row < labels.Length; row++)
        {
            reader.Add(() => ["x", "y"], name => name == "x" ? row : labels[row]);
        }

        return reader.ToDataset(task: task);
    }
}
