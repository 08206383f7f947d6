using System.IO.Compression;
using System.IO.Pipes;
using System.Net.Sockets;
using static PSNeuralNet.Tests.Data.SpecialFile;
using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Data;

/// <summary>Reading of pipes, devices, folders, files of /proc, and files that change meanwhile.</summary>
public sealed class InputFileTests : IDisposable
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);
    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_pipe_is_read_as_the_file(bool isCompressed)
    {
        byte[] table = Table(30_000);
        string file = Path.Combine(_folder, "fifo.csv");
        File.WriteAllBytes(file, table);
        Dataset expected = TableFile.Read(file, Options()).Dataset;
        File.Delete(file);

        DatasetImport actual = TableFile.Read(Fifo(_folder, isCompressed ? Gzip(table) : table, "fifo.csv"), Options());
        Assert.Equal(expected.X, actual.Dataset.X);
        Assert.Equal(expected.Y, actual.Dataset.Y);
        Assert.Equal((expected.Name, ','), (actual.Dataset.Name, actual.Delimiter));
    }

    [Fact]
    public void Images_and_labels_come_through_pipes()
    {
        string images = Fifo(_folder, ImageFileTests.Idx(0x08, [2, 2, 2], [0, 255, 3, 4, 5, 6, 7, 8]), "images");
        string labels = Fifo(_folder, ImageFileTests.Idx(0x08, [2], [9, 4]), "labels");
        Assert.Equal([0, 255, 3, 4, 5, 6, 7, 8], ImageFile.Read(images, labels).Dataset.X.ToColumnMajorArray());
    }

    [Fact]
    public async Task Links_to_pipes_and_pipes_without_a_name_are_read()
    {
        string link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, Fifo(_folder, Table(10)));
        Assert.Equal(10, TableFile.Read(link, Options()).Dataset.SampleCount);

        Assert.SkipUnless(IsLinux, "Descriptors have paths in /proc.");
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        pipe.Write(Table(10));
        string path = $"/proc/self/fd/{pipe.ClientSafePipeHandle.DangerousGetHandle()}";
        Task<DatasetImport> reading = Task.Run(() => TableFile.Read(path, Options()), TestContext.Current.CancellationToken);
        Thread.Sleep(50);
        pipe.Dispose();
        Assert.Equal(10, (await reading).Dataset.SampleCount);
    }

    [Fact]
    public void A_pipe_without_a_writer_is_canceled()
    {
        string path = Fifo(_folder);
        Assert.InRange(Canceled(token => TableFile.Read(path, Options(), cancellation: token)), TimeSpan.Zero, AtOnce);
        Assert.InRange(Canceled(token => ImageFile.Read(path, path, cancellation: token)), TimeSpan.Zero, AtOnce);
        Assert.InRange(Canceled(token => NetworkFile.Read(path, cancellation: token)), TimeSpan.Zero, AtOnce);
    }

    [Fact]
    public async Task A_pipe_whose_writer_pauses_is_canceled()
    {
        string path = Fifo(_folder);
        using var source = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
            file.Write(Table(10));
            file.Flush();
            source.CancelAfter(100);
            source.Token.WaitHandle.WaitOne();
            Thread.Sleep(500);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => TableFile.Read(path, Options(), cancellation: source.Token)));
        Assert.False(writing.IsCompleted);
        await writing;
    }

    [Fact]
    public void A_pipe_has_a_limit()
    {
        IOException error = Assert.Throws<IOException>(() => InputFile.Open(Fifo(_folder, Table(3000)), CancellationToken.None, limit: 20_000));
        Assert.Contains("more than the 20000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/random")]
    [InlineData("/dev/null")]
    [InlineData("/dev/tty")]
    public void Devices_are_refused(string path)
    {
        Assert.SkipUnless(IsLinux, "Devices of Linux.");
        string link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, path);
        Refused(path, "It is a device.");
        Refused(link, "It is a device.");
    }

    [Fact]
    public void Folders_and_sockets_are_refused()
    {
        Refused(_folder, "It is a folder.");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Sockets of Windows are no files.");
        string path = Path.Combine(_folder, "s");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        Refused(path, "It is a socket.");
    }

    [Fact]
    public void Files_without_a_length_are_read_to_their_end()
    {
        Assert.SkipUnless(IsLinux, "Linux has /proc.");
        using var file = InputFile.Open("/proc/version", CancellationToken.None);
        using var reader = new StreamReader(file.OpenStream());
        Assert.Equal(File.ReadAllText("/proc/version"), reader.ReadToEnd());
        Assert.Equal("TargetMissing", Failing(() => TableFile.Read("/proc/self/mounts", Options())).Id);
        Assert.Equal("NetworkFileInvalid", Failing(() => NetworkFile.Read("/proc/self/mounts")).Id);
    }

    [Fact]
    public void Completion_leaves_pipes_alone()
    {
        string path = Fifo(_folder);
        Assert.Empty(TableFile.TryHeader(path));
        Assert.Null(NetworkFile.TrySchema(path));
    }

    [Fact]
    public void A_checkpoint_is_a_file()
    {
        string path = Fifo(_folder);
        Assert.Equal("FileNotRegular", Failing(() => Checkpoint.Read(path)).Id);
        Assert.Equal("FileNotRegular", Failing(() => _ = new CheckpointFile(path, 1)).Id);
    }

    [Fact]
    public void A_file_that_is_replaced_is_read_to_its_end()
    {
        string path = Path.Combine(_folder, "a.csv"), other = Path.Combine(_folder, "b.csv");
        File.WriteAllText(path, "old");
        File.WriteAllText(other, "new!");
        using var file = InputFile.Open(path, CancellationToken.None);
        File.Move(other, path, overwrite: true);
        Assert.Equal(["old", "old"], [Text(file), Text(file)]);
        Assert.False(file.HasChanged);
    }

    [Theory]
    [InlineData("appended")]
    [InlineData("cut off")]
    [InlineData("overwritten")]
    public void A_file_that_is_changed_is_an_error(string change)
    {
        string path = Path.Combine(_folder, "a.csv");
        File.WriteAllText(path, "a,y\n1,0\n2,1\n");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-1));
        void Change()
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.SetLength(change == "cut off" ? 8 : file.Length);
            file.Position = change == "appended" ? file.Length : 4;
            file.Write("7,0\n"u8);
        }

        NetworkException error = Failing(() => DataFile.Reading(
            path,
            null,
            source =>
            {
                Change();
                return TableFile.Read(source, Options(), null, null, CancellationToken.None);
            },
            CancellationToken.None));
        Assert.Equal(("FileChanged", FailureCategory.ReadError), (error.Id, error.Category));
        Assert.Equal("FileChanged", Failing(() => DataFile.Reading<int>(
            path,
            null,
            _ =>
            {
                Change();
                throw DataFileErrors.FileDamaged(path, "");
            },
            CancellationToken.None)).Id);
    }

    private static void Refused(string path, string reason)
    {
        foreach ((string id, Action read) in new (string, Action)[]
        {
            ("FileUnreadable", () => TableFile.Read(path, Options())),
            ("FileUnreadable", () => ImageFile.Read(path, path)),
            ("NetworkFileUnreadable", () => NetworkFile.Read(path)),
        })
        {
            NetworkException error = Failing(read);
            Assert.Equal(id, error.Id);
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }

        string refused = Directory.Exists(path) ? "CheckpointInvalid" : "FileNotRegular";
        Assert.Equal(refused, Failing(() => Checkpoint.Read(path)).Id);
        Assert.Equal(refused, Failing(() => _ = new CheckpointFile(path, 1)).Id);
        Assert.Empty(TableFile.TryHeader(path));
    }

    private static string Text(InputFile file)
    {
        using var reader = new StreamReader(file.OpenStream());
        return reader.ReadToEnd();
    }

    private static byte[] Table(int rows) =>
        Encoding.UTF8.GetBytes("a,b,y\n" + string.Concat(Enumerable.Range(0, rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i * 0.25},{i % 7},{i % 2}\n"))));

    private static byte[] Gzip(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return bytes.ToArray();
    }
}
