using System.Management.Automation;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Commands;

/// <summary>Placeholder.</summary>
[Cmdlet(VerbsCommon.New, "MoonsDataset")]
[OutputType(typeof(double))]
public sealed class NewMoonsDatasetCommand : PSCmdlet
{
    /// <summary>The seed.</summary>
    [Parameter]
    public long Seed { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WriteObject(new RandomState(Seed).Uniform());
    }
}
