namespace PSNeuralNet.Tests.Commands;

/// <summary>-Resume: the checkpoint of an interrupted training brings its settings.</summary>
public class ResumeTests : CommandTest
{
    public ResumeTests()
    {
        Run("""
            $moons = New-MoonsDataset -SampleCount 120 -Seed 1
            $numbers = 1..60 | ForEach-Object { [pscustomobject]@{ a = $_ % 13; b = ($_ * 7) % 11; k = ('u', 'v', 'w')[$_ % 3]; y = 3 * ($_ % 13) - ($_ * 7) % 11 + ($_ % 3) } }
            $classes = $numbers | Select-Object b, k, a, @{ Name = 'y'; Expression = { ('no', 'yes')[$_.y -gt 12] } }
            $labels = $numbers | Select-Object b, k, a, @{ Name = 'u'; Expression = { $_.y -gt 12 } }, @{ Name = 'v'; Expression = { ('no', 'yes')[$_.a -gt 6] } }
            $net = $numbers | Invoke-NetworkTraining y -EnsembleCount 1 -Epochs 10 -Seed 1
            $net | Export-Network net.json
            $start = $moons | Initialize-NetworkParameter -HiddenSize 4 -Seed 11
            function Get-Print($r) { "$($r.EpochCount) $($r.LastCost.ToString('R')) $($r.Parameter.W1) $($r.Parameter.b2)`n$($r.StopReason) $($r.Score) $($r.Temperature)`n$($r.ChosenSetting)`n$($r.Command)" }
            """);
    }

    // The training, its parameters, and those that are given again to resume it.
    [Theory]
    [InlineData("$moons", "-Epochs 9000 -Seed 3", "")]
    [InlineData("$moons", "-Epochs 6000 -Optimizer Momentum -LearningRate 0.01 -BatchSize 60 -Momentum 0.8 -HiddenSize 6,3 -Activation ReLU,Tanh -Initialization Xavier -Seed 3", "")]
    [InlineData("$moons", "-Epochs 6000 -Schedule Cosine -WarmupEpochCount 9 -Standardize -ClassWeight @{ 1 = 2.5 } -Seed 3", "")]
    [InlineData("$moons", "-Parameter $start -Epochs 6000 -BatchSize 60 -Seed 12", "-Parameter $start")]
    [InlineData("$numbers", "y -Epochs 1500 -Patience 5000 -Seed 3", "y")]
    [InlineData("$numbers", "y -Epochs 1500 -Patience 5000 -NoStandardize -Schedule Constant -Loss Huber -Delta 0.7 -LearningRate 0.001 -Optimizer Adam -Seed 3", "y")]
    [InlineData("$classes", "y -Epochs 1500 -Patience 5000 -ClassWeight Balanced", "y")]
    [InlineData("$classes", "y -Epochs 1500 -Patience 5000 -ClassWeight @{ yes = 3 } -Calibration None", "y")]
    [InlineData("$labels", "u, v -Epochs 1500 -Patience 5000 -Seed 3", "u, v")]
    [InlineData("$numbers", "-Network net.json -Rescale -Epochs 1500 -Patience 5000 -Seed 7", "-Network net.json")]
    [InlineData("$numbers", "-Network $net -Epochs 1500 -Patience 5000", "-Network $net")]
    [InlineData("$moons", "-Epochs 5000 -ValidationDataset (New-MoonsDataset -SampleCount 30 -Seed 2) -Patience 5000 -Seed 1", "-ValidationDataset (New-MoonsDataset -SampleCount 30 -Seed 2)")]
    public void An_interrupted_training_resumes_without_its_settings(string data, string parameters, string again)
    {
        Interrupt($"{data} | Invoke-NetworkTraining {parameters} -CheckpointInterval 13 -CheckpointPath a.ckpt -WarningAction Ignore", "a.ckpt");
        string[] lines = Lines($$"""
            $before = [PSNeuralNet.Persistence.Checkpoint]::Read("$pwd/a.ckpt")
            $resumed = {{data}} | Invoke-NetworkTraining {{again}} -CheckpointPath a.ckpt -Resume -WarningVariable w -WarningAction SilentlyContinue
            $seed = '{{parameters}}' -notlike '*-Seed*' -and '{{parameters}}' -notlike '*-Network*' ? @{ Seed = $before.Seed } : @{}
            $whole = {{data}} | Invoke-NetworkTraining {{parameters}} @seed -CheckpointPath whole.ckpt -WarningAction SilentlyContinue -WarningVariable v
            $before.EpochCount -lt $whole.EpochCount; $before.Interval; $w.Count - $v.Count
            Get-Print $resumed; Get-Print $whole
            """);
        Assert.Equal(["True", "13", "0"], lines[..3]);
        Assert.Equal(lines[4], lines[3]);
    }

    [Fact]
    public void Settings_that_may_change_replace_and_others_are_errors_that_name_both_values()
    {
        Run("$null = $classes | Invoke-NetworkTraining y -Epochs 20 -Schedule Constant -ClassWeight Balanced -Seed 3 -CheckpointPath a.ckpt -WarningAction Ignore; Copy-Item a.ckpt b.ckpt");
        (string Given, string Text)[] errors =
        [
            ("-HiddenSize 7", "network is 11-64-32-1 ReLU/ReLU/Sigmoid, that of this one 11-7-1 ReLU/Sigmoid"), ("-Activation Tanh", "ReLU/ReLU/Sigmoid, that of this one 11-64-32-1 Tanh/Tanh/Sigmoid"),
            ("-NoStandardize", "standardizing is True, that of this one False"), ("-Initialization Xavier", "initialization is He, that of this one Xavier"), ("-Seed 4", "seed 3, but -Seed is 4"),
            ("-ClassWeight $null", "class weight is Balanced, that of this one none"), ("-BatchSize 7", "batch size is 32, that of this one 7"), ("-Schedule Cosine", "schedule is Constant, that of this one Cosine"),
            ("-ValidationFraction 0", "validation fraction is 0.125, that of this one 0"), ("-Preset Tutorial", "preset is Table, that of this one Tutorial"), ("-LearningRate 0.1", "learning rate is 0.003, that of this one 0.1"),
        ];
        foreach ((string given, string text) in errors)
        {
            Fails($"$classes | Invoke-NetworkTraining y {given} -CheckpointPath a.ckpt -Resume -WarningAction Ignore", "CheckpointMismatch", ErrorCategory.InvalidOperation, text);
        }

        Assert.Equal(["True", "30 5000 4 None", "True"], Lines("""
            (Get-FileHash a.ckpt).Hash -eq (Get-FileHash b.ckpt).Hash
            $more = $classes | Invoke-NetworkTraining y -Epochs 30 -Patience 5000 -SnapshotCount 4 -Calibration None -ThrottleLimit 1 -CheckpointInterval 3 -CheckpointPath a.ckpt -Resume -WarningAction Ignore
            $kept = [PSNeuralNet.Persistence.Checkpoint]::Read("$pwd/a.ckpt").Options
            "$($more.EpochCount) $($kept.Patience) $($kept.SnapshotCount) $($kept.Calibration)"
            $whole = $classes | Invoke-NetworkTraining y -Epochs 30 -Schedule Constant -ClassWeight Balanced -Seed 3 -Patience 5000 -Calibration None -CheckpointPath whole.ckpt -WarningAction Ignore
            "$($more.Parameter.W1)" -ceq "$($whole.Parameter.W1)" -and $more.LastCost -eq $whole.LastCost
            """));
    }

    [Fact]
    public void A_training_that_began_with_other_things_says_which_to_give_again()
    {
        Run("""
            $null = $moons | Invoke-NetworkTraining -Network ($moons | Invoke-NetworkTraining -Epochs 2 -Seed 1).Network -Epochs 20 -Seed 1 -CheckpointPath network.ckpt
            $null = $moons | Invoke-NetworkTraining -ValidationDataset $moons -Patience 3 -Epochs 20 -Seed 1 -CheckpointPath validation.ckpt
            """);
        Fails("$moons | Invoke-NetworkTraining -CheckpointPath network.ckpt -Resume", "CheckpointMismatch", text: "other initial parameters, which were given. Repeat the parameters or the network of");
        Fails("$moons | Invoke-NetworkTraining -CheckpointPath validation.ckpt -Resume", "CheckpointValidationMissing", text: "Give it again (-ValidationDataset)");
    }

    [Fact]
    public void A_checkpoint_of_another_training_is_replaced_with_a_warning()
    {
        Interrupt("$moons | Invoke-NetworkTraining -Epochs 20000 -Seed 3 -CheckpointInterval 13 -CheckpointPath a.ckpt", "a.ckpt");
        string[] lines = Lines("""
            Copy-Item a.ckpt b.ckpt
            $w = $moons | Invoke-NetworkTraining -Epochs 20 -Seed 4 -CheckpointPath a.ckpt 3>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }
            "$w"
            @($moons | Invoke-NetworkTraining -Epochs 20 -Seed 5 -CheckpointPath a.ckpt 3>&1).Count
            @($moons | Invoke-NetworkTraining -Epochs 20 -Seed 3 -CheckpointPath b.ckpt 3>&1).Count
            """);
        Assert.Matches(@"^The checkpoint '.*a\.ckpt' of another training, which has not ended \(2-5-1 Tanh/Sigmoid, GradientDescent, seed 3, [0-9]+ of 20000 epochs\), will be replaced\. .* -Resume", lines[0]);
        Assert.Equal(["1", "1"], lines[1..]);
    }

    [Fact]
    public void WhatIf_tells_the_training_of_the_checkpoint()
    {
        Run("$null = $moons | Invoke-NetworkTraining -HiddenSize 7 -Optimizer Adam -Epochs 20 -Seed 3 -CheckpointPath a.ckpt");
        Run("Start-Transcript log.txt | Out-Null; $moons | Invoke-NetworkTraining -CheckpointPath a.ckpt -Resume -WhatIf; Stop-Transcript | Out-Null");
        string log = File.ReadAllText(Path.Combine(Folder, "log.txt"));
        Assert.Contains("Train 2-7-1 tanh/sigmoid, Adam", log, StringComparison.Ordinal);
        Assert.Contains("20 epochs", log, StringComparison.Ordinal);
    }

    /// <summary>Starts a training, and stops it, as Ctrl+C does, when it has written its first checkpoint.</summary>
    private void Interrupt(string script, string file)
    {
        using var shell = PowerShell.Create(Runspace);
        shell.AddScript(script);
        IAsyncResult running = shell.BeginInvoke();
        while (!File.Exists(Path.Combine(Folder, file)) && !running.IsCompleted)
        {
            Thread.Sleep(1);
        }

        shell.Stop();
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }
}
