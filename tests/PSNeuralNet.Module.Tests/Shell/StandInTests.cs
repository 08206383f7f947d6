using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using PSNeuralNet.Shell;

namespace PSNeuralNet.Tests.Shell;

public sealed class StandInTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    public StandInTests() => CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

    public static TheoryData<string> Groups => [.. Cases().Select(group => group.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Groups))]
    public void Stand_ins_write_what_pwsh_writes(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && name == "Items and paths", "The stored paths have slashes.");

        using StringWriter screen = new(CultureInfo.InvariantCulture);
        using ShellSession session = ShellSession.Create(new ShellTerminal { Output = screen, Error = screen });
        session.Run($"Set-Location -LiteralPath '{_folder}'");
        List<string> differences = [];

        foreach ((string command, string expected) in Cases().Single(group => group.Name == name).Commands)
        {
            screen.GetStringBuilder().Clear();
            session.Run(command);
            string actual = Normalize(screen.ToString());
            if (actual != expected.Replace("{folder}", _folder, StringComparison.Ordinal))
            {
                differences.Add($"> {command}\n--- pwsh\n{expected}\n--- shell\n{actual}");
            }
        }

        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
    }

    [Fact]
    public void Manifest_exports_exactly_the_stand_ins_there_are()
    {
        using ShellSession session = ShellSession.Create();
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = session.Runspace;
        PSModuleInfo module = shell.AddCommand("Get-Module").AddParameter("Name", ModuleLocator.StandInName).Invoke<PSModuleInfo>().Single();

        IEnumerable<string> written = typeof(ShellSession).Assembly.GetTypes()
            .Select(type => type.GetCustomAttribute<CmdletAttribute>())
            .OfType<CmdletAttribute>()
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}");

        Assert.Equal(written.Order(StringComparer.Ordinal), module.ExportedCmdlets.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Parameters_that_a_stand_in_does_not_have_are_refused()
    {
        using ShellSession session = ShellSession.Create();
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = session.Runspace;

        Assert.Empty(shell.AddScript("1 | Select-Object -SkipIndex 0").Invoke());

        ErrorRecord refusal = Assert.Single(shell.Streams.Error);
        Assert.Equal("NamedParameterNotFound,PSNeuralNet.Shell.StandIns.SelectObjectCommand", refusal.FullyQualifiedErrorId);
    }

    [Fact]
    public void Stand_ins_load_themselves_in_parallel_runspaces()
    {
        using StringWriter screen = new(CultureInfo.InvariantCulture);
        using ShellSession session = ShellSession.Create(new ShellTerminal { Output = screen, Error = screen });

        session.Run("1..2 | ForEach-Object -Parallel { 1, $_ | Measure-Object -Sum | Select-Object -ExpandProperty Sum } | Sort-Object");
        session.Run("1 | ForEach-Object -Parallel { (Get-Command New-MoonsDataset).Source; (Get-Command Export-Csv).Source }");

        Assert.Equal("2\n3\nPSNeuralNet\nPSNeuralNet.StandIns", Normalize(screen.ToString()));
    }

    private static string Normalize(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).TrimEnd('\n');

    private static List<(string Name, List<(string Command, string Output)> Commands)> Cases()
    {
        List<(string Name, List<(string Command, string Output)> Commands)> groups = [];
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Shell", "StandInCases.txt")))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                groups.Add((line[2..], []));
            }
            else if (line.StartsWith("> ", StringComparison.Ordinal))
            {
                groups[^1].Commands.Add((line[2..], ""));
            }
            else if (groups.Count > 0)
            {
                List<(string Command, string Output)> commands = groups[^1].Commands;
                (string command, string output) = commands[^1];
                commands[^1] = (command, output + line + '\n');
            }
        }

        return [.. groups.Select(group => (group.Name, group.Commands.Select(pair => (pair.Command, pair.Output.TrimEnd('\n'))).ToList()))];
    }
}
