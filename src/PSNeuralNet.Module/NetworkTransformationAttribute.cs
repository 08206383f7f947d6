using System.Management.Automation;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Commands;

/// <summary>Lets a parameter that takes a network take the result of a training, too, or bare parameters.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworkTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            TrainingResult result => result.Network,
            NetworkParameter parameter => new NeuralNetwork(parameter),
            _ => value,
        };
    }
}
