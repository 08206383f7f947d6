namespace PSNeuralNet.Tests.Commands;

/// <summary>Base class of the tests of Search-NetworkHyperparameter: data, and a text of rows that tells all but durations and workers.</summary>
public abstract class SearchTest : CommandTest
{
    protected SearchTest() => Run("""
        $moons = New-MoonsDataset -SampleCount 60 -Seed 0
        $iris = Get-NetworkExample iris
        $hosts = foreach ($i in 0..59) { [pscustomobject]@{ Machine = "m$($i % 12)"; Day = (Get-Date 2026-01-01).AddDays(-$i); Load = $i % 7; State = if ($i % 7 -gt 3) { 'hot' } else { 'fine' } } }
        function TextOf($trials) { ($trials | ForEach-Object { "$($_.Trial) $($_.Score.ToString('R')) $($_.Deviation) $($_.Epochs) $($_.Status) $($_.Setting) $($_.FoldScore)" }) -join "`n" }
        """);
}
