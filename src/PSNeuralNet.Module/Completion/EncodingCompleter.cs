using System.Collections;
using System.Management.Automation.Language;

namespace PSNeuralNet.Commands;

/// <summary>Completes names of text encodings.</summary>
public sealed class EncodingCompleter : NameCompleter
{
    private protected override IEnumerable<string> Names(CommandAst command, IDictionary bound)
    {
        return EncodingTransformationAttribute.Name;
    }
}
