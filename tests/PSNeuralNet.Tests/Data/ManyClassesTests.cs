using System.Security.Cryptography;

namespace PSNeuralNet.Tests.Data;

/// <summary>Class indices instead of one-hot columns, and the limit of 10,000 classes.</summary>
public class ManyClassesTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    public void Y_is_one_hot_and_made_on_request()
    {
        Dataset data = Table(3, rows: 5);
        Matrix<double> y = data.Y;
        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0], y.ToColumnMajorArray());
        Assert.Same(y, data.Y);
        Assert.Equal([0, 1, 2, 0, 1], Enumerable.Range(0, 5).Select(data.ClassOf));
        Assert.Equal(y, new Dataset(data.X, y, data.Schema).Y);
        Assert.Same(y, new Dataset(data.X, y, data.Schema).Y);
        Assert.Equal([0, 0, 1, 1, 0, 0], data.Take([2, 3]).Y.ToColumnMajorArray());
    }

    [Fact]
    public void A_changed_copy_of_Y_does_not_change_the_data()
    {
        Dataset data = Table(3, rows: 5);
        Matrix<double> y = data.Y;
        y[0, 0] = 7;
        Assert.Equal(0, data.ClassOf(0));
        Assert.Equal([1, 0, 0], data.Take([0]).Y.ToColumnMajorArray());
    }

    [Fact]
    public void Forty_thousand_rows_of_ten_thousand_classes_take_no_one_hot_columns()
    {
        // One-hot columns would take 3.2 GB.
        const int Rows = 40_000, Classes = 10_000;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Dataset data = Table(Classes, Rows);
        Dataset recoded = DatasetRecoding.Recode(data.Take([.. Enumerable.Range(0, Rows).Reverse()]), new DataSchema(["x", "z"], ["id"], data.Schema.ClassLabel));
        _ = DatasetSplitter.Split(data, 0.5, stratify: true, seed: 1);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 60 * Megabyte);
        Assert.Equal((data.ClassOf(Rows - 1), data.ClassOf(0)), (recoded.ClassOf(0), recoded.ClassOf(Rows - 1)));
        NetworkException error = Assert.Throws<NetworkException>(() => data.Y);
        Assert.Equal(("TargetMatrixTooLarge", FailureCategory.LimitsExceeded), (error.Id, error.Category));
        Assert.Equal(Classes, Table(Classes, 20_000).Y.RowCount);
    }

    [Fact]
    public void A_training_for_many_classes_takes_memory_by_the_block()
    {
        // One-hot columns would take 160 MB, for the training samples, the validation samples, and once more for each part.
        Dataset data = Table(2000, 10_000);
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(data.Task, [2, 2, 2000]), Initialization.He, 1, data.Schema);
        long before = GC.GetAllocatedBytesForCurrentThread();
        TrainingResult result = Trainer.Train(data, start, new TrainingOptions { EpochCount = 1, BatchSize = 5000, ValidationFraction = 0.5, ThrottleLimit = 1 });
        Assert.True(double.IsFinite(result.LastCost));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 * Megabyte);
    }

    [Fact]
    public void More_classes_are_refused()
    {
        NetworkException error = Assert.Throws<NetworkException>(() => Table(10_001, 10_001));
        Assert.Equal(("ClassTooMany", FailureCategory.LimitsExceeded, "id"), (error.Id, error.Category, (string)error.TargetObject!));
        Assert.Equal("The label column 'id' has at least 10001 different values, and a network has up to 10000 classes. A column of ids or free text is no label: name another column.", error.Message);

        var numbers = new TableReader(new TableOptions { Target = ["id"], Task = NetworkTask.MultiClass });
        for (int i = 0; i < 20_000; i++)
        {
            numbers.Add(() => ["x", "id"], name => i);
        }

        Assert.EndsWith("name another column, or predict numbers with -Task Regression.", Assert.Throws<NetworkException>(() => numbers.ToDataset()).Message, StringComparison.Ordinal);
        Assert.Equal("ClassTooMany", Assert.Throws<NetworkException>(() => new DataSchema(["x"], ["id"], Enumerable.Range(0, 10_001).Cast<object>())).Id);
        Assert.Equal("ClassTooMany", Assert.Throws<NetworkException>(() => DataSchema.Default(2, int.MaxValue)).Id);
        Assert.Equal("ClassTooMany", Assert.Throws<NetworkException>(() => BlobsGenerator.Generate(20_000, 10_001, 2, 1, shuffle: false, seed: 1)).Id);
        Assert.Equal("ClassTooMany", Assert.Throws<NetworkException>(() => SpiralGenerator.Generate(20_000, 10_001, 0, 1, shuffle: false, seed: 1)).Id);
    }

    [Fact]
    public void A_column_of_ids_is_refused_at_the_first_row_too_many()
    {
        var reader = new TableReader(["id"]);
        int read = 0;
        Assert.Equal("ClassTooMany", Assert.Throws<NetworkException>(() =>
        {
            for (; read < 1_000_000; read++)
            {
                reader.Add(() => ["x", "id"], name => name == "x" ? read : $"id {read}");
            }
        }).Id);
        Assert.Equal(10_000, read);

        // Numbers are those of a regression, texts of numbers too.
        var numbers = new TableReader(["n"]);
        for (int i = 0; i < 12_000; i++)
        {
            numbers.Add(() => ["x", "n"], name => $"{i}.5");
        }

        Assert.Equal(NetworkTask.Regression, numbers.ToDataset().Task);
    }

    [Fact]
    public void Predictions_that_are_too_many_are_refused_before_memory_is_taken()
    {
        Dataset data = Table(10_000, 20_001);
        NetworkParameter network = Initializer.Initialize(NetworkShape.For(data.Task, [2, 1, 10_000]), Initialization.He, 1, data.Schema);
        Assert.Equal("PredictionTooLarge", Assert.Throws<NetworkException>(() => new Predictor(network).Predict(data)).Id);
    }

    [Fact]
    public void The_digest_is_that_of_one_hot_columns()
    {
        Dataset data = Table(70, rows: 3000);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', ["3000", "x", "z", "->", "id", "=", .. data.ClassName])));
        foreach (double number in data.X.ToColumnMajorArray().Concat(data.Y.ToColumnMajorArray()))
        {
            hash.AppendData(BitConverter.GetBytes(number));
        }

        Assert.Equal(Convert.ToHexString(hash.GetHashAndReset()), TrainingIdentity.Digest(data));
    }

    [Fact]
    public void A_confusion_matrix_holds_what_occurs()
    {
        string[] names = [.. Enumerable.Range(0, 10_000).Select(i => $"{i}")];
        long before = GC.GetAllocatedBytesForCurrentThread();
        ConfusionMatrix matrix = ConfusionMatrix.Create(names, [0, 9999, 5, 5], [0, 3, 5, 6], [0.1, 0.2, 0.3, 0.4]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 * Megabyte);
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0, 0], [matrix[0, 0], matrix[9999, 3], matrix[5, 5], matrix[5, 6], matrix[6, 5], matrix[1, 1]]);
        Assert.Equal((0.1 + 0.3, 0.3 + 0.4, 0.3), (matrix.Correct, matrix.ActualCount(5), matrix.PredictedCount(5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[0, 10_000]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[-1, 0]);
    }

    [Fact]
    public void A_label_is_found_by_text_then_by_number()
    {
        var schema = new DataSchema(["x"], ["y"], [1, 2.5, "1.0", "b"]);
        Assert.Equal([0, 1, 2, 3, 0, 1, -1, -1], new object[] { "1", 2.5, "1.0", "b", 1.00m, "2.50", "B", true }.Select(schema.ClassIndex));
    }

    private static Dataset Table(int classes, int rows)
    {
        var reader = new TableReader(["id"]);
        for (int i = 0; i < rows; i++)
        {
            reader.Add(() => ["x", "z", "id"], name => name switch { "x" => i, "z" => i % 7, _ => $"a{i % classes:00000}" });
        }

        return reader.ToDataset();
    }
}
