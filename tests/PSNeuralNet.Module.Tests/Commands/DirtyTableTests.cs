namespace PSNeuralNet.Tests.Commands;

/// <summary>Dirty tables: rows and files give the same.</summary>
public class DirtyTableTests : CommandTest
{
    private const int Tables = 1000;

    [Trait("Category", "Slow")]
    [Fact]
    public void Exported_networks_predict_the_rows_of_dirty_tables_as_the_module_does()
    {
        for (int i = 0; i < 200; i++)
        {
            File.WriteAllText(Path.Combine(Folder, $"t{i}.csv"), DirtyTable.Csv(i));
        }

        string[] results = [.. Run("""
            $WarningPreference = 'SilentlyContinue'
            $count = 0
            foreach ($i in 0..199) {
                $rows = Import-Csv "t$i.csv"
                try { $r = $rows | Invoke-NetworkTraining -Target y -Epochs 5 -Seed 1 -ErrorAction Stop } catch { continue }
                $r | Export-Network net.json -Force
                $r | Export-Network Net.ps1 -Force
                . ./Net.ps1
                $key = $r.Network.Task -eq 'Regression' ? 'Prediction' : 'Probability'

                # Cells of rows without a label were not looked at in training.
                $rows = $rows.Where({ $_.y.Trim() -notin '', 'NA' })
                [double[]] $own = ($rows | Get-NetworkPrediction $r).$key
                [double[]] $json = ($rows | Get-NetworkPrediction net.json).$key
                if ("$own" -ne "$json") { "$i differs from its file" }

                # Code takes local numbers as numbers and dates as dates: the cells of the dataset.
                $rows = @($r.Dataset | ConvertFrom-NetworkDataset)
                [double[]] $own = ($rows | Get-NetworkPrediction $r).$key
                [double[]] $code = ($rows | Get-NetPrediction).$key
                foreach ($row in 0..($own.Length - 1)) {
                    if ([Math]::Abs($own[$row] - $code[$row]) -gt 1e-12 * [Math]::Max(1, [Math]::Abs($own[$row]))) { "$i, row $($row + 1): $($own[$row]), $($code[$row]): $($rows[$row] | ConvertTo-Json -Compress)"; break }
                }
                if (++$count -eq 50) { break }
            }
            "tables: $count"
            """).Select(result => (string)result.BaseObject)];
        Assert.Equal("tables: 50", string.Join('\n', results));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void Rows_of_Import_Csv_and_the_file_itself_are_the_same_dataset_or_the_same_error()
    {
        for (int i = 0; i < Tables; i++)
        {
            File.WriteAllText(Path.Combine(Folder, $"t{i}.csv"), DirtyTable.Csv(i));
        }

        Collection<PSObject> results = Run("""
            function Get-Outcome([scriptblock] $read) {
                try {
                    $all = @(& $read 3>&1)
                    $warnings = $all.Where({ $_ -is [System.Management.Automation.WarningRecord] })
                    $data = $all[-1]
                    [double[]] $x = $data.X.ToColumnMajorArray() + $data.Y.ToColumnMajorArray()
                    $bytes = [byte[]]::new(8 * $x.Length)
                    [System.Buffer]::BlockCopy($x, 0, $bytes, 0, $bytes.Length)
                    $hash = [System.Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData($bytes))
                    "data; $($data.FeatureName -join ', '); $($data.Task); $($data.ClassName -join ', '); $($data.SampleCount); $hash; $($warnings -join ' | ')"
                } catch {
                    "error; $($_.FullyQualifiedErrorId.Split(',')[0]); $($_.Exception.Message -replace '^In the file ''[^'']*'': ')"
                }
            }
            foreach ($i in 0..999) {
                $file = "t$i.csv"
                $ofRows = Get-Outcome { Import-Csv $file | ConvertTo-NetworkDataset y -ErrorAction Stop }
                $ofFile = Get-Outcome { Import-NetworkDataset $file y -ErrorAction Stop }
                [pscustomobject]@{ Table = $i; IsSame = $ofRows -ceq $ofFile; OfRows = $ofRows; OfFile = $ofFile }
            }
            """);
        Assert.Equal(Tables, results.Count);
        PSObject[] differing = [.. results.Where(result => !(bool)result.Properties["IsSame"].Value)];
        Assert.True(differing.Length == 0, $"{differing.Length} tables differ:\n" + string.Join('\n', differing.Take(8).Select(result => $"{result.Properties["Table"].Value}: {result.Properties["OfRows"].Value}\n  {result.Properties["OfFile"].Value}")));

        // Most are datasets, and some errors, of several kinds.
        string[] outcomes = [.. results.Select(result => (string)result.Properties["OfRows"].Value)];
        Assert.True(outcomes.Length == Tables, outcomes[0]);
        Assert.InRange(outcomes.Count(outcome => outcome.StartsWith("data", StringComparison.Ordinal)), Tables / 2, Tables * 99 / 100);
        Assert.True(outcomes.Where(outcome => outcome.StartsWith("error", StringComparison.Ordinal)).Select(outcome => outcome.Split(';')[1]).Distinct().Count() > 2);
    }
}
