using System.Text;
using Google.Protobuf;
using PSNeuralNet.Persistence;

namespace PSNeuralNet.Onnx;

/// <summary>Encodes graphs as ONNX files with Google.Protobuf.</summary>
internal sealed class OnnxEncoder : IOnnxEncoder
{
    private const int IrVersion = 8;
    private const int OperatorSetVersion = 17;
    private const int MachineLearningVersion = 3;
    private const string MachineLearning = "ai.onnx.ml";

    public byte[] Encode(OnnxGraph graph)
    {
        var model = new Model
        {
            IrVersion = IrVersion,
            ProducerName = "PSNeuralNet",
            ProducerVersion = graph.ModuleVersion,
            DocString = graph.Description,
            Graph = new Graph { Name = graph.Name },
            OpsetImport = { new OperatorSet { Domain = "", Version = OperatorSetVersion } },
            MetadataProps = { graph.Property.Select(property => new Entry { Key = property.Key, Value = property.Value }) },
        };
        if (graph.Node.Any(node => node.Domain == MachineLearning))
        {
            model.OpsetImport.Add(new OperatorSet { Domain = MachineLearning, Version = MachineLearningVersion });
        }

        model.Graph.Input.AddRange(graph.Input.Select(ValueOf));
        model.Graph.Output.AddRange(graph.Output.Select(ValueOf));
        model.Graph.Initializer.AddRange(graph.Constant.Select(TensorOf));
        model.Graph.Node.AddRange(graph.Node.Select(NodeOf));
        return model.ToByteArray();
    }

    private static ValueInfo ValueOf(OnnxValue value)
    {
        var shape = new Shape { Dim = { new Dimension { DimParam = "N" } } };
        if (value.Columns is { } columns)
        {
            shape.Dim.Add(new Dimension { DimValue = columns });
        }

        return new ValueInfo
        {
            Name = value.Name,
            DocString = value.Description,
            Type = new Type { TensorType = new TensorType { ElemType = (int)value.Type, Shape = shape } },
        };
    }

    private static Tensor TensorOf(OnnxTensor constant)
    {
        var tensor = new Tensor { Name = constant.Name, Dims = { constant.Dimensions } };
        switch (constant.Values)
        {
            case double[] numbers:
                tensor.DataType = (int)OnnxType.Double;
                tensor.DoubleData.AddRange(numbers);
                break;
            case float[] numbers:
                tensor.DataType = (int)OnnxType.Float;
                tensor.FloatData.AddRange(numbers);
                break;
            case long[] numbers:
                tensor.DataType = (int)OnnxType.Int64;
                tensor.Int64Data.AddRange(numbers);
                break;
            default:
                tensor.DataType = (int)OnnxType.String;
                tensor.StringData.AddRange(((string[])constant.Values).Select(Bytes));
                break;
        }

        return tensor;
    }

    private static Node NodeOf(OnnxNode node) =>
        new Node
        {
            Name = node.Output,
            OpType = node.Operator,
            Domain = node.Domain,
            Input = { node.Input },
            Output = { node.UnusedOutput is { } unused ? [node.Output, unused] : [node.Output] },
            Attribute = { node.Attribute.Select(AttributeOf) },
        };

    private static Attribute AttributeOf((string Name, object Value) setting)
    {
        var attribute = new Attribute { Name = setting.Name };
        switch (setting.Value)
        {
            case long number:
                attribute.Type = Attribute.Types.Kind.Int;
                attribute.I = number;
                break;
            case long[] numbers:
                attribute.Type = Attribute.Types.Kind.Ints;
                attribute.Ints.AddRange(numbers);
                break;
            default:
                attribute.Type = Attribute.Types.Kind.Strings;
                attribute.Strings.AddRange(((string[])setting.Value).Select(Bytes));
                break;
        }

        return attribute;
    }

    private static ByteString Bytes(string text) => ByteString.CopyFrom(text, Encoding.UTF8);
}
