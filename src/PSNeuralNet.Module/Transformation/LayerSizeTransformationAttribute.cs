namespace PSNeuralNet.Commands;

/// <summary>
/// Converts text such as "64-32" to layer sizes: 64, 32. Without it, PowerShell would convert the text "64,32" to the number 6432.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LayerSizeTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly char[] Separators = ['-', ',', ' '];

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (Values(inputData).FirstOrDefault(value => value is double number && number != Math.Floor(number)) is { } units)
        {
            throw new ArgumentTransformationMetadataException(string.Create(CultureInfo.InvariantCulture, $"A layer cannot have {units} units. Give whole numbers."));
        }

        if (BaseObject.Of(inputData) is not string text || text.StartsWith('-'))
        {
            return inputData;
        }

        return text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size)
                ? size
                : throw new ArgumentTransformationMetadataException($"'{DisplayText.Clean(text)}' is not a list of layer sizes. Give numbers such as 64,32 or \"64-32\"."))
            .ToArray();
    }

    private static IEnumerable<object?> Values(object? inputData)
    {
        object? value = BaseObject.Of(inputData);
        return value is object[] list ? list.Select(BaseObject.Of) : [value];
    }
}
