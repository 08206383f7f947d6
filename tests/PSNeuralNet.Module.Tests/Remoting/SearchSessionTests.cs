namespace PSNeuralNet.Tests;

/// <summary>Search-NetworkHyperparameter over real SSH: two sessions to this machine, from a pwsh of their own.</summary>
[Trait("Category", "Slow")]
public sealed class SearchSessionTests(SshServers servers) : IClassFixture<SshServers>, IDisposable
{
    // A training of some 50 ms; 60 trials of 2 folds.
    private const string Start = """
        $ErrorActionPreference = 'Stop'
        Import-Module $module
        $options = @{ StrictHostKeyChecking = 'no'; UserKnownHostsFile = '/dev/null'; LogLevel = 'ERROR' }
        function Connect([int] $Port) { New-PSSession -HostName "$([Environment]::UserName)@localhost:$Port" -KeyFilePath $key -Options $options }
        function Rows($Trials) { ($Trials | Sort-Object Trial | Select-Object * -ExcludeProperty Duration, Worker | ConvertTo-Csv) -join "`n" }
        function Same($Trials) { (Rows $Trials) -ceq (Rows ($rows | Search-NetworkHyperparameter -Target species @search)) }
        $rows = Get-NetworkExample iris
        $search = @{ Strategy = 'Random'; TrialCount = 60; Fold = 2; Seed = 1; Space = @{ LearningRate = '1e-3..1e-1 log'; HiddenSize = '16', '32,16' }; EpochCount = 60 }
        $session = @($ports | ForEach-Object { Connect $_ })
        $remote = @($session | ForEach-Object { Invoke-Command $_ { $PID } })

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Sessions_give_the_rows_of_a_local_search_and_keep_nothing() => Expect(
        """
        $trials = $rows | Search-NetworkHyperparameter -Target species @search -Session $session -ThrottleLimit 1 -WarningVariable warnings
        "same: $(Same $trials)"
        "sorted: $(-not (Compare-Object $trials.Score ($trials.Score | Sort-Object -Descending) -SyncWindow 0))"
        "workers: $(($trials.Worker -split ',' | Sort-Object -Unique) -join ', ')"
        "warnings: $($warnings.Count)"
        "modules there: $(@(Invoke-Command $session { Get-Module PSNeuralNet }).Count)"
        "sessions: $($session.Availability -join ', ')"
        """,
        "same: True", "sorted: True", "workers: localhost (Runspace1), localhost (Runspace3)", "warnings: 0", "modules there: 0", "sessions: Available, Available");

    [Fact]
    public void A_process_that_is_killed_loses_nothing() => Expect(
        """
        $count = 0
        $trials = $rows | Search-NetworkHyperparameter -Target species @search -Session $session -Stream -WarningVariable warnings -WarningAction SilentlyContinue |
            ForEach-Object { if (++$count -eq 10) { Stop-Process -Id $remote[0] -Force }; $_ }
        "same: $(Same $trials)"
        "warnings: $($warnings.Count)"
        "$warnings" -replace 'away: .*', 'away'
        """,
        "same: True", "warnings: 1", "The worker localhost (Runspace1) is away");

    [Fact]
    public void The_only_machine_is_reached_again_by_a_new_runspace() => Expect(
        """
        $count = 0
        $trials = $rows | Search-NetworkHyperparameter -Target species @search -Session $session[0] -Stream -WarningVariable warnings -WarningAction SilentlyContinue |
            ForEach-Object { if (++$count -eq 10) { Stop-Process -Id $remote[0] -Force }; $_ }
        "same: $(Same $trials)"
        "warnings: $($warnings.Count)"
        "session: $($session[0].State)"
        """,
        "same: True", "warnings: 1", "session: Broken");

    [Fact]
    public void A_session_that_hangs_is_given_up() => Expect(
        """
        $count = 0
        $trials = $rows | Search-NetworkHyperparameter -Target species @search -Session $session -TrialTimeout 00:00:03 -Stream -WarningVariable warnings -WarningAction SilentlyContinue |
            ForEach-Object { if (++$count -eq 10) { kill -STOP $remote[0] }; $_ }
        "same: $(Same $trials)"
        "warnings: $($warnings.Count)"
        "$warnings" -replace 'Its .*', ''
        kill -CONT $remote[0]
        """,
        "same: True", "warnings: 1", "The worker localhost (Runspace1) is away: it gave no sign of life for 5 seconds. ");

    [Fact]
    public void A_searcher_that_is_killed_goes_on_with_its_journal() => Expect(
        """
        $child = Start-Process dotnet -ArgumentList $pwsh, '-NoProfile', '-NonInteractive', '-File', 'killed.ps1' -PassThru
        while (-not (Test-Path study.jsonl) -or (Get-Item study.jsonl).Length -lt 6000) { Start-Sleep -Milliseconds 50; if ($child.HasExited) { throw 'It ended.' } }
        Stop-Process -Id $child.Id -Force
        $child.WaitForExit()
        $before = [System.IO.File]::ReadAllLines("$PWD/study.jsonl").Count
        $trials = $rows | Search-NetworkHyperparameter -Target species @search -Session $session -Path study.jsonl -WarningAction SilentlyContinue
        "same: $(Same $trials)"
        "resumed: $($before -gt 10 -and $before -lt 100)"
        "lines: $([System.IO.File]::ReadAllLines("$PWD/study.jsonl").Where({ $_ -match '^{"trial"' }).Count)"
        """,
        files: [("killed.ps1", "$rows | Search-NetworkHyperparameter -Target species @search -Session $session -Path study.jsonl")],
        "same: True", "resumed: True", "lines: 120");

    [Fact]
    public void A_machine_without_the_module_is_an_error_and_Deploy_sends_it() => Expect(
        """
        Invoke-Command $session[1] { $env:PSModulePath = '/nowhere' }
        try { $rows | Search-NetworkHyperparameter -Target species @search -Session $session } catch { $_.FullyQualifiedErrorId; $_.Exception.Message -replace ' \d+\.\d+\.\d+', ' VERSION' }
        New-Item -ItemType Directory other/PSNeuralNet/0.0.7 | Out-Null
        Set-Content other/PSNeuralNet/0.0.7/PSNeuralNet.psd1 "@{ ModuleVersion = '0.0.7' }"
        Invoke-Command $session[1] { $env:PSModulePath = $using:PWD.Path + '/other' }
        try { $rows | Search-NetworkHyperparameter -Target species @search -Session $session } catch { $_.FullyQualifiedErrorId; $_.Exception.Message -replace 'needs \d+\.\d+\.\d+.*', 'needs' }
        $before = (Get-ChildItem ([System.IO.Path]::GetTempPath()) -Filter *PSNeuralNet*).FullName
        $trials = $rows | Search-NetworkHyperparameter -Target species @search -Session $session -Deploy
        $again = $rows | Search-NetworkHyperparameter -Target species @search -Session $session -Deploy
        "same: $(Same $trials) $(Same $again)"
        "left: $(@((Get-ChildItem ([System.IO.Path]::GetTempPath()) -Filter *PSNeuralNet*).FullName | Where-Object { $_ -notin $before -and $_ -cnotmatch 'psneuralnet-' }).Count)"
        "modules there: $(@(Invoke-Command $session { Get-Module PSNeuralNet }).Count)"
        """,
        "SessionModuleMissing,PSNeuralNet.Commands.SearchNetworkHyperparameterCommand",
        "localhost (Runspace3) does not have the module PSNeuralNet VERSION. Install that version there (Install-PSResource PSNeuralNet -Version VERSION), or add -Deploy, which sends it for the time of the search.",
        "SessionModuleVersion,PSNeuralNet.Commands.SearchNetworkHyperparameterCommand",
        "localhost (Runspace3) has version 0.0.7 of PSNeuralNet, and this search needs",
        "same: True True", "left: 0", "modules there: 0");

    [Fact]
    public void Sessions_that_are_closed_or_busy_are_errors() => Expect(
        """
        $job = Invoke-Command $session[1] { Start-Sleep 60 } -AsJob
        Start-Sleep 1
        try { $rows | Search-NetworkHyperparameter -Target species @search -Session $session } catch { $_.FullyQualifiedErrorId -replace ',.*' }
        Stop-Job $job
        Remove-PSSession $session[0]
        try { $rows | Search-NetworkHyperparameter -Target species @search -Session $session } catch { $_.FullyQualifiedErrorId -replace ',.*'; $_.Exception.Message }
        """,
        "SessionBusy", "SessionNotOpen", "The session 'Runspace1' to localhost is not open: it is Closed. Open a new one with New-PSSession.");

    [Fact]
    public void Stopping_ends_the_trainings_there_and_keeps_the_sessions() => Expect(
        """
        $search.EpochCount = $search.Patience = 10000000
        $shell = [powershell]::Create().AddScript({ param($module, $rows, $search, $session) Import-Module $module; $rows | Search-NetworkHyperparameter -Target species @search -Session $session })
        $null = $shell.AddArgument($module).AddArgument($rows).AddArgument($search).AddArgument($session)
        $running = $shell.BeginInvoke()
        Start-Sleep 8
        "running: $($running.IsCompleted)"
        $time = Measure-Command { $shell.Stop() }
        "in time: $($time.TotalSeconds -lt 5)"
        "sessions: $($session.Availability -join ', ')"
        "modules there: $(@(Invoke-Command $session { Get-Module PSNeuralNet }).Count)"
        """,
        "running: False", "in time: True", "sessions: Available, Available", "modules there: 0");

    private void Expect(string script, params string[] expected) => Expect(script, [], expected);

    private void Expect(string script, (string Name, string Script)[] files, params string[] expected)
    {
        Assert.SkipWhen(servers.Missing is not null, servers.Missing ?? "");
        string names = $"""
            $module = '{Path.Combine(MarkdownBlocks.Root(), "output", "PSNeuralNet")}'
            $pwsh = '{ChildProcess.Pwsh}'
            $key = '{servers.Key}'
            $ports = {string.Join(", ", servers.Port)}

            """;
        foreach ((string name, string other) in files.Append(("test.ps1", script)))
        {
            File.WriteAllText(Path.Combine(_folder, name), names + Start + other);
        }

        (int code, string output, string errors) = ChildProcess.Run(_folder, "dotnet", ChildProcess.Pwsh, "-NoProfile", "-NonInteractive", "-File", "test.ps1");
        Assert.True(code == 0, $"{code}\n{output}\n{errors}");
        Assert.Equal(expected, output.TrimEnd('\n').Split('\n'));
    }
}
