namespace PSNeuralNet.Commands;

/// <summary>Searches for good settings of a training: trains many of them on folds of the data, here or on other machines, and gives one object a trial, the best one first.</summary>
/// <remarks>
/// <para>
/// A trial is a set of settings. Each is trained on all folds but one and measured on that one, for each fold in turn (-Fold; or once, on one part that is held out, with -Fraction); its Score is
/// the mean of -Metric over the folds, and Deviation their standard deviation. Within a fold, a single network is trained. Where its settings hold samples out to find the best epoch and to stop early
/// (as those for tables do), the fold that the trial is measured on takes their place, so scores are a little too good, the same for all trials; with -ValidationFraction they are drawn from the
/// training samples instead.
/// </para>
/// <para>
/// The space: parameters of Invoke-NetworkTraining, given here with several values, or in -Space, with candidates or ranges. Without any, a table has a space around its defaults, and the defaults are
/// the first trial. What is not in the space is chosen by the preset: on tables those for tables, also with -LearningRate alone.
/// </para>
/// <para>
/// -Strategy Grid tries all combinations; Random draws them, numbers evenly from a Sobol sequence; Halving (Hyperband) trains many for a few epochs and goes on with the best third;
/// Tpe draws where the best trials so far were. Only Grid needs candidates alone.
/// </para>
/// <para>
/// The same data, space, seed and version give the same trials to the last bit, on any number of threads or machines with processors of one kind, but for Duration and Worker. How many trials there are with -TimeLimit, and
/// which ones fail with -TrialTimeout, depends on the time.
/// </para>
/// <para>
/// -Path keeps a journal: one line of JSON for each fold that was trained. A search that was stopped, by Ctrl+C or a crash, goes on with it when the same command is run again. Without -Path, a search
/// that is stopped keeps nothing.
/// </para>
/// </remarks>
/// <example>
/// <title>A grid: all combinations</title>
/// <code>New-MoonsDataset -Seed 0 | Search-NetworkHyperparameter -LearningRate 0.03, 0.3, 1 -HiddenSize 2, 5 -Iterations 300 -Fold 3 -Seed 3</code>
/// <para>Six trials of three trainings each, the best one first.</para>
/// </example>
/// <example>
/// <title>Train with the best settings</title>
/// <code>
/// $rows = Get-NetworkExample iris
/// $search = $rows | Search-NetworkHyperparameter -Target species -Strategy Random -TrialCount 4 -Space @{ LearningRate = '1e-3..1e-1 log'; HiddenSize = '8', '32', '32,16' } -Epochs 30 -Seed 1
/// $setting = ($search | Select-Object -First 1).Setting
/// $rows | Invoke-NetworkTraining -Target species @setting -Seed 1
/// </code>
/// <para>Setting can be splatted. -Refit does the same in one command.</para>
/// </example>
/// <example>
/// <title>The best network of a minute</title>
/// <code>
/// $network = Get-NetworkExample iris | Search-NetworkHyperparameter -Target species -TimeLimit 00:00:05 -EnsembleCount 8 -Seed 1 -TrialVariable trials
/// $network | Export-Network ensemble.json
/// $trials | Select-Object -First 3
/// </code>
/// <para>The network is the mean of the networks of the trials that are best together.</para>
/// </example>
/// <example>
/// <title>A journal</title>
/// <code>
/// Get-NetworkExample iris | Search-NetworkHyperparameter -Target species -Strategy Tpe -TrialCount 12 -Space @{ LearningRate = '1e-3..1e-1 log' } -Epochs 20 -Seed 1 -Path study.jsonl |
///     Export-Csv trials.csv
/// </code>
/// <para>The same command again reads the trials from the journal, and would go on where the search was stopped.</para>
/// </example>
/// <outputs cref="SearchTrial">The trials, with a column for each setting.</outputs>
/// <outputs cref="NeuralNetwork">With -EnsembleCount.</outputs>
/// <outputs cref="TrainingResult">With -Refit.</outputs>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso cref="ImportNetworkSearchCommand"/>
/// <seealso cref="MeasureNetworkCommand"/>
/// <seealso href="https://scikit-learn.org/stable/modules/grid_search.html">Hyperparameter search in scikit-learn</seealso>
[Cmdlet(VerbsCommon.Search, "NetworkHyperparameter", SupportsShouldProcess = true)]
[OutputType(typeof(SearchTrial), typeof(NeuralNetwork), typeof(TrainingResult))]
public sealed partial class SearchNetworkHyperparameterCommand : FoldCmdlet
{
    private readonly List<PSObject> _trials = [];

    /// <inheritdoc cref="TableCmdlet.Target"/>
    [Parameter(Position = 0)]
    [Alias("Label")]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[] Target { get; set; } = [];

    /// <inheritdoc cref="TableCmdlet.Feature"/>
    /// <value>all columns of the first row except the label</value>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[]? Feature { get; set; }

    /// <inheritdoc cref="SearchOptions.Strategy"/>
    /// <value>Grid where all parameters of the space have candidates; else Random</value>
    [Parameter]
    public SearchStrategy Strategy { get; set; }

    /// <summary>The number of trials: 1 or more. Of Halving, the number of settings that its brackets start with.</summary>
    /// <value>all combinations of Grid; for others as many as -TimeLimit allows, or 20 without it</value>
    [Parameter]
    public int? TrialCount { get; set; }

    /// <summary>The time of the search, after which no more trials start, and those that run are given up: 00:02:00, or 120 seconds. An ensemble, or the training of -Refit, comes after it.</summary>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>The longest time of one training, as a time or in seconds, after which its trial has failed. A machine that does not answer for this time counts as gone.</summary>
    /// <value>any time</value>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan? TrialTimeout { get; set; }

    /// <summary>The metric of the score: a number that Measure-Network reports.</summary>
    /// <value>Accuracy for classes, R2 for numbers</value>
    [Parameter]
    public NetworkMetric? Metric { get; set; }

    /// <summary>The set of defaults for settings that are not in the space: see Invoke-NetworkTraining. Here -LearningRate does not change it.</summary>
    /// <value>Table for tables, and where no space is given; else Tutorial</value>
    [Parameter]
    public Preset? Preset { get; set; }

    /// <summary>
    /// The seed of the search, 0 to 4294967295: of the folds, the settings that are drawn, and the trainings of each trial. If omitted, that of the journal, or a drawn one, which is shown with -Verbose.
    /// </summary>
    /// <value>that of the journal, or a drawn seed</value>
    [Parameter]
    public long? Seed { get; set; }

    /// <summary>The number of trainings at a time: 1 or more; with -Session, on each machine.</summary>
    /// <value>the number of processors</value>
    [Parameter]
    public int? ThrottleLimit { get; set; }

    /// <summary>
    /// The journal of the search, a file with one line of JSON for each trained fold. If it exists, the search goes on with it: it has to be of the same data, space, strategy, folds, metric, seed and version.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The numbers of the trials to run here, of a search that is divided among jobs: '0..99'. Each job has a journal of its own (-Path), which Import-NetworkSearch joins. For Grid and Random.</summary>
    /// <value>all trials</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TrialRange { get; set; }

    /// <summary>
    /// Selects so many trials greedily by the score of the mean of their out-of-fold predictions, one possibly several times (Caruana 2004), and gives one network instead of the trials: the mean of the networks
    /// of their folds. 1 to 64.
    /// </summary>
    [Parameter]
    public int? EnsembleCount { get; set; }

    /// <summary>Trains the best settings on all samples, and gives the result instead of the trials.</summary>
    [Parameter]
    public SwitchParameter Refit { get; set; }

    /// <summary>The name of a variable for the trials, where -EnsembleCount or -Refit gives a network instead of them; without $. Of several datasets, it has the trials of each in turn.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TrialVariable { get; set; }

    /// <summary>Keeps the predictions for the samples that were held out: the property OutOfFold of each trial.</summary>
    [Parameter]
    public SwitchParameter KeepPrediction { get; set; }

    /// <summary>Writes trials as they finish, those of Halving after each rung, instead of all at the end by their score. Their OutOfFold is empty.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => Require(() =>
    {
        Options(0).Validate();
        if (Fraction is not null && MyInvocation.BoundParameters.ContainsKey(nameof(Fold)))
        {
            throw Errors.FoldWithFraction();
        }

        if (TrialVariable is not null)
        {
            // An error here, and not after the search, where it cannot be set.
            SessionState.PSVariable.Set(TrialVariable, Array.Empty<PSObject>());
        }

        if (Deploy && Session is null)
        {
            WriteWarning("-Deploy has no effect without -Session.");
        }

        if (Refit && EnsembleCount is not null)
        {
            throw Errors.RefitWithEnsemble();
        }

        if (Stream && (Refit || EnsembleCount is not null))
        {
            throw Errors.StreamWithNetwork();
        }
    });

    private protected override void Process(Dataset dataset)
    {
        string? path = Path is null ? null : NewFile(Path);
        SearchOptions options = Options(Seed ?? 0);
        string journal = path is null ? "" : $", with the journal '{path}'";
        if (!ShouldProcess(dataset.ToString(), $"Search settings by {options.Strategy} in {options.Space?.ToString() ?? "the space for tables"}{journal}"))
        {
            return;
        }

        if (dataset.IsTable && options.Space is { } space && space.Parameter.All(parameter => parameter.IsFixed))
        {
            WriteWarning("Each parameter of the space has one value, so there is one trial. Give candidates or a range; without any parameter, a table has a space around its defaults.");
        }

        bool isNew = path is null || !File.Exists(path);
        using var search = HyperparameterSearch.Create(dataset, options, Folds, path, hasSeed: Seed is not null, WriteWarning);
        if (Seed is null && isNew)
        {
            WriteVerbose($"No seed was given for the search. Drawn: {search.Seed}. To repeat this, pass -Seed {search.Seed}.");
        }

        if (search.KnownCount > 0)
        {
            WriteVerbose($"{search.KnownCount} trainings are in the journal '{path}', and are not run again.");
        }

        WriteVerbose($"The seed of the search is {search.Seed}. The score is {search.Metric} of {Folds}.");
        using var progress = new ProgressBar(this, $"Searching settings for {dataset}");
        var observer = new SearchObserver(this, progress, Stream);
        IReadOnlyList<SearchTrial> trials = search.Run(observer, Sessions, Cancellation);
        if (TrialVariable is not null)
        {
            _trials.AddRange(SearchObserver.Rows(trials));
            SessionState.PSVariable.Set(TrialVariable, _trials.ToArray());
        }

        if (EnsembleCount is not null)
        {
            SearchEnsemble ensemble = search.Ensemble(trials, Cancellation);
            WriteVerbose(FormattableString.Invariant($"{ensemble.Metric} of the ensemble, out of fold: {ensemble.Score:0.0000}; of the best trial: {trials[0].Score:0.0000}. Selected: {string.Join(", ", ensemble.Trial.Select(trial => trial.Trial))}."));
            WriteObject(ensemble.Network);
        }
        else if (Refit)
        {
            WriteVerbose(FormattableString.Invariant($"Training the settings of trial {trials[0].Trial}, whose {trials[0].Metric} is {trials[0].Score:0.0000}, on all samples."));
            if (Group is not null || TimeColumn is not null)
            {
                WriteWarning("-Refit holds out samples without regard to -Group and -TimeColumn: the score of its result may be too good. The score of the trial counts.");
            }

            var log = new TrainingLog(this, progress);
            TrainingResult result = search.Refit(trials[0], log, WriteWarning, Cancellation);
            Cancellation.ThrowIfCancellationRequested();
            log.Finish(result);
            WriteObject(TrainingView.Of(result));
            result.ThrowIfDiverged();
        }
        else if (!Stream)
        {
            WriteObject(SearchObserver.Rows(trials), enumerateCollection: true);
        }
    }

    private SearchOptions Options(long seed)
    {
        SearchSpace? space = SpaceOf();
        bool isGrid = space is not null && space.Parameter.All(parameter => !parameter.IsRange);
        return new SearchOptions
        {
            Strategy = MyInvocation.BoundParameters.ContainsKey(nameof(Strategy)) ? Strategy : isGrid ? SearchStrategy.Grid : SearchStrategy.Random,
            Space = space,
            TrialCount = TrialCount,
            TimeLimit = TimeLimit,
            TrialTimeout = TrialTimeout,
            Metric = Metric,
            Preset = Preset,
            Seed = seed,
            ThrottleLimit = ThrottleLimit,
            TrialRange = TrialRange is null ? null : SearchOptions.RangeOf(TrialRange),
            KeepsPrediction = KeepPrediction,
            EnsembleCount = EnsembleCount,
        };
    }

    /// <summary>The space of the parameters of its settings, in a fixed order, and of -Space, in the order of [ordered]; null where neither is given.</summary>
    private SearchSpace? SpaceOf()
    {
        KeyValuePair<string, object?>[] given =
        [
            .. SearchSpace.SettingName.Where(MyInvocation.BoundParameters.ContainsKey).Select(name => KeyValuePair.Create(name, BaseObject.Within(MyInvocation.BoundParameters[name]))),
            .. NamedValues.Of(Space),
        ];
        return given.Length == 0 && Space is null ? null : SearchSpace.Of(given);
    }
}
