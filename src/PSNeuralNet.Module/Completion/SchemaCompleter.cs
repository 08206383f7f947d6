using System.Collections;
using System.Management.Automation.Language;

namespace PSNeuralNet.Commands;

/// <summary>
/// Base class of completers of names in the schema of a network: that of a parameter or of a variable at the start of the pipeline, else that of the dataset.
/// </summary>
internal abstract class SchemaCompleter : NameCompleter
{
    protected sealed override IEnumerable<string> Names(CommandAst command, IDictionary bound)
    {
        DataSchema? schema = new[] { bound["Network"], bound["InputObject"], StartValue(command), bound["Dataset"] }.Select(SchemaOf).FirstOrDefault(found => found is not null);
        return schema is null ? [] : Names(schema, bound);
    }

    /// <summary>The names to offer.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="bound">The values of other parameters, as far as known.</param>
    protected abstract IEnumerable<string> Names(DataSchema schema, IDictionary bound);

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
