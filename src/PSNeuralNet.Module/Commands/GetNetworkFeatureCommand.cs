namespace PSNeuralNet.Commands;

/// <summary>Gets the columns of a dataset or a network: their kinds, features, imputation and standardization.</summary>
/// <remarks>
/// <para>
/// For each column of a dataset, the output shows its kind (Kind), its features (Feature), and the imputation of missing cells
/// (MissingValue). For a network, it also shows the imputed value learned in training (FillValue), and the mean and standard deviation of
/// each feature, if the network standardizes.
/// </para>
/// <para>
/// Dates are encoded as days since 1970-01-01, time spans as seconds, booleans as 1 and 0, and text as one feature per category.
/// Excluded columns are listed with the reason (LeftOut). SentinelTime shows the handling of times that stand for never, such as 9999-12-31:
/// Indicator adds a feature, Missing treats them as missing cells.
/// </para>
/// </remarks>
/// <example>
/// <title>The columns of a table</title>
/// <code>
/// $rows = foreach ($i in 1..30) { [pscustomobject]@{ Color = ('red', 'green', 'blue')[$i % 3]; Size = $i; Unit = 'cm'; Kind = $i % 2 } }
/// $rows | ConvertTo-NetworkDataset -Target Kind | Get-NetworkFeature
/// </code>
/// <para>Color becomes three features and Size one; Unit is excluded, because it is constant.</para>
/// </example>
/// <example>
/// <title>Imputation and standardization of a network</title>
/// <code>
/// $rows = foreach ($i in 1..60) { [pscustomobject]@{ Hours = if ($i % 7) { $i } else { $null }; Failed = $i -gt 40 } }
/// $result = $rows | ConvertTo-NetworkDataset -Target Failed | Invoke-NetworkTraining -Standardize -Epochs 200 -Seed 1
/// $result | Get-NetworkFeature | Format-List
/// </code>
/// <para>FillValue is the mean of the non-missing hours; Mean and Deviation are used to standardize them.</para>
/// </example>
/// <seealso cref="ConvertToNetworkDatasetCommand"/>
/// <seealso cref="GetNetworkPredictionCommand"/>
[Cmdlet(VerbsCommon.Get, "NetworkFeature")]
[OutputType(typeof(FeatureSummary))]
public sealed class GetNetworkFeatureCommand : NetworkCmdlet
{
    /// <summary>A dataset, or a network: a training result, its Network, parameters, or the path of a file from Export-Network.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Dataset", "Network")]
    public PSObject InputObject { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        Attempt(() => WriteObject(Describe(InputObject.BaseObject), enumerateCollection: true), InputObject);

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
