using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Data;

/// <summary>Dataset: features X (features x samples), targets Y (outputs x samples), and the schema of names.</summary>
public sealed class Dataset
{
    /// <summary>Maximum number of values in X and in Y (1.6 GB each).</summary>
    internal const int MaximumValues = 200_000_000;

    // Y as it was given, or numbers as a matrix; and one-hot columns as long as somebody else holds them.
    private DenseMatrix? _y;
    private WeakReference<DenseMatrix>? _oneHot;

    /// <summary>Creates a dataset. Dense matrices are kept as they are, not copied.</summary>
    /// <param name="x">Features x samples; finite, or NaN for a missing value where the schema allows it.</param>
    /// <param name="y">
    /// Outputs x samples: one row of 0 and 1 for two classes, one-hot columns for more, one row per target for regression.
    /// </param>
    /// <param name="schema">The names of features and classes; null for X1, X2, ... and classes 0, 1, ...</param>
    /// <param name="name">Where the data came from, in a word or two.</param>
    /// <param name="seed">The seed of generated data; else null.</param>
    /// <param name="weight">Sample weights: 0 or more, with a sum between 1E-300 and 1E+305; null for 1 each.</param>
    /// <exception cref="NetworkException">Shapes disagree, a value is not finite, a target is not what its task wants, or a weight is not usable.</exception>
    public Dataset(Matrix<double> x, Matrix<double> y, DataSchema? schema = null, string? name = null, long? seed = null, IEnumerable<double>? weight = null)
        : this(x, null, Dense(y), schema ?? DataSchema.Default(NotNull(x).RowCount, y.RowCount), name, seed, weight)
    {
    }

    /// <summary>Creates a dataset of a table, a generator, or another dataset.</summary>
    internal Dataset(Matrix<double> x, TargetValues target, DataSchema schema, string? name = null, long? seed = null, IEnumerable<double>? weight = null)
        : this(x, target, null, schema, name, seed, weight)
    {
    }

    private Dataset(Matrix<double> x, TargetValues? target, DenseMatrix? y, DataSchema schema, string? name, long? seed, IEnumerable<double>? weight)
    {
        ArgumentNullException.ThrowIfNull(x);
        target ??= TargetValues.OfNumbers(y!);
        Schema = schema;
        if (x.ColumnCount == 0 || x.RowCount == 0)
        {
            throw DataErrors.DatasetShapeInvalid($"X is {x.RowCount} x {x.ColumnCount} (features x samples). A dataset has at least one of each.", x);
        }

        if (x.ColumnCount != target.SampleCount)
        {
            throw DataErrors.DatasetShapeInvalid($"X has {x.ColumnCount} samples (columns), but Y has {target.SampleCount}. Both are laid out with one column a sample.", y);
        }

        if (x.RowCount != Schema.FeatureName.Count)
        {
            throw DataErrors.DatasetShapeInvalid($"X has {x.RowCount} features (rows), but {Schema.FeatureName.Count} feature names were given.", x);
        }

        if (target.OutputCount != Schema.OutputCount)
        {
            throw DataErrors.DatasetShapeInvalid($"Y has {target.OutputCount} rows, but its names call for {Schema.OutputCount}: {Schema}.", y);
        }

        X = Dense(x);
        Weight = weight is null ? null : Array.AsReadOnly(weight.ToArray());
        Name = name ?? "table";
        Seed = seed;
        CheckFeatures();
        if (target.ClassIndex is null)
        {
            CheckTargets(target.Numbers);
        }

        Target = y is not null && Task == NetworkTask.MultiClass ? TargetValues.OfOneHot(y) : target;
        _y = y;
        CheckWeights();
    }

    /// <summary>The features, features x samples.</summary>
    public Matrix<double> X { get; }

    /// <summary>
    /// The targets, outputs x samples: 0 for the first of two classes and 1 for the second; one-hot columns for more; the numbers of a
    /// regression; for each label 1 for its positive class, else 0. One-hot columns are made when asked for; the class of a sample is at <see cref="ClassOf"/>.
    /// </summary>
    /// <exception cref="NetworkException">One-hot columns would have more than 200,000,000 numbers.</exception>
    public Matrix<double> Y
    {
        get
        {
            if (_y is { } kept || _oneHot?.TryGetTarget(out kept!) == true)
            {
                return kept;
            }

            DenseMatrix y = Target.ToMatrix();
            if (Target.ClassIndex is null)
            {
                _y = y;
            }
            else
            {
                _oneHot = new WeakReference<DenseMatrix>(y);
            }

            return y;
        }
    }

    /// <summary>Sample weights; null for equal ones.</summary>
    public IReadOnlyList<double>? Weight { get; }

    /// <summary>Task: classes, numbers, or several labels.</summary>
    public NetworkTask Task => Schema.Task;

    /// <summary>The names of the features, in the order of the rows of X.</summary>
    public IReadOnlyList<string> FeatureName => Schema.FeatureName;

    /// <summary>The name of the label column; for numbers, and for several labels, of each target column.</summary>
    public IReadOnlyList<string> TargetName => Schema.TargetName;

    /// <summary>The names of the classes, in order; none for numbers.</summary>
    public IReadOnlyList<string> ClassName => Schema.ClassName;

    /// <summary>Number of samples: the columns of X and Y.</summary>
    public int SampleCount => X.ColumnCount;

    /// <summary>Number of features: the rows of X.</summary>
    public int FeatureCount => X.RowCount;

    /// <summary>Name of the source: "moons", "table", ...</summary>
    public string Name { get; }

    /// <summary>The seed of generated data; else null.</summary>
    public long? Seed { get; }

    /// <summary>True for the rows of a table, which are standardized before training by default.</summary>
    public bool IsTable { get; init; }

    /// <summary>The name of the weight column; null for none.</summary>
    public string? WeightName { get; init; }

    /// <summary>The ids of the samples, which are no features; none by default.</summary>
    /// <exception cref="NetworkException">A column has another number of samples.</exception>
    public IReadOnlyList<IdColumn> Id
    {
        get;
        init => field = value.FirstOrDefault(column => column.Count != SampleCount) is { } other
            ? throw DataErrors.DatasetShapeInvalid($"The id column '{other.Name}' has {other.Count} values for {SampleCount} samples.", other)
            : Array.AsReadOnly([.. value]);
    } = [];

    /// <summary>Texts of the columns of free text.</summary>
    internal IReadOnlyList<TextCells> Text { get; init; } = [];

    /// <summary>Cells of the columns whose features do not tell them.</summary>
    internal IReadOnlyList<KeptCells> Kept { get; init; } = [];

    /// <summary>Names of features, targets and classes.</summary>
    public DataSchema Schema { get; }

    /// <summary>True when X has a missing value (NaN).</summary>
    public bool HasMissing { get; private set; }

    /// <summary>X as an array, column by column, not copied.</summary>
    internal double[] Features => ((DenseMatrix)X).Values;

    /// <summary>The targets in memory: class indices or numbers.</summary>
    internal TargetValues Target { get; }

    /// <summary>Y of two classes or of a regression as an array, column by column, not copied.</summary>
    internal double[] Targets => Target.Numbers;

    /// <summary>Short text: "moons (500 samples, 2 features)".</summary>
    public override string ToString() => $"{Name} ({SampleCount} samples, {FeatureCount} feature{(FeatureCount == 1 ? "" : "s")})";

    /// <summary>The class of a sample, from 0; of several labels, <see cref="TargetOf"/> has each one's.</summary>
    /// <param name="sample">The sample's column.</param>
    public int ClassOf(int sample) => Target.ClassIndex is { } index ? index[sample] : Target.OutputCount > 1 ? throw DataErrors.ClassOfLabels() : Targets[sample] > 0.5 ? 1 : 0;

    /// <summary>Target of a sample: its label as in the data, or its number.</summary>
    /// <param name="sample">The sample's column.</param>
    /// <param name="target">The target column, from 0.</param>
    public object TargetOf(int sample, int target = 0) =>
        Task.HasClasses() ? Schema.ClassLabel[ClassOf(sample)] : Task == NetworkTask.MultiLabel ? Schema.Label[target].ClassOf((int)Targets[(sample * Target.OutputCount) + target])
            : Targets[(sample * Target.OutputCount) + target];

    /// <summary>
    /// Cells of a sample by feature column: the number, date or text that its features encode; null for a missing one,
    /// and for free text of a dataset that was made of X and Y.
    /// </summary>
    /// <param name="sample">The sample's column in X.</param>
    public IEnumerable<(string Column, object? Value)> FeaturesOf(int sample)
    {
        int first = sample * FeatureCount;
        foreach (FeatureColumn column in Schema.Column)
        {
            yield return (column.Name, CellOf(column, first, sample));
            first += column.Feature.Count;
        }
    }

    /// <summary>Texts of a column of free text, one per sample, null for a missing one; null where they are not known.</summary>
    internal string?[]? TextsOf(FeatureColumn column) => Text.FirstOrDefault(text => string.Equals(text.Name, column.Name, StringComparison.OrdinalIgnoreCase))?.Values;

    /// <summary>Cells of a column as they were in the table; null where its features tell them, and where they are not known.</summary>
    internal KeptCells? KeptOf(FeatureColumn column) => Kept.FirstOrDefault(cells => string.Equals(cells.Name, column.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The category of each sample in the target-encoded columns, by the names of these; -1 for an unknown one.</summary>
    internal IReadOnlyDictionary<string, int[]> CategoryCode { get; private init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, int[]>.Empty;

    /// <summary>True when the features of target-encoded columns are those of training samples, out of fold.</summary>
    internal bool IsOutOfFold { get; private init; }

    /// <summary>The same samples as a network sees them after the training: target-encoded columns have the statistics of all training samples.</summary>
    internal Dataset Encoded() => IsOutOfFold ? TargetEncodings.Encode(this, Schema) : this;

    /// <summary>The cell of a sample that the features of a column encode.</summary>
    /// <param name="column">The column.</param>
    /// <param name="first">Index of its first feature in <see cref="Features"/>.</param>
    /// <param name="sample">The sample.</param>
    internal object? CellOf(FeatureColumn column, int first, int sample) =>
        column.IsLeftOut ? column.Constant
            : column.IsText ? TextsOf(column)?[sample]
            : !column.IsTargetEncoded ? column.Decode(Features.AsSpan(first, column.Feature.Count))
            : CategoryCode.TryGetValue(column.Name, out int[]? codes) && codes[sample] >= 0 && column.Category[codes[sample]].Length > 0 ? column.Category[codes[sample]]
            : null;

    /// <summary>The same samples with the features of another schema, in its order.</summary>
    /// <param name="schema">The other schema.</param>
    /// <param name="reporter">Receives unknown categories; null ignores them.</param>
    /// <exception cref="NetworkException">A column is not there, or a value does not fit.</exception>
    internal Dataset Select(DataSchema schema, UnknownCategoryReporter? reporter = null) =>
        ReferenceEquals(schema, Schema) || (Schema.IsPlain && schema.IsPlain && FeatureName.SequenceEqual(schema.FeatureName, StringComparer.OrdinalIgnoreCase))
            ? this
            : ColumnMatch.Select(this, schema, reporter);

    /// <summary>Some of the samples, in this order (NumPy: take).</summary>
    /// <param name="samples">Their columns.</param>
    /// <exception cref="NetworkException">There are none, or all of their weights are 0.</exception>
    internal Dataset Take(int[] samples) =>
        With(
            new DenseMatrix(FeatureCount, samples.Length, Columns(Features, FeatureCount, samples)),
            Target.Take(samples),
            Schema,
            Weight is null ? null : samples.Select(sample => Weight[sample]),
            [.. Id.Select(column => column.Take(samples))],
            [.. Text.Select(text => text.Take(samples))],
            [.. Kept.Select(cells => cells.Take(samples))],
            CategoryCode.ToDictionary(codes => codes.Key, codes => Array.ConvertAll(samples, sample => codes.Value[sample]), StringComparer.OrdinalIgnoreCase),
            IsOutOfFold);

    /// <summary>The same samples with other features.</summary>
    /// <param name="x">Features x samples.</param>
    /// <param name="schema">Their names, with the same targets; null for the same features.</param>
    /// <param name="codes">The categories of target-encoded columns; null for none.</param>
    /// <param name="isOutOfFold">True where these columns are encoded as training samples are.</param>
    internal Dataset WithFeatures(DenseMatrix x, DataSchema? schema = null, IReadOnlyDictionary<string, int[]>? codes = null, bool isOutOfFold = false) =>
        With(x, Target, schema ?? Schema, Weight, Id, Text, Kept, codes, isOutOfFold);

    /// <summary>The same samples with other targets.</summary>
    internal Dataset WithTargets(TargetValues target, DataSchema schema) => With(X, target, schema, Weight, Id, Text, Kept, CategoryCode, IsOutOfFold);

    /// <summary>The samples of weight above 0.</summary>
    internal Dataset WithoutWeightless() =>
        Weight is null || !Weight.Contains(0) ? this : Take([.. Enumerable.Range(0, SampleCount).Where(sample => Weight[sample] > 0)]);

    /// <summary>Some columns of a column-major matrix, in this order.</summary>
    internal static double[] Columns(double[] values, int rows, int[] columns)
    {
        var taken = new double[(long)rows * columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            Array.Copy(values, (long)rows * columns[i], taken, (long)rows * i, rows);
        }

        return taken;
    }

    private Dataset With(Matrix<double> x, TargetValues target, DataSchema schema, IEnumerable<double>? weight, IReadOnlyList<IdColumn> id, IReadOnlyList<TextCells> text, IReadOnlyList<KeptCells> kept, IReadOnlyDictionary<string, int[]>? codes, bool isOutOfFold) =>
        new Dataset(x, target, schema, Name, Seed, weight)
        {
            IsTable = IsTable,
            WeightName = WeightName,
            Id = id,
            Text = text,
            Kept = kept,
            CategoryCode = codes ?? System.Collections.ObjectModel.ReadOnlyDictionary<string, int[]>.Empty,
            IsOutOfFold = isOutOfFold,
        };

    private static Matrix<double> NotNull(Matrix<double> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return matrix;
    }

    private static DenseMatrix Dense(Matrix<double> matrix) => matrix as DenseMatrix ?? DenseMatrix.OfMatrix(NotNull(matrix));

    // Runs once per dataset over all values: optimized without tiering.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CheckFeatures()
    {
        double[] features = Features;
        var mayBeMissing = new bool[FeatureCount];
        int feature = 0;
        foreach (FeatureColumn column in Schema.Column)
        {
            for (int i = 0; i < column.Feature.Count; i++)
            {
                mayBeMissing[feature++] = column.MayBeMissing && i < column.ValueCount;
            }
        }

        for (int i = 0; (i += FiniteCount(features.AsSpan(i))) < features.Length; i++)
        {
            if (double.IsNaN(features[i]) && mayBeMissing[i % FeatureCount])
            {
                HasMissing = true;
            }
            else
            {
                Cell.RequireFinite(features[i], (i / FeatureCount) + 1, FeatureName[i % FeatureCount]);
            }
        }
    }

    /// <summary>Number of finite values before the first other one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FiniteCount(ReadOnlySpan<double> values)
    {
        int i = 0;

        // Infinity less itself is NaN, as NaN is.
        for (; i + Vector256<double>.Count <= values.Length; i += Vector256<double>.Count)
        {
            Vector256<double> block = Vector256.Create(values[i..]);
            if (!Vector256.EqualsAll(block - block, Vector256<double>.Zero))
            {
                break;
            }
        }

        while (i < values.Length && double.IsFinite(values[i]))
        {
            i++;
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CheckTargets(double[] all)
    {
        int outputs = Schema.OutputCount;
        NetworkTask task = Task;
        for (int sample = 0; sample < SampleCount; sample++)
        {
            ReadOnlySpan<double> targets = all.AsSpan(sample * outputs, outputs);
            for (int row = 0; row < targets.Length; row++)
            {
                if (task == NetworkTask.Regression)
                {
                    Cell.RequireFinite(targets[row], sample + 1, TargetName[row]);
                }
                else if (targets[row] is not (0.0 or 1.0))
                {
                    throw DataErrors.DatasetShapeInvalid($"Sample {sample + 1} has the target {targets[row]}. Targets of classes are 0 and 1.", targets[row]);
                }
            }

            if (task == NetworkTask.MultiClass && targets.Count(1.0) != 1)
            {
                throw DataErrors.DatasetShapeInvalid($"Sample {sample + 1} is of {targets.Count(1.0)} classes. Each column of Y has a single 1.", null);
            }
        }
    }

    private void CheckWeights()
    {
        if (Weight is null)
        {
            return;
        }

        if (Weight.Count != SampleCount)
        {
            throw DataErrors.DatasetShapeInvalid($"There are {Weight.Count} weights for {SampleCount} samples.", Weight);
        }

        for (int sample = 0; sample < SampleCount; sample++)
        {
            if (!double.IsFinite(Weight[sample]) || Weight[sample] < 0)
            {
                throw DataErrors.SampleWeightInvalid(sample + 1, Weight[sample]);
            }
        }

        _ = WeightSum.Require(Weight.Sum());
    }
}
