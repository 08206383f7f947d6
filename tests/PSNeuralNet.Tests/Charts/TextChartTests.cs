namespace PSNeuralNet.Tests.Charts;

public class TextChartTests
{
    public static TheoryData<string, int, int, bool> Stored
    {
        get
        {
            var data = new TheoryData<string, int, int, bool>();
            foreach (string name in (string[])["Cost", "CostSeveral", "CostLogarithmic", "DecisionBoundary", "DecisionBoundaryClasses", "ConfusionMatrix", "Roc", "PrecisionRecall", "Reliability", "Importance", "Dependence", "DependenceClasses", "DependenceCategories", "DependenceField", "SearchHistory", "SearchSetting", "SearchLearning"])
            {
                data.Add(name, 79, 22, false);
                data.Add(name, 79, 22, true);
                data.Add(name, 40, 13, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public void A_chart_is_the_stored_one(string name, int width, int height, bool isPlain)
    {
        var options = new TextChartOptions { Width = width, Height = height, IsPlain = isPlain, LogScale = name == "CostLogarithmic" };
        IReadOnlyList<string> lines = TextChart.Draw(Sample(name), options);
        string file = FormattableString.Invariant($"chart_{name}_{width}x{height}_{(isPlain ? "plain" : "color")}.txt"), path = Path.Combine(AppContext.BaseDirectory, "reference", file);
        string actual = string.Join('\n', lines) + "\n";
        if (!File.Exists(path) || File.ReadAllText(path).ReplaceLineEndings("\n") != actual)
        {
            File.WriteAllText(path + ".actual", actual);
            Assert.Fail($"It is not tests/reference/{file}, but {path}.actual:\n{actual}");
        }
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public void A_chart_keeps_to_its_size_and_to_its_characters(string name, int width, int height, bool isPlain)
    {
        IReadOnlyList<string> lines = TextChart.Draw(Sample(name), new TextChartOptions { Width = width, Height = height, IsPlain = isPlain });
        Assert.InRange(lines.Count, 4, height);
        string[] bare = [.. lines.Select(Bare)];
        Assert.All(bare, line => Assert.InRange(TextWidth.Of(line), 0, width));
        if (isPlain)
        {
            Assert.All(lines, line => Assert.All(line, character => Assert.InRange(character, ' ', '~')));
        }
        else
        {
            Assert.Contains(lines, line => line.Contains('\e', StringComparison.Ordinal));
            Assert.All(lines.Where(line => line.Contains('\e', StringComparison.Ordinal)), line => Assert.True(line.LastIndexOf("\e[0m", StringComparison.Ordinal) >= line.LastIndexOf("\e[0;", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void A_boundary_passes_between_two_blobs()
    {
        // Class 'right' where across > 0: half of the picture each, with a line in between.
        var schema = new DataSchema(["across", "up"], ["side"], ["left", "right"]);
        var data = new Dataset(Matrix<double>.Build.DenseOfRowArrays([-1.0, -1, 1, 1], [0.0, 1, 0, 1]), Matrix<double>.Build.DenseOfRowArrays([0.0, 0, 1, 1]), schema);
        var network = new NetworkParameter([Matrix<double>.Build.DenseOfRowArrays([1.0, 0]), Matrix<double>.Build.Dense(1, 1, 0)], schema);
        var chart = BoundaryChart.Create(MeasuredRows.Of(network, data), resolution: 41);
        Assert.Equal(
            """
            Decision boundary
            a left   b right (.)   # boundary
            up
              |               #..............
            1 +  a            #...........b..
              |               #..............
              |               #..............
              |               #..............
              |               #..............
            0 +  a            #...........b..
              +--+------------+-----------+--
                -1            0           1
                           across
            """.ReplaceLineEndings("\n"),
            string.Join('\n', TextChart.Draw(chart, new TextChartOptions { Width = 33, Height = 13, IsPlain = true })));
    }

    [Fact]
    public void Long_and_hostile_names_do_no_harm()
    {
        var schema = new DataSchema(["a\e[2Jb" + new string('x', 200), "世界" + new string('界', 100)], ["side"], ["left\a" + new string('y', 300), "right"]);
        var data = new Dataset(Matrix<double>.Build.DenseOfRowArrays([-1.0, 1], [0.0, 1]), Matrix<double>.Build.DenseOfRowArrays([0.0, 1]), schema);
        var network = new NetworkParameter([Matrix<double>.Build.DenseOfRowArrays([1.0, 0]), Matrix<double>.Build.Dense(1, 1, 0)], schema);
        foreach (Chart chart in (Chart[])[BoundaryChart.Create(MeasuredRows.Of(network, data)), ConfusionChart.Create(MeasuredRows.Of(network, data)), CurveChart.Create(ChartKind.Roc, MeasuredRows.Of(network, data))])
        {
            string[] lines = [.. TextChart.Draw(chart, new TextChartOptions { Width = 50, Title = new string('t', 500) }).Select(Bare)];
            Assert.Equal(new string('t', 49) + "…", lines[0]);
            Assert.All(lines, line => Assert.True(TextWidth.Of(line) <= 50 && !line.Any(char.IsControl), line));
            Assert.True(chart.Kind == ChartKind.Roc || lines.Skip(1).Any(line => line.Contains('…', StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData(12, 79, 22, "")]
    [InlineData(25, 79, 40, "shades are shares of the actual class")]
    [InlineData(60, 79, 70, "shades are shares of the actual class")]
    [InlineData(100, 79, 22, "the first 17 of 100 classes; shades are shares of the actual class")]
    [InlineData(12, 79, 12, "the first 8 of 12 classes; the window is too small for all")]
    public void Many_classes_are_shown_as_well_as_they_fit(int classes, int width, int height, string note)
    {
        int[] actual = [.. Enumerable.Range(0, classes * 3).Select(i => i % classes)];
        int[] predicted = [.. actual.Select((index, i) => i < classes ? (index + 1) % classes : index)];
        var chart = ConfusionChart.Of(ConfusionMatrix.Create([.. Enumerable.Range(0, classes).Select(i => $"class {i}")], actual, predicted));
        IReadOnlyList<string> lines = TextChart.Draw(chart, new TextChartOptions { Width = width, Height = height, IsPlain = true });
        Assert.Equal($"Confusion matrix, accuracy 0.6667", lines[0]);
        Assert.All(lines, line => Assert.True(line.Length <= width));
        Assert.True(lines.Count <= height);
        if (note.Length > 0)
        {
            Assert.Equal(note, lines[^1]);
        }
        else
        {
            // Two right, one taken for the next class.
            Assert.Contains(lines, line => line.StartsWith("  class 3 4   0    0    0  # 2 #= 1 =", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.StartsWith("     actual   1    2    3    4 ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Legends_without_room_say_how_many_are_left_out()
    {
        var chart = new CostChart("", [.. Enumerable.Range(1, 40).Select(i => new CostSeries($"LearningRate=0.{i}", [0, 1], [1, 1.0 / i], null, null))]);
        string[] lines = [.. TextChart.Draw(chart, new TextChartOptions { Height = 20 }).Select(Bare)];
        Assert.Equal("── LearningRate=0.1   ── LearningRate=0.2   ── LearningRate=0.3", lines[1]);
        Assert.Equal("── LearningRate=0.10   ── LearningRate=0.11   ── LearningRate=0.12   and 28 more", lines[4]);
    }

    [Fact]
    public void Costs_that_are_no_numbers_leave_the_others_where_they_are()
    {
        var chart = new CostChart("", [new CostSeries("", [0, 1, 2], [1, double.NaN, 0.5], null, null)]);
        string text = string.Join('\n', TextChart.Draw(chart, new TextChartOptions { Width = 40, Height = 12, IsPlain = true }));
        Assert.Matches(@"1 \+\*\*", text);
        Assert.Matches(@"\*\*\n", text);
        var only = new CostChart("", [new CostSeries("", [7], [2], null, null)]);
        Assert.Contains("*", string.Join('\n', TextChart.Draw(only, new TextChartOptions { IsPlain = true })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(29, 24)]
    [InlineData(80, 9)]
    [InlineData(0, 0)]
    [InlineData(1001, 24)]
    [InlineData(80, 501)]
    public void There_has_to_be_room(int width, int height)
    {
        var failure = Assert.Throws<NetworkException>(() => TextChart.Draw(Sample("Cost"), new TextChartOptions { Width = width, Height = height }));
        Assert.Equal("TextSizeInvalid", failure.Id);
    }

    [Fact]
    public void Charts_for_files_and_logarithms_of_nothing_are_refused()
    {
        Assert.Equal("ChartKindNotText", Assert.Throws<NetworkException>(() => TextChart.Draw(SampleCharts.Of(ChartKind.Weights))).Id);
        Assert.Equal("ChartScaleInvalid", Assert.Throws<NetworkException>(() => TextChart.Draw(new CostChart("", [new CostSeries("", [0], [0], null, null)]), new TextChartOptions { LogScale = true })).Id);
        Assert.All(Enum.GetValues<ChartKind>(), kind =>
        {
            bool isDrawn = Record.Exception(() => TextChart.Draw(SampleCharts.Of(kind))) is null;
            Assert.Equal(Chart.IsText(kind), isDrawn);
        });
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void The_smallest_and_the_largest_size_have_a_chart()
    {
        foreach (string name in (string[])["Cost", "CostSeveral", "DecisionBoundaryClasses", "ConfusionMatrix", "Roc", "Importance", "Dependence", "DependenceClasses", "DependenceCategories", "DependenceField", "SearchHistory", "SearchSetting", "SearchLearning"])
        {
            foreach ((int width, int height) in ((int, int)[])[(30, 10), (1000, 500)])
            {
                IReadOnlyList<string> lines = TextChart.Draw(Sample(name), new TextChartOptions { Width = width, Height = height });
                Assert.InRange(lines.Count, 4, height);
                Assert.All(lines, line => Assert.InRange(TextWidth.Of(Bare(line)), 0, width));
            }
        }
    }

    private static Chart Sample(string name)
    {
        TrainingOptions Validated(double rate) => new TrainingOptions { EpochCount = 200, LearningRate = rate, ValidationFraction = 0.2 };

        switch (name)
        {
            case "CostSeveral" or "CostLogarithmic":
                return CostChart.Of([.. new[] { 0.1, 1, 3 }.Select(rate => SampleCharts.Train(SampleCharts.Moons, Validated(rate)))]);
            case "DecisionBoundaryClasses":
                Dataset iris = Reference.Table("iris.csv");
                return BoundaryChart.Create(MeasuredRows.Of(SampleCharts.Train(iris, new TrainingOptions { EpochCount = 300, Standardize = true }).Parameter, iris), ["petal_length_cm", "petal_width_cm"]);
            case "Dependence":
                return DependenceChart.Of([.. PartialDependence.Measure(SampleCharts.Moons, SampleCharts.Trained.Parameter, new PartialDependenceOptions { Feature = ["X1"], IndividualCount = 9 })]);
            case "DependenceField":
                return DependenceChart.Of([.. PartialDependence.Measure(SampleCharts.Moons, SampleCharts.Trained.Parameter, new PartialDependenceOptions { Feature = ["X1"], With = "X2" })]);
            case "DependenceClasses":
                return SampleCharts.DependenceOf(3, 12, ColumnKind.Date);
            case "DependenceCategories":
                return SampleCharts.DependenceOf(2, 5, ColumnKind.Category);
            default:
                return SampleCharts.Of(Enum.Parse<ChartKind>(name));
        }
    }

    private static string Bare(string line) =>
        string.Concat(line.Split('\e').Select((part, i) => i == 0 ? part : part[(part.IndexOf('m', StringComparison.Ordinal) + 1)..]));
}
