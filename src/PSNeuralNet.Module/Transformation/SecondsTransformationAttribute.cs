namespace PSNeuralNet.Commands;

/// <summary>Converts a plain number to a time in seconds: 60 is a minute, and neither 60 ticks, as PowerShell converts numbers, nor 60 days, as it converts the text.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecondsTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = BaseObject.Of(inputData);
        double? seconds = value switch
        {
            string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
            byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            _ => null,
        };
        return seconds is not { } given ? inputData
            : Math.Abs(given) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(given)
            : throw new ArgumentTransformationMetadataException($"{DisplayText.Clean($"{value}")} seconds are no time that can be waited for. Give seconds, or a time such as 00:02:00.");
    }
}
