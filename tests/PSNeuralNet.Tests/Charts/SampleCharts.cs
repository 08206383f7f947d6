namespace PSNeuralNet.Tests.Charts;

/// <summary>Trained networks, and a chart of each kind.</summary>
internal static class SampleCharts
{
    public static readonly Dataset Moons = MoonsGenerator.Generate(200, 0.2, true, 0);
    public static readonly TrainingResult Trained = Train(Moons, new TrainingOptions { EpochCount = 1000, LearningRate = 1 });
    public static readonly Dataset Numbers = RegressionGenerator.Generate(80, 3, 2, 1, 5, shuffle: true, seed: 1);
    public static readonly TrainingResult Regression = Train(Numbers, new TrainingOptions { EpochCount = 300, Standardize = true });

    public static Chart Of(ChartKind kind) =>
        kind switch
        {
            ChartKind.Cost => CostChart.Of([Train(Moons, new TrainingOptions { EpochCount = 100, LearningRate = 1, ValidationFraction = 0.2 })]),
            ChartKind.DecisionBoundary => BoundaryChart.Create(MeasuredRows.Of(Trained.Parameter, Moons)),
            ChartKind.ConfusionMatrix => ConfusionChart.Create(MeasuredRows.Of(Trained.Parameter, Moons)),
            ChartKind.Roc or ChartKind.PrecisionRecall => CurveChart.Create(kind, MeasuredRows.Of(Trained.Parameter, Moons)),
            ChartKind.Reliability => ReliabilityChart.Create(MeasuredRows.Of(Trained.Parameter, Moons)),
            ChartKind.PredictedVsActual or ChartKind.Residual => RegressionChart.Create(kind, MeasuredRows.Of(Regression.Parameter, Numbers)),
            ChartKind.Importance => ImportanceChart.Of(PermutationImportance.Measure(Moons, Trained.Parameter)),
            ChartKind.PartialDependence => DependenceChart.Of([.. PartialDependence.Measure(Moons, Trained.Parameter, new PartialDependenceOptions { IndividualCount = 12 })]),
            ChartKind.Weights => WeightChart.Of(Trained.Parameter),
            ChartKind.Network => DiagramChart.Of(Trained.Parameter),
            ChartKind.SearchHistory => SearchHistoryChart.Of(SampleTrials.Random()),
            ChartKind.SearchParallel => SearchParallelChart.Of(SampleTrials.Random()),
            ChartKind.SearchSetting => SearchSettingChart.Of(SampleTrials.Random()),
            ChartKind.SearchLearning => SearchLearningChart.Of(SampleTrials.Halving()),
        };

    /// <summary>A partial dependence of probabilities that are parabolas, one for each class.</summary>
    public static DependenceChart DependenceOf(int classes, int values, ColumnKind kind) => DependenceChart.Of(
    [
        .. from output in Enumerable.Range(0, classes)
           from place in Enumerable.Range(0, values)
           let value = kind == ColumnKind.Category ? $"value {place}" : kind == ColumnKind.Boolean ? place == 1 : kind == ColumnKind.Date ? (object)new DateTime(2026, 1, 1).AddDays(place * 20) : (double)place
           let prediction = 0.1 + (0.2 * output) + (0.5 * Math.Pow((double)place / values, 2))
           select new DependencePoint("column", value, null, null, $"class {output}", prediction, null, 80, kind, null)
           {
               IsProbability = true,
               Position = kind == ColumnKind.Date ? 20454 + (place * 20) : place,
           },
    ]);

    public static SvgPicture Svg(Chart chart, ChartOptions? options = null) =>
        new SvgPicture(ChartFile.Encode(chart, options ?? new ChartOptions(), ChartFormat.Svg));

    public static TrainingResult Train(Dataset data, TrainingOptions options)
    {
        NetworkShape shape = NetworkShape.For(data.Task, [data.FeatureCount, 4, data.Y.RowCount]);
        return Trainer.Train(data, Initializer.Initialize(shape, Initialization.Xavier, 3, data.Schema), options);
    }
}
