using System.Management.Automation;
using PSNeuralNet.Charts;

namespace PSNeuralNet.Commands;

/// <summary>Refuses kinds of charts that the terminal cannot draw with words that help; the binder would say no more than which ones there are.</summary>
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
