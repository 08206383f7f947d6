using System.Management.Automation;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Commands;

/// <summary>Lets a parameter that takes weights and biases take the result of a training, too, or a network: those of the network are used.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ParameterTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = BaseObject.Of(inputData);
        return value switch
        {
            TrainingResult result => result.Parameter,
            NeuralNetwork network => network.Parameter,
            _ => value,
        };
    }
}
