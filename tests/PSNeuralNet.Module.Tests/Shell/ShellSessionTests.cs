using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using PSNeuralNet.Shell;

namespace PSNeuralNet.Tests.Shell;

public sealed class ShellSessionTests : IDisposable
{
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);
    private readonly ShellSession _session;

    public ShellSessionTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        _session = ShellSession.Create(new ShellTerminal { Output = _output, Error = _error });
    }

    public void Dispose()
    {
        _session.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void Module_is_imported_and_importing_it_again_changes_nothing()
    {
        Assert.True(_session.Run("Import-Module PSNeuralNet; (Get-Module PSNeuralNet).Count; (Get-Command New-MoonsDataset).Source"));

        Assert.Equal("1\nPSNeuralNet\n", _output.ToString().ReplaceLineEndings("\n"));
        Assert.False(_session.HadErrors);
    }

    [Fact]
    public void Errors_go_to_the_error_writer_and_are_remembered()
    {
        Assert.True(_session.Run("'before'; Write-Error oops; 'after'"));

        Assert.Equal("before\nafter\n", _output.ToString().ReplaceLineEndings("\n"));
        Assert.Equal("Write-Error: oops\n", _error.ToString().ReplaceLineEndings("\n"));
        Assert.True(_session.HadErrors);
    }

    [Theory]
    [InlineData("try { throw 'x' } catch { }")]
    [InlineData("Write-Error x -ErrorAction SilentlyContinue")]
    [InlineData("Write-Error x -ErrorAction Ignore")]
    [InlineData("Write-Error x 2>$null")]
    [InlineData("$x = Write-Error x 2>&1")]
    public void Errors_that_were_handled_do_not_count(string command)
    {
        Assert.True(_session.Run(command));

        Assert.False(_session.HadErrors);
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public void Uncaught_exception_ends_the_command_and_is_shown()
    {
        Assert.False(_session.Run("1; throw 'boom'; 2"));

        Assert.Equal("1\n", _output.ToString().ReplaceLineEndings("\n"));
        Assert.Equal("Exception: boom\n", _error.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Parse_error_shows_its_position()
    {
        Assert.False(_session.Run("1\nif ("));

        Assert.Contains("Line |", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Missing condition in if statement", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _output.ToString());
    }

    [Theory]
    [InlineData("while ($true) {}")]
    [InlineData("Start-Sleep -Seconds 100")]
    [InlineData("1..1e9 | ForEach-Object { } | Out-Null")]
    public async Task Running_command_stops_at_once_and_the_session_goes_on(string command)
    {
        using ManualResetEventSlim started = new();
        _session.Runspace.SessionStateProxy.SetVariable("started", started);
        Task<bool> run = Task.Run(() => _session.Run("$started.Set(); " + command), TestContext.Current.CancellationToken);
        started.Wait(TestContext.Current.CancellationToken);

        long before = Stopwatch.GetTimestamp();
        Assert.True(_session.Stop());
        Assert.False(await run);

        // Within 100 ms on a quiet machine; the rest is for a busy one.
        Assert.InRange(Stopwatch.GetElapsedTime(before), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.True(_session.WasStopped);
        Assert.True(_session.Run("'still here'"));
        Assert.Equal("still here\n", _output.ToString().ReplaceLineEndings("\n"));
        Assert.False(_session.HadErrors);
    }

    [Fact]
    public void Stop_without_a_command_does_nothing() => Assert.False(_session.Stop());

    [Fact]
    public void First_objects_stop_the_commands_before_them()
    {
        _session.Run("$made = 0; 1..1000 | ForEach-Object { $made++; $_ } | Select-Object -First 3 | Out-Null; $made");

        Assert.Equal("3\n", _output.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Exit_gives_its_code_and_ends_the_command()
    {
        _session.Run("1; exit 7; 2");

        Assert.Equal(7, _session.RequestedExitCode);
        Assert.Equal("1\n", _output.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Progress_is_not_written_where_no_one_can_see_it()
    {
        _session.Run("Write-Progress -Activity Training -Status 'epoch 5' -PercentComplete 50");

        Assert.Equal("", _output.ToString() + _error.ToString());
    }

    [Fact]
    public void Progress_line_tells_activity_percent_status_and_time_left()
    {
        ProgressRecord record = new(1, "Training", "epoch 5") { PercentComplete = 50, SecondsRemaining = 90 };

        Assert.Equal("Training [##########..........]  50%  epoch 5  00:01:30 left", ProgressLine.Compose(record, 100));
        Assert.Equal("Training [##", ProgressLine.Compose(record, 12));
    }

    [Theory]
    [InlineData("if ($true) {", true)]
    [InlineData("'text", true)]
    [InlineData("1 |", true)]
    [InlineData("@'\ntext", true)]
    [InlineData("1 + 1", false)]
    [InlineData("1 }", false)]
    public void Incomplete_text_is_told_from_wrong_text(string text, bool expected) =>
        Assert.Equal(expected, ShellSession.IsIncomplete(text));

    [Fact]
    public void Completion_offers_parameters_and_files()
    {
        Assert.Contains("-Seed", CompletionCycle.Start(_session, "New-MoonsDataset -S", 19).Matches.Select(match => match.CompletionText));

        string folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;
        File.WriteAllText(Path.Combine(folder, "two words.csv"), "");
        string line = "Import-Csv " + folder + Path.DirectorySeparatorChar + "two";
        CompletionCycle cycle = CompletionCycle.Start(_session, line, line.Length);
        Directory.Delete(folder, recursive: true);

        Assert.Equal($"Import-Csv '{folder}{Path.DirectorySeparatorChar}two words.csv'", cycle.Next(backwards: false)?.Text);
    }
}
