using System.Diagnostics;
using PSNeuralNet.Shell;

namespace PSNeuralNet.Tests;

/// <summary>Runs the shell as a program of its own.</summary>
internal static class ShellProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs the shell to its end.</summary>
    /// <param name="folder">The folder to start it in.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="modulePath">PSModulePath, where it is not this process's.</param>
    /// <returns>The exit code, and what it wrote, with \n at the ends of lines.</returns>
    public static (int Code, string Output, string Errors) Run(string folder, string[] arguments, string input = "", string? modulePath = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ShellSession).Assembly.Location, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The expected texts are those of no particular language.
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        if (modulePath is not null)
        {
            start.Environment["PSModulePath"] = modulePath;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The shell did not end within {Patience}.");
        }

        return (process.ExitCode, output.Result.ReplaceLineEndings("\n"), errors.Result.ReplaceLineEndings("\n"));
    }
}
