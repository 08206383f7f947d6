namespace PSNeuralNet.Commands;

/// <summary>Base class of the cmdlets that generate a dataset from a seed.</summary>
public abstract class GeneratorCmdlet : NetworkCmdlet
{
    /// <summary>The total number of samples: at least one per class (at least 1 without classes), at most 100000000.</summary>
    [Parameter(Position = 0)]
    [Alias("Count")]
    public int SampleCount { get; set; } = 500;

    /// <summary>
    /// The seed of all random numbers, 0 to 4294967295. The same seed gives the same data. If omitted, a seed is drawn, shown with
    /// -Verbose, and stored in the dataset's Seed.
    /// </summary>
    /// <value>a drawn seed</value>
    [Parameter]
    public long? Seed { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => Require(() => WriteObject(Generate(SeedOrDrawn(Seed, "dataset"))));

    /// <summary>Generates the dataset.</summary>
    /// <param name="seed">The seed that was given or drawn.</param>
    /// <exception cref="NetworkException">A parameter is out of range.</exception>
    private protected abstract Dataset Generate(long seed);
}
