using System.Diagnostics;
using System.Reflection;
using Jint;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PSNeuralNet.Tests.Persistence;

/// <summary>Runs exported networks: C# in this process, JavaScript in Jint or in Node.</summary>
internal static class ExportedCode
{
    private const string Predictions = "JSON.stringify(JSON.parse(rows).map((row) => { try { return predict(row); } catch (error) { return `${error.name}: ${error.message}`; } }))";

    /// <summary>The function of the exported class; it throws what the class throws.</summary>
    public static Func<Dictionary<string, object?>, object> CSharp(NeuralNetwork network)
    {
        string code = Encoding.UTF8.GetString(NetworkExport.Encode(network, NetworkFormat.CSharp, "test"));
        string[] trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            $"Exported{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.CSharp9, DocumentationMode.Diagnose))],
            trusted.Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var stream = new MemoryStream();
        IEnumerable<Diagnostic> problems = compilation.Emit(stream).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1701");
        Assert.Empty(problems.Select(diagnostic => diagnostic.ToString()));
        MethodInfo method = Assembly.Load(stream.ToArray()).GetType("TestNetwork")!.GetMethod("Predict")!;
        return row =>
        {
            try
            {
                return method.Invoke(null, [row])!;
            }
            catch (TargetInvocationException exception)
            {
                throw exception.InnerException!;
            }
        };
    }

    /// <summary>Predictions of JavaScript: a number, an array, an object with label and probability, or the text of the error.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="inNode">True for Node, false for Jint.</param>
    public static JsonElement[] JavaScript(NeuralNetwork network, IEnumerable<IReadOnlyDictionary<string, object?>> rows, bool inNode)
    {
        string code = Encoding.UTF8.GetString(NetworkExport.Encode(network, NetworkFormat.JavaScript, "test")), json = JsonSerializer.Serialize(rows), given;
        if (!inNode)
        {
            using var engine = new Engine();
            engine.SetValue("rows", json);
            given = engine.Execute(code).Evaluate(Predictions).AsString();
        }
        else
        {
            Assert.True(HasNode(out string node));
            string folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;
            try
            {
                File.WriteAllText(Path.Combine(folder, "network.js"), code);
                File.WriteAllText(Path.Combine(folder, "rows.json"), json);
                File.WriteAllText(Path.Combine(folder, "run.js"), $"""
                    const predict = require("./network.js").predict, rows = require("fs").readFileSync("rows.json", "utf8");
                    console.log({Predictions});
                    """);
                using Process process = Process.Start(new ProcessStartInfo(node, ["run.js"]) { WorkingDirectory = folder, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
                given = process.StandardOutput.ReadToEnd();
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        using var results = JsonDocument.Parse(given);
        return [.. results.RootElement.EnumerateArray().Select(result => result.Clone())];
    }

    /// <summary>True where Node is installed.</summary>
    public static bool HasNode(out string path)
    {
        string name = OperatingSystem.IsWindows() ? "node.exe" : "node";
        path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) ?? "";
        return path.Length > 0;
    }
}
