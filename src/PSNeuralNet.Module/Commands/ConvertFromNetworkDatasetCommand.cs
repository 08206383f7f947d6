namespace PSNeuralNet.Commands;

/// <summary>Converts a dataset to rows: one object per sample, with its ids, its features and its label.</summary>
/// <remarks>
/// <para>
/// The properties are the columns of -Id, the feature columns in order, the label columns with their original values, and the sample weight, if any. A
/// one-hot encoded column is one property again, and a missing value is null.
/// </para>
/// </remarks>
/// <example>
/// <title>The moons as rows</title>
/// <code>New-MoonsDataset -SampleCount 6 -Seed 0 | ConvertFrom-NetworkDataset</code>
/// <para>Gives six objects with the properties X1, X2 and Label.</para>
/// </example>
/// <example>
/// <title>The moons as a CSV file</title>
/// <code>New-MoonsDataset -Seed 0 | ConvertFrom-NetworkDataset | Export-Csv moons.csv</code>
/// <para>Writes 500 rows; ConvertTo-NetworkDataset -Target Label converts them back to the same dataset.</para>
/// </example>
/// <outputs>One object per sample.</outputs>
/// <seealso cref="ConvertToNetworkDatasetCommand"/>
[Cmdlet(VerbsData.ConvertFrom, "NetworkDataset")]
[OutputType(typeof(PSObject))]
public sealed class ConvertFromNetworkDatasetCommand : NetworkCmdlet
{
    /// <summary>The dataset to convert.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [OriginalTransformation]
    public Dataset Dataset { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string weightName = Dataset.WeightName ?? "SampleWeight";
        var samples = new SampleRowBuilder(Dataset, Dataset.Weight is null ? [] : [weightName]);
        for (int sample = 0; sample < Dataset.SampleCount; sample++)
        {
            samples.Load(sample);
            if (Dataset.Weight is { } weight)
            {
                samples.Builder.Added[0] = weight[sample];
            }

            WriteObject(samples.Builder.Build());
        }
    }
}
