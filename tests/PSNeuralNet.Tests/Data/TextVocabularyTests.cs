namespace PSNeuralNet.Tests.Data;

/// <summary>TF-IDF against scikit-learn's TfidfVectorizer (tests/reference/make_text_reference.py).</summary>
public class TextVocabularyTests
{
    private static readonly JsonElement Values = Reference.Load("text_features");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Values.GetProperty("cases").GetArrayLength())];

    [Theory, MemberData(nameof(Cases))]
    public void Words_weights_and_features_equal_scikit_learn(int number)
    {
        JsonElement expected = Values.GetProperty("cases")[number];
        int maximum = expected.GetProperty("maximum").ValueKind == JsonValueKind.Null ? int.MaxValue : expected.GetProperty("maximum").GetInt32();
        string[] lines = Texts(Values, "lines");
        var vocabulary = TextVocabulary.Fit([.. lines.Select(line => (line, 1))], maximum);
        Assert.Equal(Texts(expected, "words"), vocabulary.Word);
        Reference.AssertClose(expected.Doubles("idf"), vocabulary.Idf, 1e-12);
        AssertRows(expected.Rows("rows"), lines, vocabulary);
        AssertRows(expected.Rows("unseen"), Texts(Values, "unseen_lines"), vocabulary);
    }

    [Fact]
    public void Repeated_texts_may_be_counted()
    {
        string[] lines = Texts(Values, "lines");
        var each = TextVocabulary.Fit([.. lines.Concat(lines[..4]).Concat(lines[..1]).Select(line => (line, 1))], 40);
        var counted = TextVocabulary.Fit([.. lines.Select((line, i) => (line, i == 0 ? 3 : i < 4 ? 2 : 1))], 40);
        Assert.Equal(each.Word, counted.Word);
        Assert.Equal(each.Idf, counted.Idf);
    }

    [Fact]
    public void Words_of_equal_count_are_chosen_in_ordinal_order()
    {
        var vocabulary = TextVocabulary.Fit([("beta alpha", 1), ("gamma beta", 1)], 3);
        Assert.Equal(["alpha", "beta", "beta alpha"], vocabulary.Word);
    }

    [Fact]
    public void Sparse_features_are_the_dense_ones()
    {
        string[] lines = Texts(Values, "lines");
        var vocabulary = TextVocabulary.Fit([.. lines.Select(line => (line, 1))], 60);
        Assert.All(lines, line =>
        {
            var dense = new double[vocabulary.Word.Count];
            vocabulary.Transform(line, dense);
            (int[] index, double[] value) = vocabulary.Transform(line);
            Assert.Equal(index.Order().Distinct(), index);
            Assert.Equal(dense.Index().Where(entry => entry.Item != 0), index.Zip(value));
        });
    }

    [Fact]
    public void Only_pairs_of_frequent_words_are_counted_and_all_of_them()
    {
        // Against counting everything, on lines with many pairs.
        var random = new RandomState(3);
        string[] lines = [.. Enumerable.Range(0, 300).Select(_ => string.Join(' ', Enumerable.Range(0, 8).Select(_ => $"w{Math.Floor(40 * Math.Pow(random.Uniform(), 3))}")))];
        var all = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string[] words in lines.Select(line => line.Split(' ')))
        {
            foreach (string term in words.Concat(words.Zip(words.Skip(1), (first, second) => $"{first} {second}")))
            {
                all[term] = all.GetValueOrDefault(term) + 1;
            }
        }

        foreach (int maximum in (int[])[1, 10, 39, 40, 41, 100, 500])
        {
            var expected = all.OrderByDescending(term => term.Value).ThenBy(term => term.Key, StringComparer.Ordinal).Take(maximum).Select(term => term.Key);
            Assert.Equal(expected.Order(StringComparer.Ordinal), TextVocabulary.Fit([.. lines.Select(line => (line, 1))], maximum).Word);
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("one", 1)]
    [InlineData("  a b\tc\nd - e-mail", 5)]
    [InlineData("11 - 23 %", 2)]
    public void Words_of_a_text_are_counted(string text, int count) => Assert.Equal(count, WordTokenizer.CountWords(text));

    private static string[] Texts(JsonElement element, string property) => [.. element.GetProperty(property).EnumerateArray().Select(text => text.GetString()!)];

    private static void AssertRows(double[][] expected, string[] lines, TextVocabulary vocabulary)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            var features = new double[vocabulary.Word.Count];
            features.AsSpan().Fill(double.NaN);
            vocabulary.Transform(lines[i], features);
            Reference.AssertClose(expected[i], features, 1e-12);
        }
    }
}
