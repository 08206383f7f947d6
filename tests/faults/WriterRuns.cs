using System.Diagnostics;

namespace PSNeuralNet.Faults;

/// <summary>Kills writers, and lets two write one file: the file has to be one that was written as a whole, each time.</summary>
/// <param name="folder">Folder for the file; holds nothing else.</param>
/// <param name="program">Assembly of this program, which the writers run.</param>
internal sealed class WriterRuns(string folder, string program)
{
    private const int MaximumDelay = 4;
    private readonly string _path = Path.Combine(folder, "written ä.json");
    private readonly Random _random = new(16);

    /// <summary>Kills writers at random moments after their temporary file was seen.</summary>
    /// <param name="count">Number of writers.</param>
    /// <returns>Number of those that were killed while a temporary file existed.</returns>
    public int Kill(int count)
    {
        int hits = 0;
        Writer.Write(_path, 'a');
        for (int i = 0; i < count; i++)
        {
            using (Process writer = Start((char)('b' + (i % 8))))
            {
                SpinWait.SpinUntil(() => Temporary().Length > 0 || writer.HasExited);
                Thread.Sleep(_random.Next(MaximumDelay));

                // As the moment of the temporary file is aimed at: not between two writes.
                SpinWait.SpinUntil(() => Temporary().Length > 0 || writer.HasExited);
                Kill(writer);
            }

            hits += Temporary().Length > 0 ? 1 : 0;
            RequireWhole("abcdefghiz");
            RequireNothingLeft();
        }

        return hits;
    }

    /// <summary>Lets two processes write one file at the same time.</summary>
    /// <param name="rounds">Number of pairs.</param>
    public void Compete(int rounds)
    {
        Writer.Write(_path, 'z');
        for (int i = 0; i < rounds; i++)
        {
            using Process one = Start('a'), other = Start('b');
            SpinWait.SpinUntil(() => Temporary().Length > 1 || one.HasExited || other.HasExited);
            for (int looks = 0; looks < 20; looks++)
            {
                RequireWhole("abz");
            }

            Kill(one);
            RequireWhole("abz");
            Kill(other);
            RequireWhole("abz");
            RequireNothingLeft();
        }
    }

    private static void Kill(Process writer)
    {
        if (writer.HasExited)
        {
            throw new InvalidOperationException($"The writer ended with {writer.ExitCode}: {writer.StandardError.ReadToEnd()}");
        }

        // SIGKILL: no handler runs.
        writer.Kill();
        writer.WaitForExit();
    }

    private string[] Temporary() => Directory.GetFiles(folder, "*.psneuralnet.tmp");

    private Process Start(char letter) =>
        Process.Start(new ProcessStartInfo("dotnet", [program, "write", _path, letter.ToString()]) { RedirectStandardError = true })!;

    private void RequireWhole(string letters)
    {
        byte[] bytes = File.ReadAllBytes(_path);
        if (bytes.Length != Writer.Length || !letters.Contains((char)bytes[0], StringComparison.Ordinal) || bytes.AsSpan().ContainsAnyExcept(bytes[0]))
        {
            throw new InvalidOperationException($"'{_path}' is not whole: {bytes.Length} bytes, {bytes.Distinct().Count()} different ones.");
        }
    }

    private void RequireNothingLeft()
    {
        Writer.Write(_path, 'z');
        RequireWhole("z");
        string[] files = Directory.GetFileSystemEntries(folder);
        if (files.Length != 1)
        {
            throw new InvalidOperationException($"Left behind: {string.Join(", ", files)}.");
        }
    }
}
