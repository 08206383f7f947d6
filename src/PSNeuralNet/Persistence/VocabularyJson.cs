using PSNeuralNet.Data;

namespace PSNeuralNet.Persistence;

/// <summary>The words of a column of free text in a network file: "words", in ordinal order, and "idf", the weight of each.</summary>
internal static class VocabularyJson
{
    /// <summary>Writes the words and weights.</summary>
    public static void Write(ContentWriter json, TextVocabulary vocabulary)
    {
        json.Name("words").Texts(vocabulary.Word);
        json.Name("idf").Numbers(vocabulary.Idf);
    }

    /// <summary>Reads the words and weights of a column.</summary>
    /// <exception cref="NetworkException">They are not usable.</exception>
    public static TextVocabulary Read(JsonField column)
    {
        string[] words = [.. column["words"].Items().Select(item => item.Text())];
        double[] idf = column["idf"].Numbers();
        if (words.Length == 0 || words.Zip(words.Skip(1)).Any(pair => string.CompareOrdinal(pair.First, pair.Second) >= 0))
        {
            throw column["words"].Invalid("a column of free text has words, each once and in ordinal order");
        }

        return idf.Length == words.Length && Array.TrueForAll(idf, weight => weight > 0)
            ? new TextVocabulary(Array.AsReadOnly(words), Array.AsReadOnly(idf))
            : throw column["idf"].Invalid($"there is no weight above 0 for each of the {words.Length} words");
    }
}
