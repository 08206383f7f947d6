namespace PSNeuralNet.Tests.Commands;

/// <summary>The tutorial in the pipeline.</summary>
public class TutorialTests : PowerShellTest
{
    [Fact]
    public void Training_in_one_line()
    {
        PSObject result = Assert.Single(Run("New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -LearningRate 0.3 -HiddenSize 5 -Iterations 5000 -Seed 3"));
        Assert.Equal(0.731322018843423, (double)result.Properties["FirstCost"].Value, 1e-9);
        Assert.Equal(0.07590363534337109, (double)result.Properties["LastCost"].Value, 1e-9);
        Assert.Equal(0.97, result.Properties["Accuracy"].Value);
        Assert.Equal("Completed", result.Properties["StopReason"].Value.ToString());
        Assert.Equal(5, result.Properties["HiddenSize"].Value);
        Assert.Equal(3L, result.Properties["Seed"].Value);
        Assert.IsType<TimeSpan>(result.Properties["Duration"].Value);
    }

    [Fact]
    public void Every_alias_of_the_epoch_count_works()
    {
        Assert.Equal([7, 7, 7], Run("""
            $moons = New-MoonsDataset -Seed 0
            $moons | Invoke-NetworkTraining -EpochCount 7 | ForEach-Object EpochCount
            $moons | Invoke-NetworkTraining -Epochs 7 | ForEach-Object EpochCount
            $moons | Invoke-NetworkTraining -Iterations 7 | ForEach-Object EpochCount
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void The_cost_history_is_a_series_of_epoch_and_cost()
    {
        Run("$r = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3; $r.CostHistory | Export-Csv cost.csv");
        string[] lines = File.ReadAllLines(Path.Combine(Folder, "cost.csv"));
        Assert.Equal(5001, lines.Length);
        Assert.Equal("\"Epoch\",\"Cost\"", lines[0]);
        Assert.StartsWith("\"0\",\"0.73132201884342", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("\"4999\",\"0.075903635343371", lines[5000], StringComparison.Ordinal);
        Assert.Equal(4999, Get<int>("$r.CostHistory[-1].Epoch"));
    }

    [Fact]
    public void A_result_is_one_row_of_plain_values_and_telling_texts()
    {
        Run("""
            $moons = New-MoonsDataset -Seed 0
            $(foreach ($lr in 0.03,0.1,0.3,1) { foreach ($h in 2,5,10) { $moons | Invoke-NetworkTraining -LearningRate $lr -HiddenSize $h -Seed 3 } }) | Export-Csv sweep.csv
            """);
        string[] lines = File.ReadAllLines(Path.Combine(Folder, "sweep.csv"));
        Assert.Equal(13, lines.Length);
        Assert.Equal(
            "\"LearningRate\",\"HiddenSize\",\"EpochCount\",\"Seed\",\"FirstCost\",\"LastCost\",\"Accuracy\",\"R2\",\"BestEpoch\",\"ValidationCost\",\"ValidationAccuracy\",\"ValidationR2\",\"Score\",\"Metric\",\"Baseline\",\"ScoreFrom\",\"Cost\",\"Temperature\",\"StopReason\",\"Duration\",\"Optimizer\",\"ChosenSetting\",\"Command\",\"Parameter\",\"Network\",\"Member\",\"OutOfFold\",\"CostHistory\",\"Dataset\",\"CalibrationNote\"",
            lines[0]);
        Assert.Matches(
            "^\"0.03\",\"2\",\"5000\",\"3\",\"0\\.83[0-9]+\",\"0\\.28[0-9]+\",\"0\\.[0-9]+\",,,,,,\"0\\.[0-9]+\",\"Accuracy\",\"0.5\",\"Training\",\"0\\.28[0-9]+\",,\"Completed\",\"00:00:0[0-9.]+\",\"GradientDescent\",\"\",\"\\$result = \\$data \\| Invoke-NetworkTraining -HiddenSize 2 -LearningRate 0\\.03 [^\"]*-Seed 3\",\"2-2-1 tanh/sigmoid\",\"2-2-1 tanh/sigmoid\",\"\",,\"5000 epochs, 0\\.83[0-9]{2} to 0\\.28[0-9]{2}\",\"moons \\(500 samples, 2 features\\)\",$",
            lines[1]);
    }

    [Fact]
    public void Rows_of_a_csv_file_are_predicted()
    {
        Run("""
            $r = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
            New-MoonsDataset -SampleCount 30 -Seed 5 | ConvertFrom-NetworkDataset | Export-Csv new.csv
            Import-Csv new.csv | Get-NetworkPrediction -Network $r | Export-Csv predicted.csv
            """);
        string[] lines = File.ReadAllLines(Path.Combine(Folder, "predicted.csv"));
        Assert.Equal(31, lines.Length);
        Assert.Equal("\"X1\",\"X2\",\"Label\",\"Prediction\",\"Probability\"", lines[0]);
    }

    [Fact]
    public void The_loop_by_hand_agrees_with_the_training()
    {
        var differences = Run("""
            $moons = New-MoonsDataset -Seed 0
            $r = $moons | Invoke-NetworkTraining -LearningRate 0.3 -Epochs 1000 -Seed 3
            $p = $moons | Initialize-NetworkParameter -Seed 3
            $costs = foreach ($i in 1..1000) { $cache = $moons | Invoke-ForwardPropagation -Parameter $p; $cache | Measure-NetworkCost
                              $p = $cache | Invoke-BackPropagation | Update-NetworkParameter -LearningRate 0.3 }
            foreach ($i in 0..999) { [Math]::Abs($costs[$i] - $r.CostHistory[$i].Cost) }
            foreach ($name in 'W1', 'b1', 'W2', 'b2') { ($p.$name - $r.Parameter.$name).Enumerate() | ForEach-Object { [Math]::Abs($_) } }
            """);
        Assert.Equal(1000 + 21, differences.Count);
        Assert.All(differences, difference => Assert.InRange((double)difference.BaseObject, 0, 1e-12));
    }

    [Fact]
    public void Trainings_run_in_parallel_runspaces()
    {
        var results = Run("""
            $moons = New-MoonsDataset -Seed 0
            $parallel = 0.03, 0.1, 0.3, 1 | ForEach-Object -Parallel { $using:moons | Invoke-NetworkTraining -LearningRate $_ -Seed 3 }
            foreach ($one in $parallel) { $one.LastCost - ($moons | Invoke-NetworkTraining -LearningRate $one.LearningRate -Seed 3).LastCost }
            """);
        Assert.Equal([0.0, 0.0, 0.0, 0.0], results.Select(value => value.BaseObject));
    }

    [Fact]
    public void The_gradient_check_names_each_matrix()
    {
        var rows = Run("$moons = New-MoonsDataset -Seed 0; $moons | Test-NetworkGradient -Parameter ($moons | Initialize-NetworkParameter -Seed 3)");
        Assert.Equal(["dW1", "db1", "dW2", "db2"], rows.Select(row => row.Properties["Matrix"].Value));
        Assert.All(rows, row => Assert.InRange((double)row.Properties["RelativeDifference"].Value, 0, 1e-7));
    }

    [Fact]
    public void Training_goes_on_from_parameters_and_does_not_change_them()
    {
        Assert.Equal([true, true, true, true], Run("""
            $moons = New-MoonsDataset -Seed 0
            $all = $moons | Invoke-NetworkTraining -Epochs 200 -Seed 3
            $half = $moons | Invoke-NetworkTraining -Epochs 100 -Seed 3
            $before = $half.Parameter.W1.ToString()
            $rest = $moons | Invoke-NetworkTraining -Parameter $half -Epochs 100
            $rest.LastCost -eq $all.LastCost
            $rest.Parameter.W1.Equals($all.Parameter.W1)
            $half.Parameter.W1.ToString() -eq $before
            $null -eq $rest.Seed
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void Two_hidden_layers_read_as_one_text_and_can_be_given_as_one()
    {
        PSObject result = Assert.Single(Run("""
            $moons = New-MoonsDataset -Seed 0
            $r = $moons | Invoke-NetworkTraining -HiddenSize 6,4 -Epochs 5 -Seed 1
            $moons | Invoke-NetworkTraining -HiddenSize $r.HiddenSize -Epochs 5 -Seed 1
            """));
        Assert.Equal("6-4", result.Properties["HiddenSize"].Value);
        Assert.Equal("2-6-4-1 tanh/sigmoid", result.Properties["Parameter"].Value.ToString());
        Assert.Equal([6, 4], Run("(Initialize-NetworkParameter -InputSize 2 -HiddenSize '6,4').LayerSize[1, 2]").Select(value => value.BaseObject));
    }

    [Fact]
    public void Without_hidden_layers_it_is_logistic_regression() =>
        Assert.Equal("2-1 sigmoid", Get<string>("(New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -HiddenSize @() -Epochs 5).Parameter.ToString()"));

    [Fact]
    public void A_drawn_seed_is_told_and_repeats_the_run()
    {
        Assert.Equal([true, true, true], Run("""
            $moons = New-MoonsDataset
            $r = $moons | Invoke-NetworkTraining -Epochs 50 -Verbose 4>&1
            $told, $r = @($r | Where-Object Message -like "*Drawn:*")[0].Message, @($r | Where-Object EpochCount)[0]
            $told -like "*Drawn: $($r.Seed).*"
            (New-MoonsDataset -Seed $moons.Seed).X.Equals($moons.X)
            ($moons | Invoke-NetworkTraining -Epochs 50 -Seed $r.Seed).LastCost -eq $r.LastCost
            """).Select(value => value.BaseObject));
    }
}
