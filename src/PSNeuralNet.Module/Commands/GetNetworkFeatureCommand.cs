using System.Management.Automation;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Commands;

/// <summary>Shows what the columns of a table became: their kinds, the features, and what a network knows of them.</summary>
/// <remarks>
/// <para>
/// One object a column. Of a dataset, it says what the column holds (Kind), which features it became, and by which rule missing
/// cells are filled in. Of a network, it has the value for missing cells that was learned in training (FillValue), and where the network
/// standardizes, the mean and the deviation of each feature.
/// </para>
/// <para>
/// A date is a number of days since 1970-01-01 to the network, a span of time a number of seconds, true and false 1 and 0, and text a
/// feature for each different value. Columns that were left out are there too, and say why.
/// </para>
/// </remarks>
/// <example>
/// <title>The columns of a table</title>
/// <code>
/// $rows = foreach ($i in 1..30) { [pscustomobject]@{ Color = ('red', 'green', 'blue')[$i % 3]; Size = $i; Unit = 'cm'; Kind = $i % 2 } }
/// $rows | ConvertTo-NetworkDataset -Target Kind | Get-NetworkFeature
/// </code>
/// <para>Color is three features, Size one, and Unit none, because it is the same in all rows.</para>
/// </example>
/// <example>
/// <title>What a network takes for missing cells</title>
/// <code>
/// $rows = foreach ($i in 1..60) { [pscustomobject]@{ Hours = if ($i % 7) { $i } else { $null }; Failed = $i -gt 40 } }
/// $result = $rows | ConvertTo-NetworkDataset -Target Failed | Invoke-NetworkTraining -Standardize -Epochs 200 -Seed 1
/// $result | Get-NetworkFeature | Format-List
/// </code>
/// <para>FillValue is the mean of the hours that are there; Mean and Deviation are what the network standardizes with.</para>
/// </example>
/// <seealso cref="ConvertToNetworkDatasetCommand"/>
/// <seealso cref="GetNetworkPredictionCommand"/>
[Cmdlet(VerbsCommon.Get, "NetworkFeature")]
[OutputType(typeof(FeatureSummary))]
public sealed class GetNetworkFeatureCommand : NetworkCmdlet
{
    /// <summary>A dataset, or a network: the result of a training, parameters, or the path of a file that Export-Network wrote.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Dataset", "Network")]
    public PSObject InputObject { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Attempt(() => WriteObject(Describe(InputObject.BaseObject), enumerateCollection: true), InputObject);
    }

    private IEnumerable<FeatureSummary> Describe(object input)
    {
        if (input is Dataset dataset)
        {
            return FeatureSummary.Of(dataset.Schema);
        }

        NeuralNetwork network = NetworkReference.Of(input)?.Resolve(this)
            ?? throw Errors.FeatureSourceInvalid(input, "features");
        return FeatureSummary.Of(network.Parameter.Schema, network.Scaling);
    }
}
