using PSNeuralNet.Tests.Persistence;

namespace PSNeuralNet.Tests.Commands;

/// <summary>Dirty tables: rows and files give the same.</summary>
public class DirtyTableTests : CommandTest
{
    private const int Tables = 1000;

    [Trait("Category", "Slow")]
    [Fact]
    public void Exported_networks_predict_the_raw_rows_of_dirty_tables_as_the_module_does()
    {
        for (int i = 0; i < 200; i++)
        {
            File.WriteAllText(Path.Combine(Folder, $"t{i}.csv"), DirtyTable.Csv(i));
        }

        // All rows as they are in the file, the last ones of which were not trained on; then rows with a cell of another spelling, which both read or refuse.
        string[] spellings = [.. CodeTexts.Cells, .. RawCells.Numbers.Select(cell => cell.Cell), .. RawCells.Dates.Select(cell => cell.Cell)];
        string[] results = [.. Run("""
            $WarningPreference = 'SilentlyContinue'
            $spellings = $args[0]
            $count = 0
            $refused = 0
            $random = [random]::new(1)
            foreach ($i in 0..199) {
                $rows = Import-Csv "t$i.csv"
                foreach ($row in $rows) { if ($i % 3 -eq 0 -and $random.Next(9) -eq 0) { $row.x0 = ('-999', '-999.0', ' -9.99e2')[$random.Next(3)] } }
                $mark = if ($i % 3) { @{} } else { @{ MissingMark = 'NA', '?', '-', '.', '-999' } }
                $train = if ($rows.Count -lt 20) { $rows } else { $rows[0..([int] ($rows.Count * 0.75))] }
                try { $r = $train | ConvertTo-NetworkDataset y @mark -ErrorAction Stop | Invoke-NetworkTraining -Epochs 5 -Seed 1 -ErrorAction Stop } catch { continue }
                $r | Export-Network net.json -Force
                $r | Export-Network Net.ps1 -Force
                . ./Net.ps1
                $key = $r.Network.Task -eq 'Regression' ? 'Prediction' : 'Probability'
                function Get-Number([scriptblock] $read) { try { [double] (& $read).$key } catch { [double]::NaN } }
                $changed = foreach ($n in 1..10) {
                    $row = $rows[$random.Next($rows.Count)].PSObject.Copy()
                    $row."x$($random.Next(@($row.PSObject.Properties).Count - 1))" = $spellings[$random.Next($spellings.Length)]
                    $row
                }
                foreach ($row in @($rows) + $changed) {
                    $own = Get-Number { $row | Get-NetworkPrediction $r -ErrorAction Stop }
                    $json = Get-Number { $row | Get-NetworkPrediction net.json -ErrorAction Stop }
                    $code = Get-Number { $row | Get-NetPrediction }
                    $refused += [double]::IsNaN($own)
                    if (-not $own.Equals($json)) { "$i differs from its file" }
                    if ([double]::IsNaN($own) -ne [double]::IsNaN($code) -or [Math]::Abs($own - $code) -gt 1e-12 * [Math]::Max(1.0, [Math]::Abs($own))) { "$i`: $own, $code`: $($row | ConvertTo-Json -Compress)"; break }
                }
                if (++$count -eq 50) { break }
            }
            "tables: $count"
            if ($refused -lt 50) { "refused: $refused" }
            """, new object[] { spellings }).Select(result => (string)result.BaseObject)];
        Assert.Equal("tables: 50", string.Join('\n', results));
    }

    [Fact]
    public void Cells_of_every_spelling_have_their_value_in_the_exported_function()
    {
        // A cell and its value as a number or an instant predict the same, to the last bit; others are refused.
        (string Format, string Column)[] columns =
            [("1.234,5", "a"), ("1 234,5", "b"), ("1,234.5", "c"), ("1234.5 %", "d"), ("1234.5 €", "e"), ("1234.5 bytes", "f"), ("1234.5", "g")];
        object[][] numbers = [.. RawCells.Numbers.Join(columns, cell => cell.Format, column => column.Format, (cell, column) => new object[] { column.Column, cell.Cell, cell.Number })];
        object[][] dates = [.. RawCells.Dates.Select(cell => new object[] { cell.Order switch { "DayFirst" => "i", "ShortYear" => "j", "Berlin" => "k", _ => "h" }, cell.Cell, cell.Date })];
        string[] wrong = [.. Run("""
            $WarningPreference = 'SilentlyContinue'
            $numbers, $dates = $args
            [cultureinfo]::CurrentCulture = 'de-DE'
            $rows = foreach ($i in 0..39) {
                [pscustomobject]@{
                    a = "1.$(100 + $i),$($i % 10)"; b = "1 $(100 + $i),$($i % 10)"; c = "1,$(100 + $i).$($i % 10)"; d = "$i %"; e = "€ $i"; f = "$i GB"; g = "($i)"
                    h = ("$(13 + $i % 15)-Jul-20$(10 + $i) 14:00Z", "$(13 + $i % 15).07.20$(10 + $i) 14:00Z")[$i % 2]; i = ("$(13 + $i % 15)/07/20$(10 + $i) 14:00Z", "07.$(13 + $i % 15).20$(10 + $i) 14:00Z")[$i % 2]
                    j = ("$(10 + $i)-07-$(13 + $i % 15) 14:00Z", "$(13 + $i % 15).07.20$(10 + $i) 14:00Z")[$i % 2]; k = "$(13 + $i % 15)-Jul-20$(10 + $i) 14:00Z"; y = $i * 7 % 23
                }
            }
            $r = $rows | ConvertTo-NetworkDataset y -Task Regression -Culture en-US -DatePart None | Invoke-NetworkTraining -Epochs 5 -Seed 1
            if ("$($r.Network.Parameter.Schema.Column.Kind)" -cne 'Number Number Number Number Number Number Number Date Date Date Date') { "$($r.Network.Parameter.Schema.Column)" }
            $r | Export-Network Raw.ps1
            . ./Raw.ps1
            function Test-Cell($Column, $Cell, $Value) {
                $row = $rows[3].PSObject.Copy()
                $row.$Column = $Value
                $wanted = if ($null -eq $Value) { 'error' } else { ($row | Get-RawPrediction).Prediction }
                $row.$Column = $Cell
                $given = try { ($row | Get-RawPrediction).Prediction } catch { if ("$_" -like "Column '$Column'*") { 'error' } else { "$_" } }
                if ($given -cne $wanted) { "$Column $Cell is $given, not $wanted" }
            }
            foreach ($one in $numbers) { Test-Cell $one[0] $one[1] $(if (-not [double]::IsNaN($one[2])) { $one[2] }) }
            foreach ($one in $dates) { Test-Cell $one[0] $one[1] $(if ($one[2]) { [datetimeoffset]::Parse($one[2], [cultureinfo]::InvariantCulture, 'AssumeUniversal') }) }
            """, numbers, dates).Select(result => (string)result.BaseObject)];
        Assert.True(numbers.Length > 50 && dates.Length > 50);
        Assert.Empty(string.Join('\n', wrong));
    }

    [Fact]
    public void Cells_of_format_strings_and_of_half_days_have_their_value_in_the_exported_function()
    {
        string[] wrong = [.. Run("""
            $rows = foreach ($i in 0..39) {
                [pscustomobject]@{ a = ("$(10 + $i % 3).20$(10 + $i)", "20$(10 + $i)0$(1 + $i % 9)1$($i % 7)", "2$($i % 9)/07/20$(10 + $i)")[$i % 3]; b = "$(1 + $i % 12):$(10 + $i) $(('AM', 'PM')[$i % 2])"; y = $i * 7 % 23 }
            }
            $r = $rows | ConvertTo-NetworkDataset y -Task Regression -DateFormat MM.yyyy, yyyyMMdd, dd/MM/yyyy -DatePart None | Invoke-NetworkTraining -Epochs 5 -Seed 1
            if ("$($r.Network.Parameter.Schema.Column.Kind)" -cne 'Date Duration') { "$($r.Network.Parameter.Schema.Column)" }
            $r | Export-Network Raw.ps1
            . ./Raw.ps1
            foreach ($one in @(
                ('a', '07.2024', [datetime] '2024-07-01'), ('a', 7.2024, [datetime] '2024-07-01'), ('a', '7.202', [datetime] '2020-07-01'), ('a', 7.202, [datetime] '2020-07-01'), ('a', 7.202d, [datetime] '2020-07-01'), ('a', 7, $null), ('a', -7.2, $null),
                ('a', 20240702, [datetime] '2024-07-02'), ('a', [bigint] 20240702, [datetime] '2024-07-02'), ('a', '2.0240702e7', [datetime] '2024-07-02'), ('a', 2024070, $null), ('a', 1e300, $null), ('a', $true, $null), ('a', [DayOfWeek]::Friday, $null),
                ('a', '2/7/2024', [datetime] '2024-07-02'), ('a', '02/07/2024 2:00 PM', [datetime] '2024-07-02T14:00:00'), ('a', '2024-07-02', [datetime] '2024-07-02'), ('a', '2024/7/2T14:00', [datetime] '2024-07-02T14:00:00'), ('a', '2024-Jul-02', $null), ('a', '2 Jul 2024', $null),
                ('b', '2:30 PM', [timespan] '14:30:00'), ('b', '12:00 am', [timespan] '00:00:00'), ('b', "12:05:06.123456789$([char] 0x202F)p.m.", [timespan] '12:05:06.1234568'), ('b', '36:00:00', [timespan] '1.12:00:00'),
                ('b', '13:00 PM', $null), ('b', '0:30 AM', $null), ('b', '2 PM', [timespan] '14:00:00'), ('b', '2:60 PM', $null), ('b', '2:30 PM +02:00', $null))) {
                $column, $cell, $value = $one
                $row = [pscustomobject]@{ a = '01/01/2024'; b = '1:00:00' }
                $row.$column = $cell
                $own = try { ($row | Get-NetworkPrediction $r -ErrorAction Stop 3>$null).Prediction } catch { 'error' }
                $given = try { ($row | Get-RawPrediction).Prediction } catch { if ("$_" -like "Column '$column'*") { 'error' } else { "$_" } }
                $row.$column = $value
                $wanted = if ($null -eq $value) { 'error' } else { ($row | Get-RawPrediction).Prediction }
                $isOwn = if ($own -is [double] -and $given -is [double]) { [Math]::Abs($own - $given) -le 1e-12 } else { $own -ceq $given }
                if ($given -cne $wanted -or -not $isOwn) { "$column $cell is $given, not $wanted; $own" }
            }
            """).Select(result => (string)result.BaseObject)];
        Assert.Empty(string.Join('\n', wrong));
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

    [Theory]
    [InlineData(9, "", 0)]
    [InlineData(12, "", 1)]
    [InlineData(12, "-Categorical name", 0)]
    [InlineData(12, "-Id name", 0)]
    public void A_text_that_differs_in_each_of_few_rows_may_be_an_id_and_is_named(int rows, string given, int warnings) =>
        Assert.Equal([$"{warnings}"], Lines($$"""
            $null = 1..{{rows}} | ForEach-Object { [pscustomobject]@{ name = "srv$_"; load = ($_ * 7) % 5; y = ('a', 'b')[$_ % 2] } } |
                ConvertTo-NetworkDataset y {{given}} -WarningVariable warning -WarningAction SilentlyContinue
            @($warning | Where-Object { $_ -like "*'name' has another value in each row, as ids have, and is a feature, since the rows are few: $({{rows}}) different values*" }).Count
            """));
}
