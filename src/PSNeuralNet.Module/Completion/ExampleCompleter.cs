using System.Collections;
using System.Management.Automation.Language;

namespace PSNeuralNet.Commands;

/// <summary>Completes names of example tables.</summary>
internal sealed class ExampleCompleter : NameCompleter
{
    protected override IEnumerable<string> Names(CommandAst command, IDictionary bound) => ExampleTable.All.Select(table => table.Name);
}
