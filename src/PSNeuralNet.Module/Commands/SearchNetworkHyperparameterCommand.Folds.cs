namespace PSNeuralNet.Commands;

// Folds: the samples that trials are measured on.
public sealed partial class SearchNetworkHyperparameterCommand
{
    /// <summary>The number of folds: 2 or more. Each trial is trained once for each fold. Folds are stratified by class.</summary>
    [Parameter]
    [Alias("FoldCount", "Folds")]
    public int Fold { get; set; } = 5;

    /// <summary>The number of repetitions of the folds, 1 or more, each with other folds.</summary>
    [Parameter]
    public int Repeat { get; set; } = 1;

    /// <summary>The share of the samples, between 0 and 1, that are held out once to measure all trials with, instead of folds.</summary>
    /// <value>none: folds</value>
    [Parameter]
    public double? Fraction { get; set; }

    private FoldOptions Folds => FoldsOf(Fold, Repeat, Fraction);
}
