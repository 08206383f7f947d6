using System.IO.Compression;
using System.Text;

namespace PSNeuralNet.Tests.Commands;

/// <summary>Files that hold more than the memory of the process.</summary>
[Trait("Category", "Slow")]
public sealed class MemoryTests : CommandTest
{
    [Fact]
    public void A_small_gzip_of_a_huge_table_is_an_error_before_the_memory_ends()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "env is a program of Unix.");
        using (var file = new GZipStream(File.Create(Path.Combine(Folder, "bomb.csv.gz")), CompressionLevel.Optimal))
        {
            file.Write("a,b,y\n"u8);
            byte[] rows = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("1,2,no\n1,3,yes\n", 10_000)));
            for (int i = 0; i < 400; i++)
            {
                file.Write(rows);
            }
        }

        string module = Path.Combine(MarkdownBlocks.Root(), "output", "PSNeuralNet");
        (int code, string output, string errors) = ChildProcess.Run(
            Folder, "env", "DOTNET_GCHeapHardLimit=0x10000000", "dotnet", ChildProcess.Pwsh, "-NoProfile", "-Command", $"Import-Module '{module}'; try {{ Import-NetworkDataset bomb.csv.gz y -ErrorAction Stop }} catch {{ $_.FullyQualifiedErrorId }}");
        Assert.Equal((0, "TableTooLarge,PSNeuralNet.Commands.ImportNetworkDatasetCommand\n", ""), (code, output, errors));
    }
}
