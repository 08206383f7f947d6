namespace PSNeuralNet.Tests.Data;

public class DatasetTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    [Fact]
    public void A_sparse_matrix_is_taken_too()
    {
        var data = new Dataset(Build.SparseOfArray(new double[,] { { 1, 0, 2 } }), Build.Dense(1, 3, [0, 1, 0]));
        Assert.Equal([1, 0, 2], data.Features);
    }

    [Fact]
    public void Shapes_must_agree()
    {
        Assert.Equal("DatasetShapeInvalid", Failing(() => new Dataset(Build.Dense(2, 3), Build.Dense(1, 4))).Id);
        Assert.Equal("DatasetShapeInvalid", Failing(() => new Dataset(Build.Dense(2, 3), Build.Dense(1, 3), DataSchema.Default(3))).Id);
        Assert.Equal("DatasetShapeInvalid", Failing(() => new Dataset(Build.Dense(1, 2), Build.Dense(1, 2, [0, 0.5]))).Id);
    }

    [Fact]
    public void There_is_something_in_a_dataset()
    {
        Assert.Equal("DatasetShapeInvalid", Failing(() => new Dataset(Build.Dense(2, 0), Build.Dense(1, 0))).Id);
        Assert.Equal("DatasetShapeInvalid", Failing(() => new Dataset(Build.Dense(0, 2), Build.Dense(1, 2))).Id);
        Assert.Equal("FeatureRepeated", Assert.Throws<NetworkException>(() => new DataSchema(["a", "A"], ["y"], [0, 1])).Id);
        Assert.Equal("FeatureRepeated", Assert.Throws<NetworkException>(() => new DataSchema(["a", "y"], ["y"], [0, 1])).Id);
        Assert.Equal("TargetTooFew", Assert.Throws<NetworkException>(() => new DataSchema(["a"], ["y"], [0])).Id);
    }

    [Fact]
    public void Values_must_be_finite()
    {
        NetworkException error = Failing(() => new Dataset(Build.Dense(2, 2, [1, 2, 3, double.NaN]), Build.Dense(1, 2)));
        Assert.Equal("CellIsNaN", error.Id);
        Assert.Contains("Row 2, column 'X2'", error.Message, StringComparison.Ordinal);
    }

    private static NetworkException Failing(Func<Dataset> create) => Assert.Throws<NetworkException>(create);
}
