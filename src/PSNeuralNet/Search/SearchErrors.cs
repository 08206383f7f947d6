using static PSNeuralNet.Failure;

namespace PSNeuralNet.Search;

/// <summary>Errors of searches.</summary>
internal static class SearchErrors
{
    public static NetworkException JournalInvalid(string path) => InvalidData(
        $"'{path}' is no journal of a search. Choose another path, or a file that Search-NetworkHyperparameter -Path has written.", path);

    public static NetworkException JournalDamaged(string path, int line) => InvalidData(
        $"Line {line} of the journal '{path}' is damaged. Delete that line to train its fold again, or the file to begin anew.", path);

    public static NetworkException JournalInUse(string path) => OpenError(
        $"Another search has the journal '{path}' open. Wait for its end, or choose another path.", path);

    public static NetworkException JournalNotWritten(string path, string reason) => WriteError($"The journal '{path}' could not be written: {reason}", path);

    public static NetworkException JournalMissing(string path) => ObjectNotFound($"There is no journal '{path}'. Search-NetworkHyperparameter -Path writes one.", path);

    public static NetworkException JournalUnreadable(string path, string reason) => ReadError($"The journal '{path}' could not be read: {reason}", path);

    public static NetworkException JournalMismatch(string path, string name, string written, string now) => InvalidData(
        $"The journal '{path}' is of another search: its {name} is '{written}', and that of this search is '{now}'. Repeat the search with the same, or choose another path.", path);

    public static NetworkException JournalTrialMismatch(string path, int trial, string written, string now) => InvalidData(
        $"The journal '{path}' is of another search: its trial {trial} has the settings '{written}', and that of this search has '{now}'. Choose another path.", path);

    public static NetworkException JournalPredictionInvalid(string path, int trial, int fold) => InvalidData(
        $"The journal '{path}' is damaged: the predictions of trial {trial} in fold {fold + 1} are not as many as the samples of the fold. Delete that line to train the fold again, or the file to begin anew.", path);

    public static NetworkException JournalsDiffer(string path, string name, string first, string other) => InvalidData(
        $"The journal '{path}' is of another search than the first one: its {name} is '{other}' instead of '{first}'. Import journals of one search.", path);

    public static NetworkException TimeLimitTooShort(TimeSpan limit, int folds) => LimitsExceeded(
        $"No trial was finished within the time limit {limit}. Give more time, fewer than {folds} folds, or fewer samples; with a journal, the same command goes on from the folds that were finished.", limit);

    public static NetworkException AllTrialsFailed(int count, string reason) => InvalidResult(
        $"{(count == 1 ? "The only trial failed, for" : $"All {count} trials failed, most often for")} this reason: {reason}", count);

    public static NetworkException CrossValidationFailed(int fold, int count, string reason) => InvalidResult(
        $"The training of fold {fold} of {count} failed: {reason}", fold);

    public static NetworkException PresetAmbiguous(Training.Preset given, Training.Preset own) => InvalidArgument(
        $"The preset is {given}, but that of the settings is {own}. Give one of them.", given);

    public static NetworkException NoWorkerLeft(string reason) => InvalidOperation(
        $"No worker is left to run trials: {reason} With -Path, the same command goes on from what was finished.", reason);

    public static NetworkException TrialRangeUnsupported(SearchStrategy strategy) => InvalidArgument(
        $"A range of trials goes with the strategies Grid and Random only: with {strategy}, trials depend on the scores of others. Choose another strategy.", strategy);

    public static NetworkException TrialRangeInvalid(string text) => InvalidArgument($"'{text}' is no range of trials. Give the first and the last number, from 0, such as 0..99.", text);

    public static NetworkException TrialRangeEmpty(int first, int last) => InvalidArgument($"The range of trials {first}..{last} is none: give the first and the last number, from 0, such as 0..99.", first);

    public static NetworkException TrialRangeWithoutTrial(int first, int last) => InvalidArgument(
        $"The search has no trial in the range {first}..{last}: trials are counted from 0, and there are fewer. Give a range that has some.", first);

    public static NetworkException TrialCountInvalid(int count) => InvalidArgument($"The number of trials is {count}. Give 1 or more.", count);

    public static NetworkException ThrottleLimitInvalid(int count) => InvalidArgument($"The throttle limit is {count}. Give 1 or more.", count);

    public static NetworkException TimeLimitInvalid(string name, TimeSpan limit) => InvalidArgument($"The {name} is {limit}. Give more than 0, such as 00:02:00 for two minutes.", limit);

    public static NetworkException TimeLimitTooLong(string name, TimeSpan limit, TimeSpan longest) => InvalidArgument(
        $"The {name} is {limit}. Give at most {longest} ({longest.Days} days), or none for no limit.", limit);

    public static NetworkException EnsembleWithoutPrediction() => InvalidOperation(
        $"The journal has no out-of-fold predictions, which -EnsembleCount and -KeepPrediction need: it was written without them. Choose another path to search anew.", null);

    public static NetworkException EnsembleWithoutTrial() => InvalidOperation(
        $"There is no trial to select an ensemble from: none was trained to its end. Give more time or trials, or settings that do not fail.", null);

    public static NetworkException EnsembleTrialWithoutPrediction(int trial) => InvalidOperation(
        $"Trial {trial} has no out-of-fold predictions, which an ensemble is selected by: its search did not keep them. Give the trials of a search with a number of selections, or one that keeps predictions.", trial);

    public static NetworkException EnsembleTooManyNetworks(int count, int folds, int limit) => InvalidArgument(
        $"An ensemble of {count} selections with {folds} trainings each has {(long)count * folds} networks, but a file holds {limit} at most. Give fewer selections, folds or repetitions.", count);

    public static NetworkException EnsembleCountInvalid(int count) => InvalidArgument($"The number of selections is {count}. Give 1 to {Training.TrainingSetting.MaximumEnsemble}.", count);

    public static NetworkException SpaceMissing() => InvalidArgument(
        $"The preset Tutorial has no search space of its own. Give parameters with several values, such as -LearningRate 0.1, 0.3, 1 -HiddenSize 2, 5, 10, or -Space.", null);
}
