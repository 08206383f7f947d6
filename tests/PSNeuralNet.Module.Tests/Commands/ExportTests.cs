using PSNeuralNet.Tests.Persistence;

namespace PSNeuralNet.Tests.Commands;

/// <summary>Formats of Export-Network, and the predictions of exported PowerShell functions.</summary>
public class ExportTests : CommandTest
{
    public ExportTests()
    {
        // Rows with every kind of cell, and a function for the largest difference between predictions; 9 if labels differ.
        Run("""
            $rows = foreach ($i in 0..299) {
                [pscustomobject]@{
                    Größe = if ($i % 7) { $i * 37 % 100 / 3 } else { 'NA', $null, '', [double]::NaN, ' null '[$i / 7 % 5] }
                    Tag = if ($i % 13 -eq 0) { $null } elseif ($i % 2) { [datetime]::new(2026, 1, 1, 7, 8, 9).AddHours(31 * $i) } else { "2026-03-0$(1 + $i % 9)T10:30:00+02:00" }
                    Dauer = if ($i % 3) { [timespan]::FromSeconds(77.25 * $i) } else { "-0$($i % 9):10:30.5" }
                    Farbe = if ($i % 11) { ('rot', 'grün', "it's ’blue’", 'a "b"')[$i % 4] } else { 'n/a' }
                    An = if ($i % 2) { $i % 3 -eq 0 } else { "$($i % 5 -eq 0)" }
                    Code = 10 * ($i % 6)
                    Zahl = [decimal] ($i * $i % 17) / 4
                    Andere = [int] ($i * 5 % 23)
                    Art = ('Äpfel', 'Birnen', '日本')[$i * 5 % 7 % 3]
                    Zwei = ($i * 3 % 5) -gt 1
                }
            }
            $hidden = [enum]::GetValues([PSNeuralNet.Networks.Activation]) | Where-Object { try { Initialize-NetworkParameter -InputSize 1 -HiddenSize 1 -Activation $_ } catch { } }
            function Compare-Prediction($Network, $Rows, $Function) {
                $a = @($Rows | Get-NetworkPrediction -Network $Network); $b = @($Rows | & $Function); $largest = 0.0
                if ($a.Count -ne $b.Count) { return 9.0 }
                for ($i = 0; $i -lt $a.Count; $i++) {
                    foreach ($property in $b[$i].PSObject.Properties) {
                        $wanted = $a[$i].($property.Name); $given = $property.Value
                        if ($given -is [double]) { $largest = [math]::Max($largest, [math]::Abs($given - $wanted) / [math]::Max(1.0, [math]::Abs($wanted))) }
                        elseif ($given -cne $wanted -or $given.GetType() -ne $wanted.GetType()) { return 9.0 }
                    }
                }
                $largest
            }
            """);
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("-Target Art -ExcludeFeature Zwei", "-HiddenSize 6,5")]
    [InlineData("-Target Zwei -ExcludeFeature Art -Categorical Code", "-Activation $hidden -HiddenSize (,5 * $hidden.Count)")]
    [InlineData("-Target Art -MissingValue Indicator", "-HiddenSize 4 -Activation GELU")]
    [InlineData("-Target Zahl -Task Regression -MissingValue Median", "-HiddenSize 4")]
    [InlineData("-Target Zahl,Andere -Task Regression -ExcludeFeature Art,Farbe", "-HiddenSize 4 -Activation Sigmoid")]
    [InlineData("-Target Zahl,Andere -Task Regression", "-HiddenSize 4 -Loss Poisson")]
    [InlineData("-Target Zahl -Task Regression", "-HiddenSize 4 -Loss Huber -Delta 0.5")]
    [InlineData("-Target Zahl,Andere -Task Regression", "-HiddenSize 4 -TargetTransform Log -ClipTarget")]
    [InlineData("-Target Andere -Task Regression -ExcludeFeature Tag,Dauer,Code", "-HiddenSize 4 -NoStandardize -TargetTransform Log")]
    [InlineData("-Target Art -MissingValue Indicator", "-HiddenSize 4 -BinCount 6 -FeatureClip 3")]
    [InlineData("-Target Zahl,Andere -Task Regression -DatePart Auto", "-HiddenSize 4 -BinCount 16 -NoStandardize -EnsembleCount 3")]
    [InlineData("-Target Art -ExcludeFeature Zwei -MaximumCategory 2 -MissingValue Indicator", "-HiddenSize 4")]
    [InlineData("-Target Art -ExcludeFeature Zwei -CategoryEncoding Target", "-HiddenSize 4")]
    [InlineData("-Target Zahl -Task Regression -CategoryEncoding Target -MissingValue Indicator", "-HiddenSize 4")]
    [InlineData("-Target Code -Task MultiClass -Feature Zahl,Farbe", "-HiddenSize 4 -NoStandardize")]
    public void The_function_says_what_the_network_says(string table, string training)
    {
        double difference = Get<double>($$"""
            [cultureinfo]::CurrentCulture = 'de-DE'
            $r = $rows | ConvertTo-NetworkDataset {{table}} | Invoke-NetworkTraining {{training}} -Optimizer Adam -LearningRate 0.02 -Epochs 30 -Seed 1
            $r | Export-Network my-fruits.ps1
            . ./my-fruits.ps1
            Compare-Prediction $r $rows Get-MyFruitsPrediction
            """);
        Assert.InRange(difference, 0, 1e-12);
    }

    [Fact]
    public void Dictionaries_are_rows_and_unknown_texts_are_none_of_those_known()
    {
        Assert.InRange(Get<double>("""
            $r = $rows | ConvertTo-NetworkDataset -Target Art -Feature Farbe,An,Zahl | Invoke-NetworkTraining -Epochs 20 -Seed 1
            $r | Export-Network x.ps1
            . ./x.ps1
            $others = @{ Farbe = 'Rot'; An = 1; Zahl = '1e-3' }, @{ Farbe = ' rot'; An = 'TRUE'; Zahl = [float] 2.5 }, @{ Farbe = 7; An = $false; Zahl = [byte] 3; Other = 1 }
            Compare-Prediction $r $others Get-XPrediction 3>$null
            """), 0, 1e-12);
    }

    [Fact]
    public void Rows_of_every_kind_and_cells_of_every_type_are_read_as_the_network_reads_them()
    {
        Run("""
            $table = [Data.DataTable]::new()
            'Zahl', 'An', 'Tag', 'Dauer', 'Farbe' | ForEach-Object { $null = $table.Columns.Add($_, [object]) }
            class Row { $Zahl; $An; $Tag; [timespan] $Dauer; [string] $Farbe }
            $train = foreach ($i in 0..39) {
                [pscustomobject]@{ Zahl = if ($i % 5) { $i }; An = [bool] ($i % 2); Tag = [datetime]::new(2026, 1, 1).AddDays($i); Dauer = [timespan]::FromSeconds($i * 7); Farbe = ('rot', 'Rot', "$([char] 0x200B)", 'eins')[$i % 4]; y = $i * $i % 11 }
            }
            $r = $train | Invoke-NetworkTraining -Target y -Task Regression -Epochs 5 -Seed 1
            $r | Export-Network x.ps1
            . ./x.ps1
            function Test-Row($Row) {
                $wanted = try { (, $Row | Get-NetworkPrediction $r -ErrorAction Stop 3>$null).Prediction } catch { 'error' }
                $given = try { (, $Row | Get-XPrediction).Prediction } catch { 'error' }
                if ($wanted -is [double] -and $given -is [double]) { [math]::Abs($wanted - $given) -le 1e-12 * [math]::Max(1, [math]::Abs($wanted)) } else { $wanted -ceq $given }
            }
            """);
        string[] wrong = Lines("""
            $values = [ordered]@{ Zahl = '2.5'; An = 'true'; Tag = '2026-01-05'; Dauer = '00:01:00'; Farbe = 'Rot' }
            foreach ($name in $values.Keys) {
                foreach ($cell in $args[0] + @(
                    $null, [DBNull]::Value, [double]::NaN, [float]::NaN, [Half]::NaN, [double]::PositiveInfinity, [Half] 0.1, [float] 0.1, 0.1d, [byte] 7, [long]::MaxValue, [ulong]::MaxValue, [decimal]::MaxValue,
                    [bigint]::Pow(7, 30), [Int128] 12, [UInt128] 13, [char] '1', [char] ' ', [DayOfWeek]::Friday, $true, [datetime]::new(2026, 1, 5, 1, 2, 3), [datetimeoffset]::new(2026, 1, 5, 1, 2, 3, [timespan]::FromHours(3)),
                    [DateOnly]::new(2026, 1, 5), [TimeOnly]::new(1, 2, 3, 4), [timespan]::FromTicks(12345678901), [datetime]::MaxValue, [datetime]::MinValue, [datetime]::FromFileTimeUtc(0), [datetimeoffset]::MaxValue, [datetimeoffset]::MinValue, [DateOnly]::MaxValue,
                    [timespan]::MaxValue, [timespan]::MinValue, [timespan]::FromTicks([long]::MaxValue - 10000001), [guid]::Empty, [version] '1.2', [uri] 'http://a', [ipaddress]::Loopback, @(1), @(), @(1, 2), @{}, { 1 }, [Management.Automation.Internal.AutomationNull]::Value)) {
                    $row = [pscustomobject] $values
                    $row.$name = $cell
                    if (-not (Test-Row $row)) { "$name = $cell ($(if ($null -ne $cell) { $cell.GetType() }))" }
                }
            }

            $one = [hashtable]::new([StringComparer]::Ordinal); $values.Keys | ForEach-Object { $one[$_.ToUpper()] = $values[$_] }
            $two = [Collections.Generic.Dictionary[string, object]]::new(); $values.Keys | ForEach-Object { $two[$_] = $values[$_] }
            $three = [Collections.Generic.Dictionary[string, object]]::new(); $three['ZAHL'] = 77; $values.Keys | ForEach-Object { $three[$_] = $values[$_] }
            $four = [Collections.Generic.SortedDictionary[string, string]]::new(); $values.Keys | ForEach-Object { $four[$_.ToLower()] = $values[$_] }
            $five = [Collections.SortedList]::new(); $values.Keys | ForEach-Object { $five[$_] = $values[$_] }
            $six = [Collections.Concurrent.ConcurrentDictionary[string, object]]::new(); $values.Keys | ForEach-Object { $six[$_] = $values[$_] }
            $seven = [Dynamic.ExpandoObject]::new(); $values.Keys | ForEach-Object { $seven.$_ = $values[$_] }
            $eight = [Row] @{ Zahl = 3; An = 1; Tag = '2026-01-05'; Dauer = '00:01:00'; Farbe = 'rot' }
            $nine = $table.Rows.Add(@($values.Values))
            $table.Rows[0].Item('Zahl') = [DBNull]::Value
            $ten = [pscustomobject] $values | Select-Object An, Tag, Dauer, Farbe | Add-Member Zahl -MemberType ScriptProperty { throw 'no' } -PassThru
            $eleven = [pscustomobject] $values | Select-Object An, Tag, Dauer, Farbe | Add-Member zahl -MemberType AliasProperty An -PassThru
            $twelve = @{} + $values; $twelve.Remove('Farbe')
            $thirteen = @{} + $values; $thirteen.GetEnumerator = 1; $thirteen.Keys = 2; $thirteen.Contains = 3
            $fourteen = @{} + $values; $fourteen[7] = 1
            $fifteen = $eight | Select-Object *
            $sixteen = [pscustomobject] $values | ConvertTo-Csv | ConvertFrom-Csv
            $seventeen = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize([pscustomobject] $values))
            foreach ($name in 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen') {
                if (-not (Test-Row (Get-Variable $name -ValueOnly))) { $name }
            }

            if ($null -eq ($two | Get-XPrediction).Prediction) { 'no prediction' }
            """, new object[] { CodeTexts.Cells });
        Assert.Empty(string.Join("|", wrong));
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("chile", "vote", "", 4)]
    [InlineData("chile", "vote", "-EnsembleCount 1", 1)]
    [InlineData("slid", "wages", "", 4)]
    [InlineData("slid", "wages", "-EnsembleCount 1", 1)]
    public void Networks_with_the_defaults_of_tables_say_the_same_as_functions_and_files(string table, string target, string training, int networks)
    {
        Assert.Equal([networks, true, true, 1000, true, true, true], Run($$"""
            $all = Import-Csv $args[0] | Select-Object -ExcludeProperty fold
            $r = $all | Invoke-NetworkTraining {{target}} {{training}} -Epochs 8 -Seed 1
            [Math]::Max(1, $r.Network.Member.Count)
            @($r.Network, $r.Network.Member[0])[[int] ({{networks}} -gt 1)].Scaling.FeatureEdge.Count -gt 0
            ($null -ne $r.Temperature) -eq ($r.Network.Task -ne 'Regression')
            $some = $all[0..999]; $some.Count
            $r | Export-Network x.ps1
            $r | Export-Network x.json
            . ./x.ps1
            (Compare-Prediction $r $some Get-XPrediction) -lt 1e-12
            (Compare-Prediction $r $some { $input | Get-NetworkPrediction x.json | Select-Object Pr* }) -eq 0
            @($some | Get-NetworkPrediction $r | Group-Object Prediction).Count -gt 1
            """, Path.Combine(MarkdownBlocks.Root(), "tests/league/tables", table + ".csv")).Select(value => value.BaseObject));
    }

    [Trait("Category", "Slow")]
    [Theory]
    [MemberData(nameof(CodeTexts.Sets), MemberType = typeof(CodeTexts))]
    public void Names_and_labels_are_texts_whatever_is_in_them(int set)
    {
        object[] labels = CodeTexts.Labels[set];
        PSObject[] rows =
        [
            .. Enumerable.Range(0, 60).Select(i =>
            {
                var row = new PSObject();
                for (int column = 0; column < CodeTexts.Hostile.Length; column++)
                {
                    row.Properties.Add(new PSNoteProperty(CodeTexts.Hostile[column], (i * (column + 3) % 17) - 5.5));
                }

                row.Properties.Add(new PSNoteProperty("# SIG # Begin signature block.", i % 4));
                row.Properties.Add(new PSNoteProperty("last", CodeTexts.Hostile[i % CodeTexts.Hostile.Length]));
                row.Properties.Add(new PSNoteProperty("y", labels[i % labels.Length]));
                return row;
            }),
        ];
        string type = labels.All(label => label is long) || labels.Any(label => label is decimal or DateTime) || labels.Select(label => label.GetType()).Distinct().Count() > 1 ? "text" : "same";
        Assert.InRange(Get<double>("""
            $rows = $args[0]
            $r = $rows | ConvertTo-NetworkDataset -Target y -Task $args[1] | Invoke-NetworkTraining -Epochs 5 -Seed 1
            $r | Export-Network x.ps1
            . ./x.ps1
            if ($args[2] -eq 'same') { Compare-Prediction $r $rows Get-XPrediction }
            else {
                $a = @($rows | Get-NetworkPrediction $r); $b = @($rows | Get-XPrediction)
                (0..59 | ForEach-Object { if ([convert]::ToString($a[$_].Prediction, [cultureinfo]::InvariantCulture) -cne "$($b[$_].Prediction)") { 9.0 } else { [math]::Abs($a[$_].Probability - $b[$_].Probability) } } | Measure-Object -Maximum).Maximum
            }
            """, rows, labels.Length == 2 ? "Binary" : "MultiClass", type), 0, 1e-12);
    }

    [Theory]
    [InlineData("@{ Farbe = 'rot'; An = $true }", "has no column 'Zahl'")]
    [InlineData("@{ Farbe = 'rot'; An = $true; Zahl = '1,5' }", "Column 'Zahl': '1,5' is no Number")]
    [InlineData("@{ Farbe = 'rot'; An = 'yes'; Zahl = 1 }", "Column 'An': 'yes' is no Boolean")]
    [InlineData("@{ Farbe = 'rot'; An = $true; Zahl = [double]::PositiveInfinity }", "is no Number")]
    [InlineData("@{ Farbe = $null; An = $true; Zahl = 1 }", "Column 'Farbe' is missing")]
    public void Bad_cells_are_named(string row, string message)
    {
        Run("""
            $rows | Where-Object { $_.Farbe -ne 'n/a' } | ConvertTo-NetworkDataset -Target Art -Feature Farbe,An,Zahl -MissingValue Error | Invoke-NetworkTraining -Epochs 2 | Export-Network x.ps1
            . ./x.ps1
            """);
        Assert.Contains(message, Fail($"{row} | Get-XPrediction").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_extension_or_the_parameter_says_the_format()
    {
        Run("""
            $r = New-MoonsDataset -SampleCount 40 -Seed 0 | Invoke-NetworkTraining -Epochs 5 -Seed 3
            'a.json', 'b', 'c.ONNX', 'd.ps1', 'e.cs', 'f.js' | ForEach-Object { $r | Export-Network $_ }
            $r | Export-Network g.py -Format JavaScript
            $r | Export-Network h.ps1 -Format Json
            $r | Export-Network i.onnx -WhatIf
            """);
        string Start(string file) => File.ReadAllText(Path.Combine(Folder, file)).TrimStart('\uFEFF')[..3];

        Assert.Equal(["{\n ", "{\n ", "<#\n", "// ", "// ", "// ", "{\n "], new[] { "a.json", "b", "d.ps1", "e.cs", "f.js", "g.py", "h.ps1" }.Select(Start));
        Assert.Equal([0x08, 0x08], File.ReadAllBytes(Path.Combine(Folder, "c.ONNX"))[..2]);
        Assert.False(File.Exists(Path.Combine(Folder, "i.onnx")));
        Fails("$r | Export-Network model.h5", "NetworkFormatUnclear", ErrorCategory.InvalidArgument);
        Fails("$r | Export-Network c.ONNX", "FileExists", ErrorCategory.ResourceExists);
        Fails("$r | Export-Network no/where.onnx", "FolderMissing", ErrorCategory.ObjectNotFound);
        Fails("Import-Network c.ONNX", "NetworkFileInvalid");
    }

    [Fact]
    public void Importance_is_an_object_a_column_and_repeats_with_its_seed()
    {
        Assert.Equal(["An", "Farbe", "Zahl"], Lines("""
            $data = $rows | ConvertTo-NetworkDataset -Target Art -Feature Farbe,An,Zahl
            $r = $data | Invoke-NetworkTraining -Epochs 200 -Optimizer Adam -LearningRate 0.02 -Seed 1
            $i = $data | Measure-NetworkFeature $r -Seed 5 -Repeat 3
            $i.Name | Sort-Object
            """));
        Assert.Equal([true, true, true, true, true], Run("""
            -not (0..1 | Where-Object { $i[$_].Importance -lt $i[$_ + 1].Importance })
            "$($i.Importance)" -eq "$(($data | Measure-NetworkFeature $r.Network -Seed 5 -Repeat 3).Importance)"
            $i[0].Baseline -eq ($data | Measure-Network $r).Accuracy
            $i[0].Value.Count -eq 3
            ($data | Measure-NetworkFeature $r -Metric LogLoss -Repeat 1)[0].Seed -ge 0
            """).Select(value => (bool)value.BaseObject));
        Fails("$data | Measure-NetworkFeature $r -Repeat 0", "RepeatCountInvalid", ErrorCategory.InvalidArgument);
        Fails("$data | Measure-NetworkFeature $r -Metric R2", "MetricMismatch", ErrorCategory.InvalidArgument);
        Fails("$rows | ConvertTo-NetworkDataset -Target Art -Feature An | Measure-NetworkFeature $r", "FeatureMissing", ErrorCategory.ObjectNotFound);
    }
}
