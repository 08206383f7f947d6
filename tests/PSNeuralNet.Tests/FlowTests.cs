using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PSNeuralNet.Tests;

/// <summary>Holds the order of the rooms: a folder may use those before it, never one after it.</summary>
public partial class FlowTests
{
    private static readonly string[] Rooms = ["Numerics", "Data", "Networks", "Evaluation", "Training", "Persistence", "Search", "Charts", "Reports", "Commands"];

    [Fact]
    public void No_room_uses_one_that_comes_after_it()
    {
        var files = SourceFiles().ToList();
        Assert.NotEmpty(files);
        string[] wrong = [.. from file in files
                             from used in UsedRooms(File.ReadAllText(file.Path))
                             where Array.IndexOf(Rooms, used) > Array.IndexOf(Rooms, file.Room)
                             select $"{file.Room}/{Path.GetFileName(file.Path)} uses {used}"];
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_is_a_room() => Assert.Empty(SourceFiles().Select(file => file.Room).Distinct().Except(Rooms));

    [Fact]
    public void The_library_knows_no_PowerShell()
    {
        string[] references = [.. typeof(NetworkException).Assembly.GetReferencedAssemblies().Select(name => name.Name!)];
        Assert.DoesNotContain("System.Management.Automation", references);

        // coverlet's instrumentation refers to netstandard.
        Assert.Equal(["MathNet.Numerics"], references.Where(name => name != "netstandard" && !name.StartsWith("System", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_order_check_sees_a_wrong_use()
    {
        Assert.Equal(["Training", "Commands"], UsedRooms("using PSNeuralNet.Training;\n var x = new PSNeuralNet.Commands.Thing();"));
        Assert.Equal(["Training"], UsedRooms("return Training.Trainer.Train(result.Data.X);"));
    }

    private static IEnumerable<(string Room, string Path)> SourceFiles([CallerFilePath] string here = "")
    {
        string source = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../src/PSNeuralNet"));
        return from room in Directory.EnumerateDirectories(source)
               let name = Path.GetFileName(room)
               where name is not ("bin" or "obj")
               from path in Directory.EnumerateFiles(room, "*.cs", SearchOption.AllDirectories)
               select (name, path);
    }

    private static IEnumerable<string> UsedRooms(string code) =>
        RoomName().Matches(code).Select(match => match.Groups[1].Value).Where(Rooms.Contains).Distinct();

    // "PSNeuralNet.Training;", and "Training.Trainer" from within the namespace; not "result.Training.X".
    [GeneratedRegex(@"(?:PSNeuralNet\.|(?<![\w.]))(Numerics|Data|Networks|Evaluation|Training|Persistence|Search|Charts|Reports|Commands)(?:;|\.(?=[A-Z]))")]
    private static partial Regex RoomName();
}
