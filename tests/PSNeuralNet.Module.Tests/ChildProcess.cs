using System.Diagnostics;
using System.Reflection;

namespace PSNeuralNet.Tests;

/// <summary>Runs programs to their end.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>NuGet's folder of packages.</summary>
    public static string Packages { get; } = Metadata("PackageRoot");

    /// <summary>The version of the packages PowerShell and Microsoft.PowerShell.SDK.</summary>
    public static string PowerShellVersion { get; } = Metadata("PowerShellVersion");

    /// <summary>pwsh.dll of the package PowerShell.</summary>
    public static string Pwsh { get; } = Path.Combine(
        Packages, "powershell", PowerShellVersion, "tools/net10.0/any", OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll");

    /// <summary>Runs a script in PSNeuralNet.Shell.</summary>
    /// <param name="folder">The folder to start in.</param>
    /// <param name="arguments">The script and its arguments.</param>
    /// <returns>Exit code, output and errors, with \n at the ends of lines.</returns>
    public static (int Code, string Output, string Errors) RunShell(string folder, string[] arguments) =>
        Run(folder, "dotnet", [Path.Combine(AppContext.BaseDirectory, "PSNeuralNet.Shell.dll"), .. arguments]);

    /// <summary>Runs a program, without input.</summary>
    public static (int Code, string Output, string Errors) Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The expected texts are those of no particular language, without color codes.
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        start.Environment["NO_COLOR"] = "1";

        // Set where this run has the module from elsewhere; a build that a test starts makes its own.
        start.Environment.Remove("BuiltModule");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within {Patience}.");
        }

        return (process.ExitCode, output.Result.ReplaceLineEndings("\n"), errors.Result.ReplaceLineEndings("\n"));
    }

    private static string Metadata(string key) =>
        typeof(ChildProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
