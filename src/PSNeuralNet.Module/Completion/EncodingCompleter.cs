using System.Collections;
using System.Management.Automation.Language;

namespace PSNeuralNet.Commands;

/// <summary>Completes names of text encodings.</summary>
internal sealed class EncodingCompleter : NameCompleter
{
    protected override IEnumerable<string> Names(CommandAst command, IDictionary bound) => EncodingTransformationAttribute.Name;
}
