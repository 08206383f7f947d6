using System.Diagnostics;
using PSNeuralNet.Shell;

namespace PSNeuralNet.Tests;

/// <summary>Runs the shell as a program of its own.</summary>
internal static class ShellProcess
{
    /// <summary>Runs the shell to its end.</summary>
    /// <param name="folder">The folder to start it in.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The exit code, and what it wrote.</returns>
    public static (int Exit, string Output, string Errors) Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(ShellSession).Assembly.Location);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), "the shell did not end");
        return (process.ExitCode, output.Result, errors.Result);
    }
}
