using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>A sample to be explained: its features, the inputs of each network, and the places of the shares, those of columns first, then those of words.</summary>
internal sealed class ShapleyRow
{
    /// <param name="features">The features.</param>
    /// <param name="prediction">Probabilities or numbers.</param>
    /// <param name="columns">The columns of the features.</param>
    /// <param name="scalings">The different scalings of the networks.</param>
    public ShapleyRow(double[] features, double[] prediction, ShapleyColumn[] columns, Scaling?[] scalings)
    {
        Feature = features;
        Prediction = prediction;
        Inputs = Array.ConvertAll(scalings, scaling => CoalitionNetwork.InputsOf(features, features.Length, scaling));
        PlaceCount = columns.Length;
        Words = new ShapleyWords?[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].Column.IsText)
            {
                Words[i] = new ShapleyWords(features, columns[i], PlaceCount);
                PlaceCount += Words[i]!.PlaceCount;
            }
        }
    }

    /// <summary>The features.</summary>
    public double[] Feature { get; }

    /// <summary>Probabilities or numbers.</summary>
    public double[] Prediction { get; }

    /// <summary>The inputs of the first layer, by scaling.</summary>
    public double[][] Inputs { get; }

    /// <summary>The words of each column; null for a column that is no free text.</summary>
    public ShapleyWords?[] Words { get; }

    /// <summary>The number of places of shares.</summary>
    public int PlaceCount { get; }
}

/// <summary>A column and its features.</summary>
/// <param name="Column">The column.</param>
/// <param name="First">The first feature.</param>
internal sealed record ShapleyColumn(FeatureColumn Column, int First)
{
    /// <summary>The feature after the last one.</summary>
    public int End { get; } = First + Column.Feature.Count;
}

/// <summary>The words of a sample in a column of free text, and the places of their shares; the last place is that of the words that only background samples have.</summary>
internal sealed class ShapleyWords
{
    private readonly int _first;

    /// <param name="features">The features of the sample.</param>
    /// <param name="column">The column.</param>
    /// <param name="first">The place of the first word.</param>
    public ShapleyWords(double[] features, ShapleyColumn column, int first)
    {
        _first = first;
        Feature = [.. Enumerable.Range(column.First, column.End - column.First).Where(feature => features[feature] != 0)];
    }

    /// <summary>The features of the sample's words, in ascending order.</summary>
    public int[] Feature { get; }

    /// <summary>The number of places.</summary>
    public int PlaceCount => Feature.Length + 1;

    /// <summary>The place of the words that the sample does not have.</summary>
    public int OtherPlace => _first + Feature.Length;

    /// <summary>The place of a word of the sample.</summary>
    /// <param name="word">Its index in <see cref="Feature"/>.</param>
    public int PlaceOf(int word) => _first + word;
}
