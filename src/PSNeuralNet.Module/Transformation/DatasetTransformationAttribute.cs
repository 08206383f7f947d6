namespace PSNeuralNet.Commands;

/// <summary>Converts datasets, and rows of any kind, to a <see cref="DatasetReference"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DatasetTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        DatasetReference.Of(inputData) ?? throw new ArgumentTransformationMetadataException(DisplayText.Clean(BaseObject.Of(inputData) switch
        {
            null => "The value is null. Give a dataset or rows: is the variable's name right? To take no data, leave the parameter out.",
            string path => $"The text '{path}' is no dataset. Read the file first: (Import-NetworkDataset '{path}'), or its rows, (Import-Csv '{path}').",
            System.Collections.ICollection { Count: 0 } => "There are no rows in it. Give a dataset, or one row or more.",
            System.Collections.IList { Count: > 1 } list when list.Cast<object>().Any(one => BaseObject.Of(one) is Dataset) => "There are several datasets, or rows beside a dataset. Give one dataset, or rows.",
            { } other => $"'{other}' ({other.GetType().Name}) is neither a dataset nor rows of a table. Give what ConvertTo-NetworkDataset or Import-NetworkDataset gave, or rows such as those of Import-Csv.",
        }));
}
