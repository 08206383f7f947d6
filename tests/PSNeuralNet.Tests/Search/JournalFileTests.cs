using System.Diagnostics.CodeAnalysis;

namespace PSNeuralNet.Tests.Search;

/// <summary>Files of journals: large ones, those that arrive in pieces, and a disk that is full.</summary>
public sealed class JournalFileTests : IDisposable
{
    private static readonly JournalHeader Header = new("1.0", "data", 3, "2 folds", 2, "samples", "space", "Random", "Accuracy", "Table", ShowsPreset: false);

    private readonly string _folder = Directory.CreateTempSubdirectory("psnn").FullName;

    private string FilePath => System.IO.Path.Combine(_folder, "study.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, InlineData(1), InlineData(7), InlineData(65_536), InlineData(int.MaxValue)]
    public void A_journal_is_read_whatever_the_pieces_that_it_arrives_in(int piece)
    {
        // Lines of some bytes, and of more than the first buffer.
        double[][] predictions = [[], [0.1, 0.2], Randoms(20_000), [1.0 / 3], Randoms(9000)];
        byte[] outcomes = [.. predictions.SelectMany((prediction, trial) => JournalLine.Of(new FoldOutcome(trial, 0, 1, 0.5, 9, default) { Prediction = prediction }, $"LearningRate={trial}", 1))];
        byte[] header = JournalLine.Of(Header), rest = "{\"trial\":5"u8.ToArray();
        JournalContents contents = JournalContents.Read(new PieceStream([header, outcomes, rest], piece), "study");

        Assert.Equal(Header, contents.Header);
        Assert.Equal((header.Length + outcomes.Length, true), (contents.Length, contents.IsTorn));
        Assert.Equal([0, 1, 2, 3, 4], contents.Outcome.Select(one => one.Outcome.Trial));
        Assert.Equal(predictions, contents.Outcome.Select(one => one.Outcome.Prediction));
        Assert.Equal("LearningRate=4", contents.Outcome[4].Setting);
        Assert.False(JournalContents.Read(new PieceStream([header, outcomes], piece), "study").IsTorn);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void A_journal_of_more_than_2_GB_is_read()
    {
        byte[] line = [.. JournalLine.Of(new FoldOutcome(7, 0, 1, 0.5, 9, default), "defaults", 1)];
        byte[] padded = new byte[32 << 20];
        padded.AsSpan().Fill((byte)' ');
        line.AsSpan(..^1).CopyTo(padded);
        padded[^1] = (byte)'\n';
        JournalContents contents = JournalContents.Read(new PieceStream([JournalLine.Of(Header), .. Enumerable.Repeat(padded, 70)], int.MaxValue), "study");
        Assert.Equal(70, contents.Outcome.Count);
        Assert.Equal((70L * padded.Length) + JournalLine.Of(Header).Length, contents.Length);
        Assert.True(contents.Length > int.MaxValue);
    }

    [Fact]
    public void A_large_file_that_is_no_journal_is_refused_by_its_beginning()
    {
        var file = new PieceStream([.. Enumerable.Repeat(new byte[1 << 20], 100)], 1 << 20);
        Assert.Equal("JournalInvalid", Assert.Throws<NetworkException>(() => JournalContents.Read(file, "study")).Id);
        Assert.InRange(file.ReadLength, 1, 1 << 20);
    }

    [Fact]
    public void A_full_disk_is_one_error_and_leaves_no_lock()
    {
        NetworkException error = Assert.Throws<NetworkException>(() =>
        {
            using var journal = new SearchJournal(new FullStream(), FilePath, JournalLock.TryTake(FilePath)!, new JournalContents(null, [], 0, IsTorn: false));
            Assert.Null(JournalLock.TryTake(FilePath));
            journal.Begin(Header);
        });
        Assert.Equal(("JournalNotWritten", $"The journal '{FilePath}' could not be written: No space left."), (error.Id, error.Message));
        using JournalLock? next = JournalLock.TryTake(FilePath);
        Assert.NotNull(next);
    }

    [Fact]
    public void An_error_of_closing_that_was_not_told_before_is_told_and_leaves_no_lock()
    {
        var journal = new SearchJournal(new FullStream(), FilePath, JournalLock.TryTake(FilePath)!, new JournalContents(Header, [], 0, IsTorn: false));
        Assert.Throws<IOException>(journal.Dispose);
        using JournalLock? next = JournalLock.TryTake(FilePath);
        Assert.NotNull(next);
    }

    private static double[] Randoms(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
    }

    /// <summary>Stream of parts, which are read in pieces of at most so many bytes.</summary>
    private sealed class PieceStream(byte[][] parts, int piece) : MemoryStream
    {
        private int _part;
        private int _at;

        public long ReadLength { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            while (_part < parts.Length && _at == parts[_part].Length)
            {
                (_part, _at) = (_part + 1, 0);
            }

            int length = _part == parts.Length ? 0 : Math.Min(Math.Min(count, piece), parts[_part].Length - _at);
            parts.ElementAtOrDefault(_part)?.AsSpan(_at, length).CopyTo(buffer.AsSpan(offset));
            _at += length;
            ReadLength += length;
            return length;
        }
    }

    /// <summary>File on a full disk that keeps what could not be written, and fails again when it is closed.</summary>
    private sealed class FullStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left.");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left.");

        [SuppressMessage("Usage", "CA2215", Justification = "It fails.")]
        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                throw new IOException("Still no space left.");
            }
        }
    }
}
