using System.Collections;
using System.Management.Automation.Language;

namespace PSNeuralNet.Commands;

/// <summary>
/// Completes the names of columns that can be axes of a decision boundary: from the network in a parameter or in a variable at the start
/// of the pipeline, else from the dataset.
/// </summary>
internal sealed class AxisCompleter : NameCompleter
{
    protected override IEnumerable<string> Names(CommandAst command, IDictionary bound)
    {
        DataSchema? schema = new[] { bound["Network"], bound["InputObject"], StartValue(command), bound["Dataset"] }.Select(SchemaOf).FirstOrDefault(found => found is not null);
        return schema is null ? [] : Chart.AxisColumns(schema);
    }

    private static DataSchema? SchemaOf(object? source) =>
        BaseObject.Of(source) switch
        {
            TrainingResult result => result.Parameter.Schema,
            NeuralNetwork network => network.Parameter.Schema,
            NetworkParameter parameter => parameter.Schema,
            Dataset dataset => dataset.Schema,
            string path => InFile(path),
            FileInfo file => InFile(file.FullName),
            _ => null,
        };

    // Completion stays silent about errors, which the command will report.
    private static DataSchema? InFile(string path) => FileOf(path) is { } file ? NetworkFile.TrySchema(file) : null;
}
