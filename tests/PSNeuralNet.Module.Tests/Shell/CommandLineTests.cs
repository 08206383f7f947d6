using PSNeuralNet.Shell;

namespace PSNeuralNet.Tests.Shell;

public sealed class CommandLineTests
{
    [Fact]
    public void No_argument_means_the_prompt() => Assert.Equal(ShellMode.Interactive, CommandLine.Parse([]).Mode);

    [Theory]
    [InlineData("-Help", ShellMode.Help)]
    [InlineData("-h", ShellMode.Help)]
    [InlineData("--help", ShellMode.Help)]
    [InlineData("-Version", ShellMode.Version)]
    [InlineData("-NoProfile", ShellMode.Interactive)]
    [InlineData("-File", ShellMode.Invalid)]
    [InlineData("-Command", ShellMode.Invalid)]
    [InlineData("-Nonsense", ShellMode.Invalid)]
    [InlineData("/tmp/script.ps1", ShellMode.File)]
    public void One_argument_is_read_as_pwsh_reads_it(string argument, ShellMode expected) =>
        Assert.Equal(expected, CommandLine.Parse([argument]).Mode);

    [Fact]
    public void Command_is_all_that_follows() =>
        Assert.Equal("Get-Date -Format o", CommandLine.Parse(["-NoLogo", "-c", "Get-Date", "-Format", "o"]).Command);

    [Fact]
    public void Command_dash_reads_commands_from_standard_input() =>
        Assert.Equal(ShellMode.Interactive, CommandLine.Parse(["-Command", "-"]).Mode);

    [Fact]
    public void Switches_before_the_script_are_the_shells_and_those_after_it_the_scripts()
    {
        CommandLine line = CommandLine.Parse(["-NonInteractive", "-File", "a.ps1", "-NoLogo", "x", "-On:$false", "-Path:", "-y"]);

        Assert.True(line.NonInteractive);
        Assert.False(line.NoLogo);
        Assert.Equal("a.ps1", line.File);
        Assert.Equal(
            [new ScriptArgument("-NoLogo", null), new ScriptArgument(null, "x"), new ScriptArgument("-On", false), new ScriptArgument("-Path", "-y")],
            line.Arguments);
    }
}
