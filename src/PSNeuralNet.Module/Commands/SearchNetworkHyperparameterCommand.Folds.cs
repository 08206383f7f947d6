namespace PSNeuralNet.Commands;

// Folds: the samples that trials are measured on.
public sealed partial class SearchNetworkHyperparameterCommand
{
    /// <summary>The number of folds: 2 or more. Each trial is trained once for each fold.</summary>
    [Parameter]
    [Alias("FoldCount", "Folds")]
    public int Fold { get; set; } = 5;

    private FoldOptions Folds => new() { FoldCount = Fold };
}
