using System.Management.Automation.Language;
using System.Text.Json.Nodes;
using Jint;
using Microsoft.CodeAnalysis.CSharp;
using PSNeuralNet.Networks;
using PSNeuralNet.Persistence;

namespace PSNeuralNet.Fuzz;

/// <summary>
/// Exports of networks whose names and labels try to be code. Each export is parsed by its language, and has the same tokens as one with
/// harmless names. The first byte of an input chooses the network; names follow, ended by bytes 255.
/// </summary>
internal sealed class CodeTarget : FuzzTarget
{
    private const byte End = 0xFF;
    private const int MaximumName = 200;

    private static readonly string[] Pieces =
    [
        "'", "\"", "‘", "’", "‚", "‛", "“", "”", "„", "`", "\\", "\n", "\r", "\u2028", "\u2029", "\u0085", "\0", "\u001a", "$", "${", "$(", "}", "{", ")", "(", "{{", "}}", "{{columns}}", "@'", "'@", "@\"", "\"@", "<#", "#>", "/*", "*/", "//", "<!--", "-->", "</script>", "]]>",
        "#", "# SIG # Begin signature block", "# SIG # End signature block", "#requires -Version 99", "#if", "#endif", "\"\"\"", "\\u0022", "\\x27", "\\", "%", "–", "—", "\u202e", "\u200b", "\u00ad", "\uFEFF", "\u00a0", "\U000E0041", "😀", ";", "throw", " ", "x", "1", ",", "=", "__proto__", "constructor", "NaN", "true",
    ];

    private readonly Dictionary<int, (int CSharp, int JavaScript, int PowerShell)> _tokens = [];

    /// <inheritdoc/>
    public override string Name => "code";

    /// <inheritdoc/>
    public override int Turns => 1;

    /// <inheritdoc/>
    public override byte[] Generate(Random random)
    {
        List<byte> input = [(byte)random.Next(256)];
        for (int names = random.Next(1, 8); names > 0; names--)
        {
            for (int pieces = random.Next(5); pieces >= 0; pieces--)
            {
                input.AddRange(Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
            }

            input.Add(End);
        }

        return [.. input];
    }

    /// <inheritdoc/>
    public override long Check(byte[] input)
    {
        byte[][] sound = NetworkTarget.Sound.Value;
        int number = (input.Length == 0 ? 0 : input[0]) % sound.Length;
        List<string> names = [];
        for (int at = 1, end; at < input.Length; at = end + 1)
        {
            end = Array.IndexOf(input, End, at) is >= 0 and var found ? found : input.Length;
            string name = Encoding.UTF8.GetString(input, at, end - at);
            names.Add(name.Length > MaximumName ? name[..MaximumName] : name);
        }

        if (Try(() => NetworkFile.Parse(Named(sound[number], i => i < names.Count ? names[i] : $"n{i}"), "memory")).Value is not { } network)
        {
            // Two names are the same, or one is empty.
            return sound[number].Length;
        }

        if (!_tokens.TryGetValue(number, out (int, int, int) expected))
        {
            _tokens.Add(number, expected = Tokens(NetworkFile.Parse(Named(sound[number], i => $"n{i}"), "memory")));
        }

        (int, int, int) actual = Tokens(network);
        Require(actual == expected, $"exported code has other tokens than with harmless names: {actual}, not {expected}");
        return sound[number].Length + input.Length;
    }

    /// <summary>Replaces the names, categories and labels that are text.</summary>
    private static byte[] Named(byte[] file, Func<int, string> name)
    {
        JsonNode root = JsonNode.Parse(file)!;
        int count = 0;
        foreach (JsonNode? column in root["columns"]!.AsArray())
        {
            column!["name"] = name(count++);
            Rename(column["categories"]);
        }

        Rename(root["targets"]);
        Rename(root["classes"]);
        return Encoding.UTF8.GetBytes(root.ToJsonString());

        void Rename(JsonNode? node)
        {
            for (int i = 0; node is JsonArray items && i < items.Count; i++)
            {
                if (items[i]?.GetValueKind() == System.Text.Json.JsonValueKind.String)
                {
                    items[i] = name(count++);
                }
            }
        }
    }

    /// <summary>Number of tokens in each language; in JavaScript, of statements.</summary>
    private static (int CSharp, int JavaScript, int PowerShell) Tokens(NeuralNetwork network)
    {
        string cSharp = NetworkCode.Write(network, CodeLanguage.CSharp, "Fuzzed");
        var tree = CSharpSyntaxTree.ParseText(cSharp, new CSharpParseOptions(LanguageVersion.CSharp9));
        Require(!tree.GetDiagnostics().Any(), $"exported C# is invalid: {tree.GetDiagnostics().FirstOrDefault()}");
        string powerShell = NetworkCode.Write(network, CodeLanguage.PowerShell, "Fuzzed");
        ScriptBlockAst script = Parser.ParseInput(powerShell, out Token[] tokens, out ParseError[] errors);
        Require(errors.Length == 0 && script.ScriptRequirements is null, $"exported PowerShell is invalid: {errors.FirstOrDefault()?.Message}");
        int statements;
        try
        {
            statements = Engine.PrepareScript(NetworkCode.Write(network, CodeLanguage.JavaScript, "Fuzzed")).Program!.Body.Count;
        }
        catch (ScriptPreparationException exception)
        {
            throw new FuzzException($"exported JavaScript is invalid: {exception.InnerException?.Message}");
        }

        // Characters that cannot be seen are PowerShell expressions of their own: ('a' + [char] 0 + 'b').
        return (tree.GetRoot().DescendantTokens().Count(), statements, tokens.Count(token => token.Kind is TokenKind.Function or TokenKind.Param or TokenKind.Throw or TokenKind.If or TokenKind.Foreach or TokenKind.Semi or TokenKind.Variable or TokenKind.Comment));
    }
}
