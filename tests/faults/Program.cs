using System.Globalization;
using PSNeuralNet.Faults;

// dotnet run -c Release --project tests/faults -- KILLS ROUNDS
if (args is ["write", var path, var letter])
{
    Writer.Run(path, letter[0]);
    return 0;
}

if (args is ["export", var file])
{
    return Writer.Export(file);
}

int kills = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 300;
int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 300;
string folder = Directory.CreateTempSubdirectory("psneuralnet-faults-").FullName;
try
{
    var runner = new WriterRuns(folder, typeof(Writer).Assembly.Location);
    int hit = runner.Kill(kills);
    Console.WriteLine($"{hit} of {kills} processes were killed while a temporary file existed: the file was whole each time, and nothing was left after the next write.");
    runner.Compete(rounds);
    Console.WriteLine($"{rounds} rounds of two writers of one path: the file was whole each time, and nothing was left after the next write.");
}
finally
{
    Directory.Delete(folder, recursive: true);
}

return 0;
