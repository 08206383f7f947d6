using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace PSNeuralNet.Tests.Commands;

/// <summary>Import-NetworkDataset: paths, CSV and IDX files, encodings, completion.</summary>
public partial class ImportTests : CommandTest
{
    private const string Messy = "id,day,color,size,ok,state\n1,2026-01-01,red,1.5,True,a\n2,2026-01-02,\"green, \"\"light\"\"\",,False,b\n3,2026-01-05,NA,-2e-3,True,a\n4,2026-01-07,red,7,True,b\n5,,blue,8,False,a\n";

    [Theory]
    [InlineData("state", "")]
    [InlineData("state", "-Feature size, c*, id -MissingValue Indicator")]
    [InlineData("state", "-ExcludeFeature i* -Categorical size -MissingValue Median")]
    [InlineData("id", "-SampleWeight id -Task Binary -Feature size")]
    [InlineData("id", "-Task Regression")]
    [InlineData("id, size", "")]
    [InlineData("color", "-MissingValue Error")]
    [InlineData("state", "-MaximumCategory 2")]
    [InlineData("state", "-Numeric color")]
    [InlineData("none", "")]
    public void Gives_what_Import_Csv_and_ConvertTo_give(string target, string options)
    {
        File.WriteAllText(Path.Combine(Folder, "table.csv"), Messy);
        string Outcome(string command) => Get<string>($$"""
            try {
                $data = {{command}} -Target {{target}} {{options}} -WarningVariable warnings -WarningAction SilentlyContinue -ErrorAction Stop
                "$($data.Task) $($data.Schema) $($data.ClassName) $($data.FeatureName) $($data.X.ToColumnMajorArray()) $($data.Y.ToColumnMajorArray()) $($data.Weight) $warnings"
            } catch { "$($_.FullyQualifiedErrorId.Split(',')[0]): $_" }
            """);
        string expected = Outcome("Import-Csv table.csv | ConvertTo-NetworkDataset");
        string actual = Outcome("Import-NetworkDataset table.csv");
        string file = $"In the file '{Path.Combine(Folder, "table.csv")}': ";
        Assert.Equal(ErrorId().IsMatch(expected), actual.Contains(file, StringComparison.Ordinal));
        Assert.Equal(expected, actual.Replace(file, "", StringComparison.Ordinal));
        Assert.True(expected.Length > 20);
    }

    [Fact]
    public void Paths_are_resolved_as_PowerShell_does()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "data"));
        foreach (string name in new[] { "a.csv", "b.csv", "c[1].csv" })
        {
            File.WriteAllText(Path.Combine(Folder, "data", name), "x,y\n1,0\n2,1\n");
        }

        File.WriteAllText(Path.Combine(Folder, "data", "d.txt"), "x;y\n1;0\n2;1\n");
        Assert.Equal(["a", "b", "c[1]"], Run("Import-NetworkDataset data/*.csv -Target y | ForEach-Object Name").Select(value => value.BaseObject));
        Assert.Equal(["c[1]"], Run("Import-NetworkDataset -LiteralPath 'data/c[1].csv' -Target y | ForEach-Object Name").Select(value => value.BaseObject));
        Assert.Equal(["a", "b"], Run("'data/a.csv', 'data/b.csv' | Import-NetworkDataset -Target y | ForEach-Object Name").Select(value => value.BaseObject));
        Assert.Equal(["c[1]", "d"], Run("Get-ChildItem data | Where-Object Name -gt c | Import-NetworkDataset -Target y | ForEach-Object Name").Select(value => value.BaseObject));
        Assert.Contains("d.txt is ';'", Get<string>("Set-Location data; Import-NetworkDataset d.txt -Target y -Verbose 4>&1 | Out-String; Set-Location .."), StringComparison.Ordinal);
        (Collection<PSObject> output, ErrorRecord[] errors) = TryRun("'data/none.csv', 'data/a.csv' | Import-NetworkDataset -Target y");
        Assert.Single(output);
        Assert.Equal("FileMissing", IdOf(Assert.Single(errors)));
        Assert.Equal(ErrorCategory.ObjectNotFound, errors[0].CategoryInfo.Category);
        Fails("Import-NetworkDataset -LiteralPath variable:PID -Target y", "FileProviderInvalid");
    }

    [Fact]
    public void Compressed_images_of_MNISTs_kind()
    {
        void Write(string name, byte[] bytes)
        {
            using var stream = new GZipStream(File.Create(Path.Combine(Folder, name)), CompressionLevel.Fastest);
            stream.Write(bytes);
        }

        Write("train-images-idx3-ubyte.gz", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255, 9, 8]);
        Write("train-labels-idx1-ubyte.gz", [0, 0, 8, 1, 0, 0, 0, 2, 7, 3]);
        Assert.Equal(["X1 X2", "0 255 9 8", "3 7", "Binary"], Run("""
            $mnist = Import-NetworkDataset train-images-idx3-ubyte.gz -LabelPath train-labels-idx1-ubyte.gz
            "$($mnist.FeatureName)"; "$($mnist.X.ToColumnMajorArray())"; "$($mnist.ClassName)"; "$($mnist.Task)"
            """).Select(value => value.BaseObject));
        Fails("Import-NetworkDataset train-images-idx3-ubyte.gz -LabelPath train-labels-idx1-ubyte.gz -ExcludeFeature X1", "ImageParameterInvalid");
        Fails("Import-NetworkDataset train-labels-idx1-ubyte.gz -LabelPath train-images-idx3-ubyte.gz", "IdxDimensionInvalid");
    }

    [Theory]
    [InlineData("x,y\n1\n", "CsvRowRagged", ErrorCategory.InvalidData, "in line 2")]
    [InlineData("x,y\n\"1,2\n", "CsvFormatInvalid", ErrorCategory.InvalidData, "begins in line 2")]
    [InlineData("x,y\n", "TableEmpty", ErrorCategory.InvalidData, "no rows")]
    [InlineData("x,z\n1,2\n", "TargetMissing", ErrorCategory.ObjectNotFound, "'x', 'z'")]
    public void A_bad_file_is_reported_and_the_next_has_its_turn(string text, string id, ErrorCategory category, string message)
    {
        File.WriteAllText(Path.Combine(Folder, "bad.csv"), text);
        File.WriteAllText(Path.Combine(Folder, "good.csv"), "x,y\n1,0\n2,1\n");
        (Collection<PSObject> output, ErrorRecord[] errors) = TryRun("'bad.csv', 'good.csv' | Import-NetworkDataset -Target y");
        Assert.Single(output);
        ErrorRecord error = Assert.Single(errors);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1252", "Köln")]
    [InlineData("'1252'", "Köln")]
    [InlineData("windows-1252", "Köln")]
    [InlineData("Latin1", "Köln")]
    [InlineData("([System.Text.Encoding]::Latin1)", "Köln")]
    [InlineData("ibm850", "K÷ln")]
    [InlineData("ascii", "K?ln")]
    public void The_encoding_is_what_Import_Csv_takes(string encoding, string expected)
    {
        File.WriteAllBytes(Path.Combine(Folder, "latin.csv"), System.Text.Encoding.Latin1.GetBytes("a,stadt,y\n1,Köln,0\n2,Bonn,1\n"));
        Assert.Equal(["Bonn", expected], Run($"(Import-NetworkDataset latin.csv -Target y -Encoding {encoding}).Schema.Column[1].Category").Select(value => value.BaseObject));
    }

    [Theory]
    [InlineData("", "CsvFormatInvalid", "CsvFormatInvalid", "CsvFormatInvalid", "FileDamaged", "DelimiterInvalid")]
    [InlineData("-Delimiter ','", "CsvFormatInvalid", "CsvFormatInvalid", "CsvFormatInvalid", "FileDamaged")]
    [InlineData("-Delimiter a", "DelimiterInvalid", "DelimiterInvalid", "DelimiterInvalid", "DelimiterInvalid", "DelimiterInvalid", "DelimiterInvalid", "DelimiterInvalid")]
    public void Good_files_after_any_bad_one_are_read(string options, params string[] ids)
    {
        string x = new('x', 5_000_000), good = "x,y\n1,0\n2,1\n";
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(Encoding.UTF8.GetBytes(good + string.Concat(Enumerable.Repeat("3,0\n", 99))));
        }

        (string Name, byte[] Bytes)[] files =
        [
            ("1.csv", Encoding.UTF8.GetBytes(x + "," + good)), ("2.csv", Encoding.UTF8.GetBytes($"x,y\n1,{x}")), ("3.csv", "x,y\n1,\"2\"0\n"u8.ToArray()), ("4.gz", packed.ToArray()[..^9]),
            ("5.csv", Encoding.UTF8.GetBytes("sep=x\n" + good)), ("6.csv", Encoding.UTF8.GetBytes(good)), ("7.csv", Encoding.UTF8.GetBytes(good)),
        ];
        Array.ForEach(files, file => File.WriteAllBytes(Path.Combine(Folder, file.Name), file.Bytes));
        (Collection<PSObject> output, ErrorRecord[] errors) = TryRun($"{string.Join(',', files.Select(file => $"'{file.Name}'"))} | Import-NetworkDataset -Target y {options}");
        Assert.Equal(ids, errors.Select(IdOf));
        Assert.All(errors, error => Assert.Equal("NetworkException", error.Exception.GetType().Name));
        Assert.Equal(files[ids.Length..].Select(file => Path.GetFileNameWithoutExtension(file.Name)), output.Select(data => (string)data.Properties["Name"].Value));
    }

    [Fact]
    public void Encodings_are_completed_and_wrong_ones_told()
    {
        Assert.Equal(["utf32", "utf8", "utf8BOM", "utf8NoBOM"], Complete("Import-NetworkDataset a.csv -Target y -Encoding utf"));
        ErrorRecord error = Fail("Import-NetworkDataset a.csv -Target y -Encoding nonsense");
        Assert.Contains("'nonsense' is not an encoding. Give one of ansi,", error.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("ParameterArgumentTransformationError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        File.WriteAllBytes(Path.Combine(Folder, "latin.csv"), System.Text.Encoding.Latin1.GetBytes("a,stadt,y\n1,Köln,0\n2,Köln,1\n3,Bonn,0\n"));
        Assert.Contains("row 1, column 'stadt' has 'K\uFFFDln'", Get<string>("$null = Import-NetworkDataset latin.csv -Target y -WarningVariable warnings -WarningAction Ignore; \"$warnings\""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Import-NetworkDataset table.csv -Target s")]
    [InlineData("Import-Csv table.csv | ConvertTo-NetworkDataset state -ExcludeFeature s")]
    [InlineData("$rows | ConvertTo-NetworkDataset -Target s")]
    public void Names_of_columns_are_completed(string line)
    {
        File.WriteAllText(Path.Combine(Folder, "table.csv"), Messy);
        Run("$rows = Import-Csv table.csv");
        Assert.Equal(["size", "state"], Complete(line));
    }

    [Theory]
    [InlineData("Import-NetworkDataset latin.csv -Encoding 1252 -Target g")]
    [InlineData("Import-NetworkDataset latin.csv -Encoding iso-8859-1 -Target g")]
    [InlineData("Import-Csv latin.csv -Encoding latin1 | ConvertTo-NetworkDataset g")]
    [InlineData("import-csv -Encoding 1252 -Path latin.csv | ConvertTo-NetworkDataset -Target g")]
    public void Names_of_columns_are_read_in_their_encoding(string line)
    {
        File.WriteAllBytes(Path.Combine(Folder, "latin.csv"), System.Text.Encoding.Latin1.GetBytes("größe,y\n1,0\n2,1\n"));
        Assert.Equal(["'größe'"], Complete(line));
    }

    [GeneratedRegex(@"^\w+: ")]
    private static partial Regex ErrorId();
}
