using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet;

// The shape of a network, and what does not fit it.
internal static partial class Failure
{
    public static NetworkException LayerSizeInvalid(string layer, int size)
    {
        return Create($"The {layer} size {size} is too small. Every layer needs at least 1 unit{(layer == "hidden" ? "; a network without hidden layers has the sizes @()" : "")}.", size);
    }

    public static NetworkException ActivationCountMismatch(int activations, int layers)
    {
        return Create($"There are {activations} activations for {layers} hidden layer{(layers == 1 ? "" : "s")}. Give one for all of them, or one for each.", activations);
    }

    public static NetworkException ActivationInvalid(Activation activation)
    {
        return Create($"The activation {activation} is for output layers only. Choose another one for hidden layers.", activation);
    }

    public static NetworkException OutputCountMismatch(NetworkTask task, int outputs, string wanted)
    {
        return Create($"A network for the task {task} has {wanted}, not {outputs}. Change the output size or the task.", outputs);
    }

    public static NetworkException OutputActivationInvalid(Activation activation)
    {
        return Create($"The activation {activation} has no loss, so an output layer cannot have it. Sigmoid, Softmax and Identity do.", activation);
    }

    public static NetworkException NetworkTooLarge(string shape, long mostParameters, int mostUnits)
    {
        return Create($"A network {shape} is too large: it may have up to {mostParameters} weights and biases, and layers of up to {mostUnits} units. Make its layers smaller.", shape);
    }

    public static NetworkException ParameterShapeInvalid(FormattableString message, object? offender)
    {
        return Create(message, offender);
    }

    public static NetworkException ParameterNotFinite(string matrix)
    {
        return Create($"The parameters to start from have a value in {matrix} that is NaN or infinite. Start from other parameters.", matrix);
    }

    public static NetworkException TargetMismatch(IEnumerable<string> network, IEnumerable<string> data, object? offender)
    {
        return Create($"The network predicts the targets {Listed(network)}, but the data has {Listed(data)}. Give the columns the same names.", offender);
    }

    public static NetworkException InputWidthMismatch(int networkInputs, int features, object? offender)
    {
        return Create($"The network takes {networkInputs} feature{(networkInputs == 1 ? "" : "s")}, but the data has {features}. Use data with the columns that the network was made for, or initialize a network for this data.", offender);
    }

    public static NetworkException OutputWidthMismatch(int networkOutputs, int targets, object? offender)
    {
        return Create($"The network has {networkOutputs} output{(networkOutputs == 1 ? "" : "s")}, but the data has {targets} target row{(targets == 1 ? "" : "s")}. Initialize a network with that many outputs.", offender);
    }

    public static NetworkException NetworkTaskMismatch(NetworkTask network, NetworkTask data, object? offender)
    {
        return Create($"The network is for the task {network}, but the data is for {data}. Initialize a network for this data.", offender);
    }

    public static NetworkException ClassUnknown(IEnumerable<string> unknown, IEnumerable<string> known)
    {
        return Create($"The data has the class{(unknown.Count() == 1 ? "" : "es")} {Listed(unknown)}, which the network has never seen: it was made for {Listed(known)}. Leave these rows out, or train with some of them.", unknown.First());
    }
}
