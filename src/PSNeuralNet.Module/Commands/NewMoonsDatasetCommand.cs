using System.Management.Automation;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Commands;

/// <summary>Placeholder.</summary>
/// <example>
/// <title>Draw a number</title>
/// <code>New-MoonsDataset</code>
/// <para>Draws a number with seed 0.</para>
/// </example>
/// <example>
/// <title>Draw another number</title>
/// <code>New-MoonsDataset -Seed 1</code>
/// <para>Draws a number with seed 1.</para>
/// </example>
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
