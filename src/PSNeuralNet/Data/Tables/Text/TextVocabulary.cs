namespace PSNeuralNet.Data;

/// <summary>
/// Words of a column of free text, and the features of a text: TF-IDF, count(word) * idf(word), divided by the L2 norm of the row. Words
/// are those of <see cref="WordTokenizer"/>, pairs of neighbors among them; others count as absent. Values equal those of scikit-learn's
/// TfidfVectorizer(ngram_range=(1, 2), max_features=n).
/// </summary>
internal sealed class TextVocabulary
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _indexOf;
    private readonly bool _hasPair;

    /// <param name="word">Words and pairs, in ordinal order.</param>
    /// <param name="idf">Inverse document frequency of each.</param>
    public TextVocabulary(IReadOnlyList<string> word, IReadOnlyList<double> idf)
    {
        Word = word;
        Idf = idf;
        var indexOf = new Dictionary<string, int>(word.Count, StringComparer.Ordinal);
        for (int i = 0; i < word.Count; i++)
        {
            indexOf.Add(word[i], i);
        }

        _indexOf = indexOf.GetAlternateLookup<ReadOnlySpan<char>>();
        _hasPair = word.Any(IsPair);
    }

    /// <summary>A vocabulary without words.</summary>
    public static TextVocabulary Empty { get; } = new([], []);

    /// <summary>Words and pairs, in ordinal order.</summary>
    public IReadOnlyList<string> Word { get; }

    /// <summary>Inverse document frequency of each word, ln((1 + texts) / (1 + texts with the word)) + 1.</summary>
    public IReadOnlyList<double> Idf { get; }

    /// <summary>True for a pair of words.</summary>
    public static bool IsPair(string word) => word.Contains(' ');

    /// <summary>
    /// Learns the words of texts: the <paramref name="maximumWord"/> most frequent ones by their total count, ordinal order deciding among
    /// equals.
    /// </summary>
    /// <param name="texts">Different texts with the number of their occurrences. The empty text counts, too, as it does in scikit-learn.</param>
    /// <param name="maximumWord">Maximum number of words and pairs.</param>
    public static TextVocabulary Fit(IReadOnlyCollection<(string Text, int Count)> texts, int maximumWord)
    {
        var tokenizer = new WordTokenizer();
        var terms = new TermCounts();
        long documents = 0;
        int number = 0;
        foreach ((string text, int count) in texts)
        {
            tokenizer.Read(text);
            documents += count;
            number++;
            for (int i = 0; i < tokenizer.Count; i++)
            {
                terms.Add(tokenizer.Word(i), number, count);
            }
        }

        // No pair is more frequent than its words: pairs of words too rare to be chosen need not be counted.
        long least = terms.LeastChosen(maximumWord);
        foreach ((string text, int count) in texts)
        {
            tokenizer.Read(text);
            number++;
            for (int i = 0; i + 1 < tokenizer.Count; i++)
            {
                if (terms.CountOf(tokenizer.Word(i)) >= least && terms.CountOf(tokenizer.Word(i + 1)) >= least)
                {
                    terms.Add(tokenizer.Pair(i), number, count);
                }
            }
        }

        (string Word, long Texts)[] chosen = terms.Choose(maximumWord);
        return new TextVocabulary(
            Array.AsReadOnly(Array.ConvertAll(chosen, term => term.Word)),
            Array.AsReadOnly(Array.ConvertAll(chosen, term => Math.Log((1.0 + documents) / (1.0 + term.Texts)) + 1)));
    }

    /// <summary>True for a vocabulary with the same words and weights.</summary>
    public bool IsSame(TextVocabulary other) => ReferenceEquals(this, other) || (Word.SequenceEqual(other.Word, StringComparer.Ordinal) && Idf.SequenceEqual(other.Idf));

    /// <summary>The share of the words of a text, without pairs, that are in the vocabulary; NaN for a text without words.</summary>
    public double KnownShare(string text)
    {
        var tokenizer = new WordTokenizer();
        tokenizer.Read(text);
        int known = 0;
        for (int i = 0; i < tokenizer.Count; i++)
        {
            known += _indexOf.ContainsKey(tokenizer.Word(i)) ? 1 : 0;
        }

        return (double)known / tokenizer.Count;
    }

    /// <summary>Writes the features of a text, one for each word.</summary>
    public void Transform(string text, Span<double> features)
    {
        features.Clear();
        (int[] index, double[] value) = Transform(text);
        for (int i = 0; i < index.Length; i++)
        {
            features[index[i]] = value[i];
        }
    }

    /// <summary>The features of a text that are not 0: their indices in ascending order, and their values.</summary>
    public (int[] Index, double[] Value) Transform(string text)
    {
        var tokenizer = new WordTokenizer();
        tokenizer.Read(text);
        var found = new List<int>();
        for (int i = 0; i < tokenizer.Count; i++)
        {
            if (_indexOf.TryGetValue(tokenizer.Word(i), out int word))
            {
                found.Add(word);
            }

            if (_hasPair && i + 1 < tokenizer.Count && _indexOf.TryGetValue(tokenizer.Pair(i), out int pair))
            {
                found.Add(pair);
            }
        }

        found.Sort();
        int[] index = [.. found.Distinct()];
        var value = new double[index.Length];
        double squares = 0;
        for (int i = 0, at = 0; i < index.Length; i++)
        {
            int start = at;
            while (at < found.Count && found[at] == index[i])
            {
                at++;
            }

            value[i] = (at - start) * Idf[index[i]];
            squares += value[i] * value[i];
        }

        double norm = Math.Sqrt(squares);
        for (int i = 0; i < value.Length; i++)
        {
            value[i] /= norm;
        }

        return (index, value);
    }

    /// <summary>Counts of words and pairs.</summary>
    private sealed class TermCounts
    {
        private readonly Dictionary<string, Term> _terms = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Term>.AlternateLookup<ReadOnlySpan<char>> _spans;

        public TermCounts() => _spans = _terms.GetAlternateLookup<ReadOnlySpan<char>>();

        public void Add(ReadOnlySpan<char> word, int text, int count)
        {
            if (!_spans.TryGetValue(word, out Term? term))
            {
                term = new Term();
                _spans[word] = term;
            }

            term.Count += count;
            term.Texts += term.LastText == text ? 0 : count;
            term.LastText = text;
        }

        public long CountOf(ReadOnlySpan<char> word) => _spans[word].Count;

        /// <summary>Count of the last word that would be chosen; 0 where all would.</summary>
        public long LeastChosen(int maximum) =>
            _terms.Count < maximum ? 0 : _terms.Values.Select(term => term.Count).OrderDescending().ElementAt(maximum - 1);

        public (string Word, long Texts)[] Choose(int maximum) =>
        [
            .. _terms.OrderByDescending(term => term.Value.Count).ThenBy(term => term.Key, StringComparer.Ordinal).Take(maximum)
                .OrderBy(term => term.Key, StringComparer.Ordinal).Select(term => (term.Key, term.Value.Texts)),
        ];

        private sealed class Term
        {
            public long Count { get; set; }

            public long Texts { get; set; }

            public int LastText { get; set; }
        }
    }
}
