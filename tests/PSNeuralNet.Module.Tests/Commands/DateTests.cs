namespace PSNeuralNet.Tests.Commands;

/// <summary>Columns of dates: -DateFormat and -DatePart, in rows and in files.</summary>
public class DateTests : CommandTest
{
    private const string Rows = """
        $invariant = [cultureinfo]::InvariantCulture
        $rows = foreach ($i in 1..400) {
            $time = [datetime]::new(2024, 1, 1).AddHours(7 * $i)
            $isOpen = $time.DayOfWeek -notin 'Saturday', 'Sunday' -and $time.Hour -ge 9 -and $time.Hour -lt 17
            [pscustomobject] @{ Time = $time.ToString('yyyy-MM-dd HH:mm:ss', $invariant); State = if ($isOpen) { 'open' } else { 'closed' } }
        }

        """;

    [Fact]
    public void Office_hours_are_found_by_weekday_and_hour()
    {
        Assert.Equal([true, true], Run(Rows + """
            $days = $rows | Invoke-NetworkTraining State -DatePart None -HiddenSize 16 -Epochs 1500 -Seed 1 -WarningAction Ignore
            $parts = $rows | Invoke-NetworkTraining State -DatePart Auto -HiddenSize 16 -Epochs 1500 -Seed 1 -WarningAction Ignore
            ($rows | Measure-Network $parts -WarningAction Ignore).Accuracy -eq 1
            ($rows | Measure-Network $days -WarningAction Ignore).Accuracy -lt .9
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void Twelve_days_are_read_in_the_format_that_is_given_in_rows_and_in_files()
    {
        Assert.Equal([335.0, 11.0, 335.0, 11.0, 1.0, 0.0], Run("""
            $rows = 1..12 | ForEach-Object { [pscustomobject] @{ Day = '{0:00}/03/2024 00:00:00' -f $_; y = ('p', 'q')[$_ % 2] } }
            $rows | Export-Csv TestDrive.csv
            function Span($dataset) { $all = $dataset.X.Row(0) | Measure-Object -Minimum -Maximum; $all.Maximum - $all.Minimum }
            $warned = $silent = $null
            Span ($rows | ConvertTo-NetworkDataset y -DatePart None -WarningAction Ignore -WarningVariable warned)
            Span ($rows | ConvertTo-NetworkDataset y -DatePart None -DateFormat dd/MM/yyyy -WarningVariable silent)
            Span (Import-NetworkDataset TestDrive.csv -Target y -DatePart None -WarningAction Ignore)
            Span (Import-NetworkDataset TestDrive.csv -Target y -DatePart None -DateFormat dd/MM/yyyy)
            [double] @($warned -match '-DateFormat').Count
            [double] $silent.Count
            Remove-Item TestDrive.csv
            """).Select(value => (double)value.BaseObject));
    }

    [Fact]
    public void A_network_with_parts_predicts_the_same_from_its_file_from_rows_and_from_objects()
    {
        Assert.Equal([true, true, true], Run(Rows + """
            $network = ($rows | Invoke-NetworkTraining State -DatePart Auto -Epochs 50 -Seed 1 -WarningAction Ignore).Network
            $network | Export-Network dates.json
            $expected = ($rows | Get-NetworkPrediction $network).Probability
            $read = ($rows | Get-NetworkPrediction dates.json).Probability
            $objects = ($rows | Select-Object @{ Name = 'Time'; Expression = { [datetime]::Parse($_.Time, $invariant) } }, State | Get-NetworkPrediction $network).Probability
            $dataset = ($rows | ConvertTo-NetworkDataset -Schema $network | Get-NetworkPrediction $network).Probability
            "$expected" -eq "$read"
            "$expected" -eq "$objects"
            "$expected" -eq "$dataset"
            Remove-Item dates.json
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void Integers_are_dates_in_training_and_prediction()
    {
        Assert.Equal([true, true], Run("""
            $rows = 1..24 | ForEach-Object { [pscustomobject] @{ Day = [int] "202401$('{0:00}' -f $_)"; y = ('p', 'q')[$_ -gt 12] } }
            $network = ($rows | Invoke-NetworkTraining y -DateFormat yyyyMMdd -Epochs 20 -Seed 1 -WarningAction Ignore).Network
            $expected = ($rows | Get-NetworkPrediction $network).Probability
            $texts = ($rows | Select-Object @{ Name = 'Day'; Expression = { [string] $_.Day } } | Get-NetworkPrediction $network).Probability
            "$expected" -eq "$texts"
            "$($expected | Sort-Object -Unique | Measure-Object | ForEach-Object Count)" -gt 12
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void A_path_instead_of_a_dataset_is_an_error_that_names_the_cmdlet()
    {
        Fails("1..4 | ForEach-Object { [pscustomobject] @{ a = $_; y = $_ % 2 } } | Invoke-NetworkTraining y -ValidationDataset 'iris.csv'", "ParameterArgumentTransformationError", text: "Import-NetworkDataset 'iris.csv'");
    }

    [Fact]
    public void A_format_that_is_none_is_an_error()
    {
        Fails("1..4 | ForEach-Object { [pscustomobject] @{ a = $_; y = $_ % 2 } } | ConvertTo-NetworkDataset y -DateFormat nonsense", "DateFormatInvalid");
    }
}
