using System.Management.Automation;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>Gives the samples of a dataset as rows: one object each, with its features and its label.</summary>
/// <remarks>
/// <para>
/// The properties are the feature columns in order, then the label column, as it was in the data, and the weight where samples have one. Columns of text and dates are one
/// property again; a missing value is null.
/// </para>
/// </remarks>
/// <example>
/// <title>The moons as rows</title>
/// <code>New-MoonsDataset -SampleCount 6 -Seed 0 | ConvertFrom-NetworkDataset</code>
/// <para>Six objects with the properties X1, X2 and Label.</para>
/// </example>
/// <example>
/// <title>The moons as a CSV file</title>
/// <code>New-MoonsDataset -Seed 0 | ConvertFrom-NetworkDataset | Export-Csv moons.csv</code>
/// <para>500 rows; ConvertTo-NetworkDataset -Target Label makes the same dataset of them again.</para>
/// </example>
/// <outputs>One object a sample.</outputs>
/// <seealso cref="ConvertToNetworkDatasetCommand"/>
[Cmdlet(VerbsData.ConvertFrom, "NetworkDataset")]
[OutputType(typeof(PSObject))]
public sealed class ConvertFromNetworkDatasetCommand : NetworkCmdlet
{
    /// <summary>The dataset.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public Dataset Dataset { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string weightName = Dataset.WeightName ?? "SampleWeight";
        SampleRowBuilder samples = Dataset.Weight is null ? new SampleRowBuilder(Dataset) : new SampleRowBuilder(Dataset, weightName);
        for (int sample = 0; sample < Dataset.SampleCount; sample++)
        {
            samples.Take(sample);
            if (Dataset.Weight is { } weight)
            {
                samples.Builder.Added[0] = weight[sample];
            }

            WriteObject(samples.Builder.Build());
        }
    }
}
