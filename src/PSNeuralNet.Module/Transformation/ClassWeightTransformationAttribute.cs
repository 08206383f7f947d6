using System.Collections;

namespace PSNeuralNet.Commands;

/// <summary>Converts the word Balanced, or a hashtable of labels and numbers, to class weights.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ClassWeightTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = BaseObject.Of(inputData);
        try
        {
            return value switch
            {
                null => null!,
                string text when text.Equals("Balanced", StringComparison.OrdinalIgnoreCase) => ClassWeighting.Balanced,
                IDictionary table => ClassWeighting.Of(table.Keys.Cast<object>().Select(key => KeyValuePair.Create(BaseObject.Of(key), ToNumber(key, table[key])))),
                ClassWeighting => value,
                _ => throw new ArgumentTransformationMetadataException("Class weights are the word Balanced, or a hashtable such as @{ failed = 10; ok = 1 }."),
            };
        }
        catch (NetworkException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }

    private static double ToNumber(object key, object? value) =>
        LanguagePrimitives.TryConvertTo(value, typeof(double), CultureInfo.InvariantCulture, out object number)
            ? (double)number
            : throw new ArgumentTransformationMetadataException(DisplayText.Clean($"The weight of '{key}' is '{value}', which is not a number."));
}
