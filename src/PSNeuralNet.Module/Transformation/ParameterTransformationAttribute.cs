namespace PSNeuralNet.Commands;

/// <summary>Converts training results and networks to their parameters (weights and biases).</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ParameterTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        OriginalTransformationAttribute.Require(inputData);
        object value = BaseObject.Of(inputData);
        return value switch
        {
            TrainingResult result => result.Parameter,
            NeuralNetwork network => network.Parameter,
            _ => value,
        };
    }
}
