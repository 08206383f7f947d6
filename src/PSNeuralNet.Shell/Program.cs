using Microsoft.PowerShell;

// pwsh's own command line, without profiles, with the built module on PSModulePath.
string? root = AppContext.BaseDirectory;
while (root is not null && !Directory.Exists(Path.Combine(root, "output", "PSNeuralNet")))
{
    root = Path.GetDirectoryName(root);
}

string output = Path.Combine(root ?? throw new DirectoryNotFoundException("There is no built module: dotnet build -c Release"), "output");
Environment.SetEnvironmentVariable("PSModulePath", output + Path.PathSeparator + Environment.GetEnvironmentVariable("PSModulePath"));
return ConsoleShell.Start("", "", ["-NoProfile", "-ExecutionPolicy", "Bypass", .. args]);
