using PSNeuralNet.Data;
using static PSNeuralNet.Failure;

namespace PSNeuralNet.Networks;

/// <summary>Errors about networks: layer sizes, activations, parameters, inputs. The method is named after the error's id.</summary>
internal static class NetworkErrors
{
    public static NetworkException ThresholdInvalid(double threshold) => InvalidArgument(
        $"The threshold {threshold} is not between 0 and 1. Give a probability, such as 0.5.", threshold);

    public static NetworkException ThresholdNotBinary(NetworkTask task, object? network) => InvalidOperation(
        $"A decision threshold is for the task {NetworkTask.Binary}, of two classes, but the network is for the task {task}{(task == NetworkTask.MultiLabel ? ", of several labels: each has a threshold of its own. Name one with -Label" : task == NetworkTask.MultiClass ? ": it predicts the most probable class. Train on one class against the others to choose a threshold" : ", which has no classes")}.", network);

    public static NetworkException AnomalyModelMissing(object? network) => InvalidOperation(
        $"The network finds no anomalies: it was trained for another task, or has lost what is usual in its columns. Train one with -Task {NetworkTask.Anomaly}, and give the result, its Network, or a file of it.", network);

    public static NetworkException AnomalyThresholdInvalid(double threshold) => InvalidArgument(
        $"The threshold {threshold} of anomaly scores is not a finite number. Give a score, such as 1.5.", threshold);

    public static NetworkException ConfidenceInvalid(double confidence) => InvalidArgument(
        $"The confidence {confidence} is not between 0 and 1. Give a share, such as 0.9 for intervals or sets that hold nine of ten actual values.", confidence);

    public static NetworkException CalibrationTooSmall(double confidence, int samples, double highest) => InvalidOperation(
        $"A confidence of {confidence} needs more than the {samples} calibration sample{(samples == 1 ? "" : "s")}, with which {Math.Floor(highest * 1000) / 1000} is the highest. Give a lower one, or calibrate with more rows.", confidence);

    public static NetworkException LayerSizeInvalid(string layer, int size) => InvalidArgument(
        $"The {layer} size {size} is too small. Every layer needs at least 1 unit{(layer == "hidden" ? "; a network without hidden layers has the sizes @()" : "")}.", size);

    public static NetworkException ActivationCountMismatch(int activations, int layers) => InvalidArgument(
        $"There are {activations} activations for {layers} hidden layer{(layers == 1 ? "" : "s")}. Give one for all of them, or one for each.", activations);

    public static NetworkException ActivationInvalid(Activation activation) => InvalidArgument(
        $"The activation {activation} is for output layers only. Choose another one for hidden layers.", activation);

    public static NetworkException OutputCountMismatch(NetworkTask task, int outputs, string wanted) => InvalidArgument(
        $"A network for the task {task} has {wanted}, not {outputs}. Change the output size or the task.", outputs);

    public static NetworkException OutputActivationInvalid(Activation activation) => InvalidArgument(
        $"The activation {activation} has no loss, so an output layer cannot have it. Sigmoid, Softmax, Identity and Exp do.", activation);

    public static NetworkException LossMismatch(Loss loss, NetworkTask task, IEnumerable<Loss> losses) => InvalidArgument(
        $"The loss {loss} is not for the task {task}. Give none, or one of {string.Join(", ", losses)}.", loss);

    public static NetworkException DeltaMismatch(Loss loss, double delta) => InvalidArgument(
        $"A delta is for the loss {Loss.Huber}, but the loss is {loss}. Leave the delta out, or choose that loss.", delta);

    public static NetworkException QuantileMismatch(Loss loss, IReadOnlyList<double> quantile) => InvalidArgument(
        $"Quantiles are for the loss {Loss.Quantile}, but the loss is {loss}. Leave them out, or choose that loss.", quantile);

    public static NetworkException QuantileInvalid(IReadOnlyList<double> quantile, string reason) => InvalidArgument(
        $"The quantiles {string.Join(", ", quantile.Select(one => one.ToString(CultureInfo.InvariantCulture)))} are not usable: {reason}. Give numbers above 0 and below 1 in ascending order, each once, such as 0.1, 0.5, 0.9.", quantile);

    public static NetworkException QuantileTargets(int targets) => InvalidArgument(
        $"The loss {Loss.Quantile} is for one target, but there are {targets}: the quantiles of each would say nothing of how they go together. Train a network for each target.", targets);

    public static NetworkException DeltaInvalid(double delta) => InvalidArgument(
        $"The delta {delta} is not usable: it is a distance in the target's own unit, between 1E-300 and 1E+300.", delta);

    public static NetworkException TargetNegative(string target, int row, double value) => InvalidData(
        $"Row {row} has the target '{target}' = {value}, but the loss {Loss.Poisson} takes targets of 0 or more. Correct it, leave the row out, or choose another loss.", value);

    public static NetworkException NetworkTooLarge(string shape, long maximumParameters, int maximumUnits) => LimitsExceeded(
        $"A network {shape} is too large: it may have up to {maximumParameters} weights and biases, and layers of up to {maximumUnits} units. Make its layers smaller.", shape);

    public static NetworkException NetworkTooDeep(int layers, int maximum) => LimitsExceeded(
        $"A network of {layers} layers is too deep: it may have up to {maximum}, the output layer included. Give fewer hidden layers.", layers);

    public static NetworkException ParameterShapeInvalid(FormattableString message, object? target) => InvalidArgument(
        message, target);

    public static NetworkException ParameterNotFinite(string matrix) => InvalidArgument(
        $"The parameters to start from have a value in {matrix} that is NaN or infinite. Start from other parameters.", matrix);

    public static NetworkException ForwardCacheTooLarge(int samples, long units, long maximum) => LimitsExceeded(
        $"Z and A of {samples} samples and {units} units are too many: there may be up to {maximum} numbers at once. Take fewer samples.", samples);

    public static NetworkException PredictionTooLarge(int samples, int outputs) => LimitsExceeded(
        $"The predictions of {samples} samples with {outputs} numbers each are too many: there may be up to {Dataset.MaximumValues} at once. Take fewer samples, or pipe in rows instead of a dataset.", samples);

    public static NetworkException InputWidthMismatch(int networkInputs, int features, object? target) => InvalidOperation(
        $"The network takes {networkInputs} feature{(networkInputs == 1 ? "" : "s")}, but the data has {features}. Use data with the columns that the network was made for, or initialize a network for this data.", target);

    public static NetworkException OutputWidthMismatch(int networkOutputs, int targets, object? target) => InvalidOperation(
        $"The network has {networkOutputs} output{(networkOutputs == 1 ? "" : "s")}, but the data has {targets} target row{(targets == 1 ? "" : "s")}. Initialize a network with that many outputs.", target);

    public static NetworkException FeatureMissingInRow(int row, IReadOnlyCollection<string> missing, IEnumerable<string> columns) => ObjectNotFound(
        $"Row {row} lacks the feature column{(missing.Count == 1 ? "" : "s")} {Listed(missing)}. Its columns are {Listed(columns)}.", missing.First(), nameof(TableErrors.FeatureMissing));

    public static NetworkException EnsembleMemberRequired(NetworkParameter ensemble) => InvalidOperation(
        $"The network is an ensemble, {ensemble}: it predicts the mean of its {ensemble.Member.Count} networks, and has no weights, activations or gradients of its own. Take one of them: .Member[0] to .Member[{ensemble.Member.Count - 1}].", ensemble);

    public static NetworkException EnsembleShapesDiffer(LayerMatrices ensemble) => InvalidOperation(
        $"The network is an ensemble, {ensemble}, whose networks have different layers or losses: it has no layer sizes, activations or loss of its own. Take those of one of its networks: .Member[0].Shape.", ensemble);

    public static NetworkException EnsembleMembersDiffer(int index, string part) => InvalidArgument(
        $"The networks of an ensemble take the same columns and predict the same targets or classes, but network {index} differs from network 0 in {part}. Combine networks that were trained on one table.", part);

    public static NetworkException MissingValueUnfilled(string feature) => InvalidOperation(
        $"The feature '{feature}' has missing values, and these parameters do not know what to take for them: that is learned in training. Train with Invoke-NetworkTraining, or make a dataset without them.", feature);

    public static NetworkException DataSummaryMissing(object network) => InvalidOperation(
        $"The network {network} has no summary of the data that it was trained on: it was made by an earlier version of the module, or exported without it. Train it again (Invoke-NetworkTraining -Network trains it further), and export it.", network);
}
