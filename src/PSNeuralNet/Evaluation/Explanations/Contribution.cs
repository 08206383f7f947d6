using System.Collections.ObjectModel;
using PSNeuralNet.Data;

namespace PSNeuralNet.Evaluation;

/// <summary>Contribution of a column to a prediction: its Shapley value.</summary>
public sealed class Contribution
{
    // Up to this, all whole numbers are exact in 15 digits.
    private const double LargestWhole = 1e15;

    private readonly int _digits;

    internal Contribution(string column, object? value, double share, int digits) => (Column, Value, Share, _digits) = (column, value, share, digits);

    /// <summary>The column.</summary>
    public string Column { get; }

    /// <summary>The cell of the sample in the column; null for a missing one.</summary>
    public object? Value { get; }

    /// <summary>The share: by how much the column raises the prediction (or lowers it, below 0), in probability for classes, in the unit of the target for numbers.</summary>
    public double Share { get; }

    /// <summary>The words of a column of free text that matter most: their shares add up to that of the column where all are listed. None for other columns.</summary>
    public WordContributions Word { get; internal init; } = WordContributions.None;

    /// <summary>The largest size of a share of the same explanation.</summary>
    internal double Largest { get; init; }

    /// <summary>A bar for the terminal: "+ ██████", its length relative to the largest share of the explanation.</summary>
    /// <param name="width">The length of the largest share's bar.</param>
    public string Bar(int width) =>
        Largest > 0 ? $"{(Share < 0 ? '-' : '+')} {new string('\u2588', (int)Math.Round(Math.Clamp(Math.Abs(Share) / Largest, 0, 1) * Math.Max(0, width)))}" : "";

    /// <summary>Short text: "Hours=51000 +0.21"; of free text "Message +0.21 (disk +0.12, full +0.08)".</summary>
    public override string ToString() =>
        Word.Count > 0 ? $"{Column} {ShareText(Share, _digits)} ({Word})"
            : $"{Column}={(Value is null ? "(missing)" : ShortText(Value is double number ? NumberText(number) : FeatureColumn.ShownText(Value)))} {ShareText(Share, _digits)}";

    /// <summary>The share as text, with its sign and few digits: "+0.21".</summary>
    public string ShareText() => ShareText(Share, _digits);

    /// <summary>A number as text: a whole one, or six significant digits.</summary>
    /// <param name="number">The number.</param>
    public static string NumberText(double number) =>
        number.ToString(double.IsInteger(number) && Math.Abs(number) < LargestWhole ? "0" : "G6", CultureInfo.InvariantCulture);

    /// <summary>A share with its sign, rounded to some significant digits, without exponent.</summary>
    internal static string ShareText(double share, int digits)
    {
        if (share == 0 || !double.IsFinite(share))
        {
            return share.ToString("+0;-0;0", CultureInfo.InvariantCulture);
        }

        int places = digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(share)));
        return places is < -12 or > 12 ? share.ToString($"+0.{new string('#', digits - 1)}E+0;-0.{new string('#', digits - 1)}E+0", CultureInfo.InvariantCulture)
            : places <= 0 ? share.ToString("+0;-0", CultureInfo.InvariantCulture)
            : share.ToString($"+0.{new string('#', places)};-0.{new string('#', places)}", CultureInfo.InvariantCulture);
    }

    private static string ShortText(string text) => text.Length <= 40 ? text : $"{text[..39]}\u2026";
}

/// <summary>Contribution of a word of a free text to a prediction.</summary>
public sealed class WordContribution
{
    /// <summary>The word that stands for all those that the text does not have, but texts of background samples.</summary>
    public const string Absent = "(absent words)";

    private readonly int _digits;

    internal WordContribution(string word, double share, int digits) => (Word, Share, _digits) = (word, share, digits);

    /// <summary>The word, or pair of neighboring words; "(absent words)" for all those that the text does not have.</summary>
    public string Word { get; }

    /// <summary>The share: by how much the word raises the prediction, or lowers it, below 0.</summary>
    public double Share { get; }

    /// <summary>Short text: "disk +0.12".</summary>
    public override string ToString() => $"{Word} {Contribution.ShareText(Share, _digits)}";
}

/// <summary>The words of a free text that matter most, in descending order of the size of their share.</summary>
public sealed class WordContributions : ReadOnlyCollection<WordContribution>
{
    internal WordContributions(WordContribution[] words)
        : base(words)
    {
    }

    internal static WordContributions None { get; } = new([]);

    /// <summary>Short text: "disk +0.12, full +0.08"; empty for none.</summary>
    public override string ToString() => string.Join(", ", this);
}
