namespace PSNeuralNet.Tests.Shell;

public sealed class ShellProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Script_gets_its_arguments_and_its_place()
    {
        string script = Script("""
            param([string] $Name, [switch] $Flag, [int] $N = 3)
            "$Name $Flag $N $($args -join ',')"
            $PSScriptRoot -eq $args[0]
            """);

        (int code, string output, string error) = Run([script, "-Name", "x y", "-Flag", "-N", "5", _folder]);

        Assert.Equal($"x y True 5 {_folder}\nTrue\n", output);
        Assert.Equal("", error);
        Assert.Equal(0, code);
    }

    [Fact]
    public void Output_and_errors_are_apart_and_a_shown_error_makes_the_exit_code_1()
    {
        string script = Script("""
            Write-Output out
            Write-Warning careful
            Write-Verbose wordy -Verbose
            Write-Host shown
            Write-Progress -Activity Training -Status busy -PercentComplete 10
            Write-Error "bad thing"
            Get-Item ./nope
            "last"
            """);

        (int code, string output, string error) = Run([script]);

        Assert.Equal("out\nWARNING: careful\nVERBOSE: wordy\nshown\nlast\n", output);
        Assert.Equal(
            $"Write-Error: bad thing\nGet-Item: {script}:7\nLine |\n   7 |  Get-Item ./nope\n     |  ~~~~~~~~~~~~~~~\n     | Cannot find path '{Path.Combine(_folder, "nope")}' because it does not exist.\n",
            error);
        Assert.Equal(1, code);
    }

    [Theory]
    [InlineData("'a'; exit 7", 7, "a\n", "")]
    [InlineData("try { throw 'x' } catch { 'handled' }", 0, "handled\n", "")]
    [InlineData("function f { exit 3 }; f; 'not here'", 3, "", "")]
    public void Script_says_how_it_ended(string text, int expectedCode, string expectedOutput, string expectedError)
    {
        (int code, string output, string error) = Run([Script(text)]);

        Assert.Equal((expectedCode, expectedOutput, expectedError), (code, output, error));
    }

    [Fact]
    public void Script_with_a_parse_error_shows_the_position()
    {
        string script = Script("'never shown'\nif (");

        (int code, string output, string error) = Run(["-File", script]);

        Assert.Equal("", output);
        Assert.StartsWith($"ParserError: {script}:2\n", error, StringComparison.Ordinal);
        Assert.Equal(1, code);
    }

    [Fact]
    public void Script_that_is_not_there_is_a_wrong_command_line()
    {
        (int code, string output, string error) = Run(["nope.ps1"]);

        Assert.Equal("", output);
        Assert.Contains("'nope.ps1' does not exist", error, StringComparison.Ordinal);
        Assert.Equal(64, code);
    }

    [Fact]
    public void Command_is_run_and_its_objects_are_formatted()
    {
        (int code, string output, string error) = Run(["-NoProfile", "-Command", "[pscustomobject]@{ Name = 'a'; Value = 2.5 }; Write-Error boom"]);

        Assert.Equal("\nName Value\n---- -----\na     2.50\n\n", output);
        Assert.Equal("Write-Error: boom\n", error);
        Assert.Equal(1, code);
    }

    [Theory]
    [InlineData("dotnet no-such-command-here *> $null", 1)]
    [InlineData("dotnet no-such-command-here *> $null; $null = 'went on'", 0)]
    public void Command_that_ends_with_a_failed_program_has_failed(string command, int expected) =>
        Assert.Equal((expected, "", ""), Run(["-Command", command]));

    [Fact]
    public void Commands_are_read_from_standard_input()
    {
        (int code, string output, string error) = Run([], "if ($true) {\n1\n}\nelse { 2 }\n\n3\nexit 4\n5\n");

        Assert.Equal("1\n3\n", output);
        Assert.Equal("", error);
        Assert.Equal(4, code);
    }

    [Fact]
    public void Help_tells_about_the_stand_ins()
    {
        (int code, string output, _) = Run(["-Help"]);

        Assert.Contains("Get-Command -Module PSNeuralNet.StandIns", output, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public void Cmdlet_that_exists_elsewhere_has_no_stand_in()
    {
        string module = Path.Combine(_folder, "Microsoft.PowerShell.Utility");
        Directory.CreateDirectory(module);
        File.WriteAllText(Path.Combine(module, "Microsoft.PowerShell.Utility.psm1"), "function Get-Date { 'the real one' }");

        (int code, string output, string error) = Run(
            ["-c", "Get-Date; 1 | ForEach-Object -Parallel { Get-Date }; (Get-Command Sort-Object).Source"], modulePath: _folder);

        Assert.Equal("the real one\nthe real one\nPSNeuralNet.StandIns\n", output);
        Assert.Equal("", error);
        Assert.Equal(0, code);
    }

    [Fact]
    public void Modules_of_another_powershell_on_the_search_path_are_not_taken()
    {
        string module = Path.Combine(_folder, "Modules", "Microsoft.PowerShell.Utility");
        Directory.CreateDirectory(module);
        File.WriteAllText(Path.Combine(module, "Microsoft.PowerShell.Utility.psm1"), "function Get-Date { 'not ours' }");
        File.WriteAllText(Path.Combine(_folder, "pwsh.dll"), "");

        (_, string output, _) = Run(["-c", "(Get-Command Get-Date).Source"], modulePath: Path.Combine(_folder, "Modules"));

        Assert.Equal("PSNeuralNet.StandIns\n", output);
    }

    private string Script(string text)
    {
        string path = Path.Combine(_folder, "script.ps1");
        File.WriteAllText(path, text);
        return path;
    }

    private (int Code, string Output, string Error) Run(string[] arguments, string input = "", string? modulePath = null)
    {
        return ShellProcess.Run(_folder, arguments, input, modulePath);
    }
}
