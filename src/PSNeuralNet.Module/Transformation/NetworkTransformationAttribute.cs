using System.Management.Automation;

namespace PSNeuralNet.Commands;

/// <summary>Lets a parameter take whatever stands for a network; the binder refuses the rest.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworkTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        return NetworkReference.Of(inputData) ?? inputData;
    }
}
