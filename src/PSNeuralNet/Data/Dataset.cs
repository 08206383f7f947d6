using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Data;

/// <summary>Samples to learn from: their features X, their targets Y, and the names that go with them.</summary>
public sealed class Dataset
{
    /// <summary>Creates a dataset. Dense matrices are kept as they are, not copied.</summary>
    /// <param name="x">Features x samples; finite.</param>
    /// <param name="y">Outputs x samples; 0 or 1 for two classes.</param>
    /// <param name="schema">The names of features and classes; null for X1, X2, ... and classes 0 and 1.</param>
    /// <param name="name">Where the data came from, in a word or two.</param>
    /// <param name="seed">The seed it was generated from, if it was.</param>
    /// <exception cref="NetworkException">Shapes disagree, there is no sample or no feature, a value is not finite, or a target is neither 0 nor 1.</exception>
    public Dataset(Matrix<double> x, Matrix<double> y, DataSchema? schema = null, string? name = null, long? seed = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        Schema = schema ?? DataSchema.Default(x.RowCount);
        if (x.ColumnCount == 0 || x.RowCount == 0)
        {
            throw Failure.DatasetShapeInvalid($"X is {x.RowCount} x {x.ColumnCount} (features x samples). A dataset has at least one of each.", x);
        }

        if (x.ColumnCount != y.ColumnCount)
        {
            throw Failure.DatasetShapeInvalid($"X has {x.ColumnCount} samples (columns), but Y has {y.ColumnCount}. Both are laid out with one column a sample.", y);
        }

        if (x.RowCount != Schema.FeatureName.Count)
        {
            throw Failure.DatasetShapeInvalid($"X has {x.RowCount} features (rows), but {Schema.FeatureName.Count} feature names were given.", x);
        }

        X = Dense(x);
        Y = Dense(y);
        Name = name ?? "table";
        Seed = seed;
        CheckValues();
    }

    /// <summary>The features, features x samples.</summary>
    public Matrix<double> X { get; }

    /// <summary>The targets, outputs x samples: 0 for the first class, 1 for the second.</summary>
    public Matrix<double> Y { get; }

    /// <summary>The names of the features, in the order of the rows of X.</summary>
    public IReadOnlyList<string> FeatureName => Schema.FeatureName;

    /// <summary>The name of the label column.</summary>
    public string TargetName => Schema.TargetName;

    /// <summary>The names of the classes, class 0 first.</summary>
    public IReadOnlyList<string> ClassName => Schema.ClassName;

    /// <summary>How many samples: the columns of X and Y.</summary>
    public int SampleCount => X.ColumnCount;

    /// <summary>How many features: the rows of X.</summary>
    public int FeatureCount => X.RowCount;

    /// <summary>Where the data came from: "moons", "table", ...</summary>
    public string Name { get; }

    /// <summary>The seed it was generated from; null for data that was not generated.</summary>
    public long? Seed { get; }

    /// <summary>The names of features and classes together.</summary>
    public DataSchema Schema { get; }

    /// <summary>X as one array, sample after sample (the matrix's own array).</summary>
    internal double[] Features => ((DenseMatrix)X).Values;

    /// <summary>Y as one array, sample after sample (the matrix's own array).</summary>
    internal double[] Targets => ((DenseMatrix)Y).Values;

    /// <summary>In a few words: "moons (500 samples, 2 features)".</summary>
    public override string ToString()
    {
        return $"{Name} ({SampleCount} samples, {FeatureCount} feature{(FeatureCount == 1 ? "" : "s")})";
    }

    /// <summary>The class of a sample, 0 or 1.</summary>
    /// <param name="sample">The sample's column.</param>
    internal int ClassOf(int sample)
    {
        return Targets[sample * Y.RowCount] > 0.5 ? 1 : 0;
    }

    /// <summary>The label of a sample, as it was in the data.</summary>
    /// <param name="sample">The sample's column.</param>
    public object LabelOf(int sample)
    {
        return Schema.ClassLabel[ClassOf(sample)];
    }

    /// <summary>The same samples with these features, in this order.</summary>
    /// <exception cref="NetworkException">A feature is not there.</exception>
    internal Dataset Select(IReadOnlyList<string> features)
    {
        if (FeatureName.SequenceEqual(features, StringComparer.OrdinalIgnoreCase))
        {
            return this;
        }

        int[] rows = [.. features.Select(IndexOf)];
        string[] missing = [.. features.Where((_, i) => rows[i] < 0)];
        if (missing.Length > 0)
        {
            throw Failure.FeatureMissing(missing, FeatureName);
        }

        Matrix<double> x = DenseMatrix.Create(rows.Length, SampleCount, (row, sample) => X[rows[row], sample]);
        return new Dataset(x, Y, new DataSchema(rows.Select(row => FeatureName[row]), TargetName, Schema.ClassLabel), Name, Seed);
    }

    private int IndexOf(string feature)
    {
        return FeatureName.ToList().FindIndex(name => string.Equals(name, feature, StringComparison.OrdinalIgnoreCase));
    }

    private static DenseMatrix Dense(Matrix<double> matrix)
    {
        return matrix as DenseMatrix ?? DenseMatrix.OfMatrix(matrix);
    }

    private void CheckValues()
    {
        double[] features = Features;
        for (int i = 0; i < features.Length; i++)
        {
            if (!double.IsFinite(features[i]))
            {
                Cell.RequireFinite(features[i], (i / FeatureCount) + 1, FeatureName[i % FeatureCount]);
            }
        }

        double[] targets = Targets;
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] is not (0.0 or 1.0))
            {
                throw Failure.DatasetShapeInvalid($"Sample {(i / Y.RowCount) + 1} has the target {targets[i]}. Targets are 0 for the first class and 1 for the second.", targets[i]);
            }
        }
    }
}
