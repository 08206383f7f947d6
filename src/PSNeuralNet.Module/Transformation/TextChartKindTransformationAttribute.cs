namespace PSNeuralNet.Commands;

/// <summary>Rejects chart kinds that the terminal cannot draw, with a more helpful message than that of ValidateSet.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextChartKindTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            if (LanguagePrimitives.TryConvertTo(inputData, out ChartKind kind))
            {
                TextChart.Require(kind);
            }

            return inputData;
        }
        catch (NetworkException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }
}
