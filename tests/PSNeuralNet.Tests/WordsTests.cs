using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PSNeuralNet.Tests;

/// <summary>Terms and form of the documentation comments: what a reader searches for stands in the summary of the member that does it.</summary>
public partial class WordsTests
{
    private const int LongestFile = 400;
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "../.."));

    /// <summary>Textbook terms, each with the file and the member whose summary has it.</summary>
    private static readonly (string Term, string File, string Member)[] Terms =
    [
        ("activation function", "ActivationFunction", "ActivationFunction"),
        ("average precision", "PrecisionRecallCurve", "AveragePrecision"),
        ("back-propagation", "ForwardCache", "Gradient"),
        ("baseline", "ClassificationReport", "BaselineAccuracy"),
        ("checkpoint", "Checkpoint", "Checkpoint"),
        ("class weight", "ClassWeighting", "ClassWeighting"),
        ("coefficient of determination", "RegressionReport", "R2"),
        ("confusion matrix", "ConfusionMatrix", "ConfusionMatrix"),
        ("cross-entropy", "BinaryCrossEntropy", "BinaryCrossEntropy"),
        ("decision boundary", "BoundaryChart", "BoundaryChart"),
        ("dropout", "TrainingOptions", "Dropout"),
        ("early stopping", "EarlyStopping", "EarlyStopping"),
        ("epoch", "EpochRunner", "EpochRunner"),
        ("F1", "ClassMetric", "ClassMetric"),
        ("finite differences", "GradientCheck", "GradientCheck"),
        ("forward pass", "Propagation", "Propagation"),
        ("gradient check", "GradientCheck", "GradientCheck"),
        ("gradient clipping", "TrainingOptions", "ClipNorm"),
        ("imputation", "Imputation", "Imputation"),
        ("initialization", "Initialization", "Initialization"),
        ("k-fold", "DatasetSplitter", "Folds"),
        ("L2", "TrainingOptions", "L2"),
        ("learning rate", "TrainingOptions", "LearningRate"),
        ("learning-rate schedule", "Schedule", "Schedule"),
        ("log loss", "ClassificationReport", "LogLoss"),
        ("logit", "CategoricalCrossEntropy", "CategoricalCrossEntropy"),
        ("mean squared error", "MeanSquaredError", "MeanSquaredError"),
        ("mini-batch", "TrainingOptions", "BatchSize"),
        ("momentum", "TrainingOptions", "Momentum"),
        ("one-hot", "FeatureColumn", "FeatureColumn"),
        ("optimizer", "Optimizer", "Optimizer"),
        ("permutation importance", "PermutationImportance", "PermutationImportance"),
        ("precision", "ClassMetric", "ClassMetric"),
        ("recall", "ClassMetric", "ClassMetric"),
        ("ROC", "RocCurve", "RocCurve"),
        ("sample weight", "SampleWeights", "SampleWeights"),
        ("softmax", "CategoricalCrossEntropy", "CategoricalCrossEntropy"),
        ("standardiz", "Scaling", "Scaling"),
        ("stratified", "DatasetSplitter", "Split"),
        ("train/test split", "DatasetSplitter", "DatasetSplitter"),
        ("validation", "Validation", "Validation"),
        ("weight decay", "TrainingOptions", "WeightDecay"),
    ];

    [Fact]
    public void Each_textbook_term_is_in_the_summary_of_its_member()
    {
        Dictionary<string, string> files = Files("src", "*.cs").ToDictionary(path => Path.GetRelativePath(Root, path), File.ReadAllText);
        string[] missing = [.. from term in Terms
                               let found = files.Where(file => Path.GetFileNameWithoutExtension(file.Key) == term.File).SelectMany(file => Summaries(file.Value))
                               where !found.Any(pair => Regex.IsMatch(pair.Declaration, $@"\b{term.Member}\b") && pair.Summary.Contains(term.Term, StringComparison.OrdinalIgnoreCase))
                               select $"{term.Term}: {term.File}.cs, {term.Member}"];
        None(missing);
    }

    [Fact]
    public void Summaries_begin_with_a_noun_or_a_verb()
    {
        None(from path in Files("", "*.cs")
                     from Match match in Vague().Matches(File.ReadAllText(path))
                     select $"{Path.GetRelativePath(Root, path)}: {match.Value}");
    }

    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        None(from path in Files("", "*.cs")
                     let lines = File.ReadLines(path).Count()
                     where lines > LongestFile
                     select $"{Path.GetRelativePath(Root, path)}: {lines} lines");
    }

    [Fact]
    public void Null_is_explained_in_plain_words()
    {
        None(from path in Files("", "*.cs").Concat(Files("", "*.md"))
                     where File.ReadAllText(path).Contains("null for " + "nobody", StringComparison.OrdinalIgnoreCase)
                     select Path.GetRelativePath(Root, path));
    }

    private static void None(IEnumerable<string> found)
    {
        string list = string.Join('\n', found);
        Assert.True(list.Length == 0, list);
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Where(path => !Ignored().IsMatch(Path.GetRelativePath(Root, path)));

    /// <summary>Each summary of a file with the line of the declaration after it.</summary>
    private static IEnumerable<(string Summary, string Declaration)> Summaries(string code) =>
        Documented().Matches(code).Select(match => (Prefix().Replace(match.Groups[1].Value, " "), match.Groups[2].Value));

    [GeneratedRegex(@"<summary>(?:\s|///)*(?:What|Says|Who|How|Where|Whether)\b.*")]
    private static partial Regex Vague();

    [GeneratedRegex(@"(?:^|[\\/])(?:bin|obj|output|node_modules|TestResults|\.\w+)[\\/]")]
    private static partial Regex Ignored();

    [GeneratedRegex(@"<summary>((?:(?!</summary>)[\s\S])*)</summary>.*\n(?:[ \t]*(?:///|\[|#).*\n)*(.*)")]
    private static partial Regex Documented();

    [GeneratedRegex(@"\s*\n\s*///\s*")]
    private static partial Regex Prefix();
}
