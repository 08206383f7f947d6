namespace PSNeuralNet.Commands;

/// <summary>Base class of the cmdlets that run a dataset through given weights and biases.</summary>
public abstract class PropagationCmdlet : NetworkCmdlet
{
    /// <summary>The samples to run through the network.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>The weights and biases; for a training result or a network, its parameters are used.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ParameterTransformation]
    public NetworkParameter Parameter { get; set; } = null!;

    /// <inheritdoc cref="GetNetworkPredictionCommand.UnknownCategory"/>
    [Parameter]
    public UnknownCategory UnknownCategory { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Attempt(
            () =>
            {
                CategoryCheck.Run(Dataset, Parameter.Schema, UnknownCategory, WriteWarning);
                WriteObject(Compute(), enumerateCollection: true);
            },
            Dataset);
    }

    /// <summary>Computes the output for <see cref="Dataset"/>.</summary>
    private protected abstract object Compute();
}
