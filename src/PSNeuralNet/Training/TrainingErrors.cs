using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using static PSNeuralNet.Failure;

namespace PSNeuralNet.Training;

/// <summary>Errors about training options and outcomes. The method is named after the error's id.</summary>
internal static class TrainingErrors
{
    public static NetworkException LearningRateInvalid(double rate) => InvalidArgument(
        $"The learning rate {rate} is not usable: it has to be {TrainingSetting.RateText}. Usual values lie between 0.001 and 1.", rate);

    public static NetworkException ThresholdRowsMissing() => InvalidOperation(
        $"There are no rows to choose a threshold on: only a training result whose training held rows out has its own. Pipe rows that the network was not trained on, or train with folds or a validation part (-EnsembleCount, -ValidationFraction).", null);

    public static NetworkException BatchSizeInvalid(int size) => InvalidArgument(
        $"The batch size {size} is negative. Give how many samples go into one update, or 0 for all of them.", size);

    public static NetworkException ConstantInvalid(string name, double value, string wanted) => InvalidArgument(
        $"The {name} {value} is not usable: it has to be {wanted}.", value);

    public static NetworkException DropoutInvalid(double share) => InvalidArgument(
        $"The dropout {share} is not usable: it is the share of units to leave out, 0 to less than 1, such as 0.2.", share);

    public static NetworkException DropoutCountMismatch(int shares, int layers) => InvalidArgument(
        $"There are {shares} dropouts for {layers} hidden layer{(layers == 1 ? "" : "s")}. Give one for all of them, or one for each.", shares);

    public static NetworkException ScheduleConstantMissing(Schedule schedule, string constant) => InvalidArgument(
        $"The learning-rate schedule {schedule} needs a {constant}. Give one, or choose another schedule.", schedule);

    public static NetworkException DecayWithoutEffect(Schedule schedule) => InvalidArgument(
        $"With a decay of 1, the learning-rate schedule {schedule} never lowers the rate. Give a decay between 0 and 1, such as 0.5, or leave the schedule out.", 1.0);

    public static NetworkException LabelSmoothingWithoutClasses(double smoothing) => InvalidArgument(
        $"Label smoothing is for classes, but the targets are numbers. Leave it out.", smoothing);

    public static NetworkException TargetSettingMismatch(string setting, object value) => InvalidArgument(
        $"{setting} is for numbers to predict, but the target has classes. Leave it out.", value);

    public static NetworkException TargetTransformMismatch(string reason, TargetTransform transform) => InvalidArgument(
        $"The target transform {transform} cannot be taken: {reason}. Leave the transform out.", transform);

    public static NetworkException FeatureEncodingMismatch(string setting, string reason, double value) => InvalidArgument(
        $"The {setting} {value.ToString(CultureInfo.InvariantCulture)} cannot be taken: {reason}. Leave it out, or train a new network.", value);

    public static NetworkException ClassWeightInvalid(string label, double weight) => InvalidArgument(
        $"The class '{label}' has the weight {weight}. Weights are finite and not negative.", weight);

    public static NetworkException ClassWeightUnknown(IEnumerable<string> unknown, IEnumerable<string> classes) => InvalidArgument(
        $"There are weights for {Listed(unknown)}, but the classes are {Listed(classes)}. Correct the names.", unknown.First());

    public static NetworkException ClassWeightWithoutClasses(NetworkTask task) => InvalidArgument(
        $"Class weights are for samples of one class each, but the targets are {(task == NetworkTask.MultiLabel ? "several labels: a sample has one weight, and may have rare labels and frequent ones. Leave them out; for more of a rare label, choose its threshold with Set-NetworkThreshold -Label" : "numbers. Leave them out")}, or weigh the samples.", null);

    public static NetworkException EpochCountInvalid(int count) => InvalidArgument(
        $"The epoch count {count} is too small. Give 1 or more.", count);

    public static NetworkException TrainingDiverged(int epoch, double rate, Optimizer optimizer)
    {
        string remedy = optimizer == Optimizer.LBFGS ? "Standardize the data, or start from smaller weights." : string.Create(CultureInfo.InvariantCulture, $"Try a learning rate lower than {rate}.");
        return InvalidResult(
            $"Training diverged at epoch {epoch}: the cost became NaN, or grew without bound (a thousandfold). The result holds the last parameters with a stable cost. {remedy}",
            rate);
    }

    public static NetworkException ValidationFractionInvalid(double fraction) => InvalidArgument(
        $"The validation fraction {fraction} is not usable: it is the share of the samples to keep from the training, between 0 and 1, such as 0.2; 0 keeps none.", fraction);

    public static NetworkException ValidationGivenTwice() => InvalidArgument(
        $"There is both a validation fraction and a validation dataset. Give one of them.", null);

    public static NetworkException PatienceWithoutValidation() => InvalidArgument(
        $"Patience waits for the cost of validation samples to fall, but there are none. Give a validation fraction or a validation dataset, or a tolerance, which is for the training cost.", null);

    public static NetworkException WatchWithoutValidation(WatchedMeasure watch) => InvalidArgument(
        $"{watch} to watch is that of validation samples, but there are none. Give a validation fraction or a validation dataset.", watch);

    public static NetworkException WatchMismatch(WatchedMeasure watch, NetworkTask task) => InvalidArgument(
        $"{watch} cannot be watched for the task {task}. Watch {WatchedMeasure.Cost} or {(task == NetworkTask.Regression ? WatchedMeasure.R2 : WatchedMeasure.Accuracy)}.", watch);

    public static NetworkException EnsembleCheckpoint() => InvalidArgument(
        $"A checkpoint keeps the state of one network, but this training is of an ensemble. Leave the checkpoint out, or train a single network.", null);

    public static NetworkException EnsembleStartMismatch(string what) => InvalidArgument(
        $"An ensemble draws the initial weights of each of its networks from the seed, but here {what}. Leave the ensemble out, or start from a seed.", null);

    public static NetworkException EnsembleCountMismatch(NetworkParameter ensemble, int count) => InvalidArgument(
        $"The network is an ensemble, {ensemble}, of which each network is trained further, but the number of networks to train is {count}. Leave the number out, or give {ensemble.Member.Count}; or train one of them further: .Member[0] to .Member[{ensemble.Member.Count - 1}].", count);

    public static NetworkException EnsembleTooManyNetworks(NetworkParameter ensemble) => InvalidArgument(
        $"The network is an ensemble, {ensemble}, of {ensemble.Member.Count} networks, but {TrainingSetting.MaximumEnsemble} at most are trained together. Train them one by one: .Member[0] to .Member[{ensemble.Member.Count - 1}]; or train a new network.", ensemble);

    public static NetworkException EnsembleTooLarge(int count, int samples) => InvalidArgument(
        $"Each of the {count} networks of the ensemble is to hold out another fold, but there are only {samples} samples. Give {samples} networks at most; or a validation fraction, of which each network draws samples of its own.", count);

    public static NetworkException FoldCountTooLarge(int folds, int samples) => InvalidArgument(
        $"There cannot be {folds} folds of {samples} samples. Give {samples} folds at most.", folds);

    public static NetworkException FoldCountTooSmall(int folds, int networks) => InvalidArgument(
        $"Each of the {networks} networks of the ensemble is to hold out another fold, but there are only {folds} folds. Give {networks} folds or more, or fewer networks.", folds);

    public static NetworkException FoldCountWithoutEnsemble(int folds) => InvalidArgument(
        $"The {folds} folds are for the networks of an ensemble, but this is a single network. Give a validation fraction, such as {1.0 / folds:0.###}, which holds out as many samples as one fold has; or the number of networks of an ensemble.", folds);

    public static NetworkException FoldCountWithValidation(int folds) => InvalidArgument(
        $"There are {folds} folds to hold out, and validation samples as well. Give one of them.", folds);

    public static NetworkException LbfgsMismatch(string with, string remedy) => InvalidArgument(
        $"LBFGS looks at the exact cost of all samples at once, so it does not go with {with}. {remedy}, or choose another optimizer.", Optimizer.LBFGS);

    public static NetworkException CheckpointMismatch(string what, string written, string now, bool hasSettings) => InvalidOperation(
        $"The checkpoint is of another training: its {what} is {written}, that of this one {now}. {(hasSettings ? "Give the data of the training that was interrupted, and leave its settings out, which the checkpoint brings" : "Repeat the settings and the data of the training that was interrupted")}, or start anew without resuming.{(what == TrainingSetting.CosineName ? " The schedule Cosine is as long as the training: one that is to be made longer later needs -Schedule Constant from its start." : "")} The checkpoint stays as it is.", written);

    public static NetworkException ClassWeightAllZero(ClassWeighting weighting) => InvalidArgument(
        $"With the class weights {weighting}, no sample counts: all of them weigh 0. Give at least one class a weight above 0.", weighting);

    public static NetworkException ClassWeightSumInvalid(ClassWeighting weighting, double sum) => InvalidArgument(
        $"With the class weights {weighting}, the weights of the samples add up to {sum}, which is not between {WeightSum.Smallest} and {WeightSum.Largest}. Divide all of them by the same number: only their ratios matter.", weighting);

    public static NetworkException CheckpointStartMismatch(bool isDrawn) => InvalidOperation(
        $"The checkpoint is of another training: it started from other initial parameters{(isDrawn ? "" : ", which were given")}. Repeat {(isDrawn ? "the seed and the initialization, or the parameters," : "the parameters or the network")} of the training that was interrupted, or start anew without resuming. The checkpoint stays as it is.", null, nameof(CheckpointMismatch));

    public static NetworkException CheckpointValidationMissing(string validation) => InvalidOperation(
        $"The training that was interrupted has a validation dataset, {validation}, which a checkpoint does not hold. Give it again (-ValidationDataset), or start anew without resuming. The checkpoint stays as it is.", validation);

    public static NetworkException CheckpointDataMismatch(Dataset dataset) => InvalidOperation(
        $"The checkpoint is of another training: its data is not {dataset}, or that has changed since. Give the data of the training that was interrupted, or start anew without resuming. The checkpoint stays as it is.", dataset, nameof(CheckpointMismatch));

    public static NetworkException RescaleWithoutVariation(Dataset dataset) => InvalidData(
        $"-Rescale learns means and standard deviations from the rows, but {(dataset.SampleCount == 1 ? "there is only one row" : "all of them are the same")}. Give rows that differ, or train without -Rescale, with the scaling that the network has.", dataset);
}
