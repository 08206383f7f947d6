namespace PSNeuralNet.Tests.Data;

/// <summary>Ids of a dataset go with its samples.</summary>
public class IdColumnTests
{
    private static readonly Dataset Data = new(
        MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(1, 6, (_, sample) => sample),
        MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(1, 6, (_, sample) => sample % 2))
    {
        Id = [new IdColumn("key", ["a", "b", "c", "d", "e", "f"]), new IdColumn("number", [0, 1, 2, null, 4, 5])],
    };

    [Fact]
    public void Ids_go_through_splits()
    {
        DatasetSplit split = DatasetSplitter.Split(Data, 0.34, stratify: true, seed: 3);
        foreach (Dataset part in (Dataset[])[split.Train, split.Test, .. DatasetSplitter.Folds(Data, 3, stratify: false, seed: 1).Select(fold => fold.Train)])
        {
            Assert.Equal(["key", "number"], part.Id.Select(column => column.Name));
            for (int sample = 0; sample < part.SampleCount; sample++)
            {
                int number = (int)part.X[0, sample];
                Assert.Equal(((object)"abcdef".Substring(number, 1), number == 3 ? null : (object)number), (part.Id[0][sample]!, part.Id[1][sample]));
            }
        }
    }

    [Fact]
    public void Each_sample_has_an_id() =>
        Assert.Equal("DatasetShapeInvalid", Assert.Throws<NetworkException>(() => new Dataset(Data.X, Data.Y) { Id = [new IdColumn("key", ["a"])] }).Id);
}
