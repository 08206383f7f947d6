using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>
/// Samples that metrics and charts are of, with their predictions: data that is given, else those that the training held out, else the training samples. Report and charts both take
/// them from here, so their numbers are the same.
/// </summary>
internal sealed class MeasuredRows
{
    private readonly NetworkParameter? _network;
    private readonly UnknownCategoryReporter? _unknown;
    private Matrix<double>? _prediction;
    private DecisionRule? _rule;
    private string? _networkLabel;
    private Matrix<double>? _quantiles;

    private MeasuredRows(ScoreSource? source, NetworkParameter? network, NetworkTask task, Dataset data, UnknownCategoryReporter? unknown = null) =>
        (Source, _network, Task, Data, From, _unknown) = (source, network, task, data, data, unknown);

    /// <summary>The kind of samples; null for data that is given and is not that of the training.</summary>
    public ScoreSource? Source { get; }

    public NetworkTask Task { get; }

    /// <summary>The samples, as they were given.</summary>
    public Dataset Data { get; }

    /// <summary>The data that the samples are a part of, or all of.</summary>
    public Dataset From { get; private init; }

    /// <summary>The samples that the network was trained on, where the metrics are of others or out of fold; null where they are of these.</summary>
    public Dataset? Training { get; private init; }

    /// <summary>The samples under the names and categories of the network, and coded as it takes them.</summary>
    public Dataset Samples => field ??= _network is null ? Data : Evaluator.Recode(Data, _network, _unknown);

    /// <summary>True where the metrics are of samples that the network was not trained on.</summary>
    public bool IsOther => Source is null or ScoreSource.Validation;

    /// <summary>The network.</summary>
    /// <exception cref="InvalidOperationException">The rows were made of out-of-fold predictions alone.</exception>
    public NetworkParameter Network => _network ?? throw new InvalidOperationException("Out-of-fold predictions have no network.");

    /// <summary>The network, for a subtitle: "2-5-1 tanh/sigmoid, "; empty for out-of-fold predictions alone.</summary>
    public string NetworkLabel => _networkLabel is not null ? _networkLabel : _network is null ? "" : Rule == DecisionRule.Default || Task == NetworkTask.MultiLabel ? $"{_network}, " : FormattableString.Invariant($"{_network}, threshold {Rule.Threshold:0.####}, ");

    /// <summary>The indices of the samples with a weight above 0.</summary>
    public int[] Counting => field ??= [.. Enumerable.Range(0, Samples.SampleCount).Where(sample => Samples.Weight is null || Samples.Weight[sample] > 0)];

    /// <summary>The rule of predicted classes.</summary>
    public DecisionRule Rule => _rule ?? _network?.DecisionRule() ?? DecisionRule.Default;

    private OutOfFold? OutOfFold { get; init; }

    /// <summary>True where <see cref="RowOf"/> is the place of a sample in the data that was given, and not only among those that were set aside.</summary>
    public bool KnowsRows => OutOfFold is not null || ReferenceEquals(Data, From);

    /// <summary>The number of a sample, from 1, in the data that was given.</summary>
    public int RowOf(int sample) => 1 + (OutOfFold is { } part && part.Sample.Count == Samples.SampleCount ? part.Sample[sample] : sample);

    /// <summary>Selects the samples of a training.</summary>
    /// <param name="result">The training.</param>
    /// <param name="given">The data that is given; null for none.</param>
    /// <param name="warn">Called once for each column with unknown categories; null ignores them.</param>
    public static MeasuredRows Of(TrainingResult result, Dataset? given = null, Action<string>? warn = null)
    {
        if (given is not null)
        {
            bool isTraining = HeldOutThresholds.IsTrainingData(result, given);
            return Create(isTraining ? ScoreSource.Training : null, given, isTraining ? null : result.Dataset);
        }

        switch (result.ScoreFrom)
        {
            case ScoreSource.OutOfFold:
                OutOfFold outOfFold = result.OutOfFold!;
                Dataset heldOut = outOfFold.Sample.Count == result.Dataset.SampleCount ? result.Dataset : result.Dataset.Take([.. outOfFold.Sample]);
                return new MeasuredRows(ScoreSource.OutOfFold, result.Parameter, result.Parameter.Task, heldOut, Reporter(heldOut)) { From = result.Dataset, Training = result.Dataset, OutOfFold = outOfFold };
            case ScoreSource.Validation when result.Options.ValidationDataset is { } validation:
                return Create(ScoreSource.Validation, validation, result.Dataset);
            case ScoreSource.Validation when !result.Parameter.IsEnsemble:
                // The same samples as those that the training held out.
                DatasetSplit split = TrainingData.Split(result.Parameter.Fit(result.Dataset).WithoutWeightless(), result.Options);
                return new MeasuredRows(ScoreSource.Validation, result.Parameter, result.Parameter.Task, split.Test, Reporter(split.Test)) { From = result.Dataset, Training = split.Train };
            default:
                // Also of an ensemble that was canceled: its networks held out different samples, and there are no predictions of them.
                return Create(ScoreSource.Training, result.Dataset, null);
        }

        MeasuredRows Create(ScoreSource? source, Dataset data, Dataset? training) =>
            new MeasuredRows(source, result.Parameter, result.Parameter.Task, data, Reporter(data)) { Training = training };

        UnknownCategoryReporter? Reporter(Dataset data) =>
            warn is null ? null : new UnknownCategoryReporter(UnknownCategory.Warning, DatasetWarnings.Once(data, warn));
    }

    /// <summary>Data that is given for a network.</summary>
    public static MeasuredRows Of(NetworkParameter network, Dataset data) => new MeasuredRows(null, network, network.Task, data);

    /// <summary>Out-of-fold predictions, without the networks that they are of.</summary>
    public static MeasuredRows Of(OutOfFold outOfFold) =>
        new MeasuredRows(ScoreSource.OutOfFold, null, outOfFold.Task, outOfFold.Samples) { OutOfFold = outOfFold };

    /// <summary>Some of the samples, with their predictions.</summary>
    public MeasuredRows Take(int[] index, CancellationToken cancellation)
    {
        Matrix<double> all = Predict(cancellation);
        return new MeasuredRows(Source, _network, Task, Samples.Take(index))
        {
            From = From,
            _prediction = DenseMatrix.OfColumns(index.Select(all.Column)),
        };
    }

    /// <summary>The samples with one of several labels, as those of two classes.</summary>
    /// <param name="name">The name of the label.</param>
    /// <param name="cancellation">Cancels the prediction.</param>
    /// <exception cref="NetworkException">The samples have not several labels, or no such one.</exception>
    public MeasuredRows OfLabel(string name, CancellationToken cancellation)
    {
        int label = Samples.Schema.LabelNamed(name);
        return new MeasuredRows(Source, null, NetworkTask.Binary, Samples.OfLabel(label))
        {
            From = From,
            _prediction = Predict(cancellation).OfLabel(label),
            _rule = new DecisionRule(Rule.ThresholdOf(label), PositiveLabel.Default),
            _networkLabel = $"{NetworkLabel}label {Samples.TargetName[label]}, {(Rule.ThresholdOf(label) == DecisionRule.DefaultThreshold ? "" : FormattableString.Invariant($"threshold {Rule.ThresholdOf(label):0.####}, "))}",
        };
    }

    /// <summary>
    /// All samples, or, where their predictions are still to be made and would be more numbers than that, an even selection of them, 1,000 or more.
    /// </summary>
    /// <param name="maximum">The largest count of numbers.</param>
    public MeasuredRows AtMost(int maximum)
    {
        int count = Samples.SampleCount, most = Math.Max(1000, maximum / Samples.Schema.OutputCount);
        return count <= most || OutOfFold is not null || _prediction is not null ? this
            : new MeasuredRows(Source, _network, Task, Samples.Take([.. Enumerable.Range(0, most).Select(i => (int)((long)i * count / most))])) { From = From, Training = Training };
    }

    /// <summary>The samples, predicted by a network with the same schema.</summary>
    public MeasuredRows PredictedBy(NetworkParameter network) => new MeasuredRows(Source, network, Task, Samples) { From = From };

    /// <summary>Checks the network, if there is one.</summary>
    /// <exception cref="NetworkException">It has weights that are not finite.</exception>
    public void RequireFinite() => _network?.RequireFinite();

    /// <summary>The predictions, outputs x samples: those out of fold, else those of the network.</summary>
    public Matrix<double> Predict(CancellationToken cancellation) =>
        _prediction ??= OutOfFold?.Prediction ?? (HasQuantiles ? QuantileOutput.Prediction(PredictAll(cancellation), Network.Quantile) : new Predictor(Network).Predict(Samples, cancellation));

    /// <summary>The predicted quantiles, quantiles x samples; of a network without the loss Quantile, the predictions.</summary>
    public Matrix<double> PredictAll(CancellationToken cancellation) =>
        HasQuantiles ? _quantiles ??= OutOfFold?.Quantiles ?? new Predictor(Network, allQuantiles: true).Predict(Samples, cancellation) : Predict(cancellation);

    private bool HasQuantiles => _network?.Quantile.Count > 0;

    /// <summary>The metrics of the predictions.</summary>
    public NetworkReport Measure(CancellationToken cancellation) =>
        OutOfFold?.Report ?? (HasQuantiles ? Evaluator.MeasureQuantiles(Samples, PredictAll(cancellation), Network.Quantile, cancellation) : null) ?? Evaluator.Measure(Samples, Predict(cancellation), Task, Rule, Samples.Weight is null ? null : [.. Samples.Weight], cancellation);
}
