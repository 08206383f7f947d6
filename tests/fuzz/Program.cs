using System.Diagnostics;
using PSNeuralNet.Fuzz;

// dotnet run -c Release --project tests/fuzz -- [--minutes M] [--count N] [--seed S] [--only TARGET] [--findings FOLDER] [--replay FILE_OR_FOLDER]
const double SecondsOfHang = 60;
Dictionary<string, string> options = [];
for (int i = 0; i < args.Length; i += 2)
{
    string[] known = ["--minutes", "--count", "--seed", "--only", "--replay", "--findings"];
    if (!known.Contains(args[i]) || i + 1 == args.Length)
    {
        Console.Error.WriteLine($"Options: {string.Join(" VALUE, ", known)} VALUE. Targets: {string.Join(", ", FuzzTarget.All.Select(target => target.Name))}.");
        return 2;
    }

    options[args[i]] = args[i + 1];
}

FuzzTarget[] targets = [.. FuzzTarget.All.Where(target => !options.TryGetValue("--only", out string? only) || target.Name == only)];
if (targets.Length == 0)
{
    Console.Error.WriteLine($"Targets: {string.Join(", ", FuzzTarget.All.Select(target => target.Name))}.");
    return 2;
}

ulong seed = options.TryGetValue("--seed", out string? given) ? ulong.Parse(given, CultureInfo.InvariantCulture) : (ulong)Random.Shared.NextInt64();
var fuzzer = new Fuzzer(targets, seed);
if (options.TryGetValue("--replay", out string? replay))
{
    // The corpus has a folder for each target.
    string[] files = Directory.Exists(replay) ? Directory.GetFiles(replay, "*", SearchOption.AllDirectories) : [replay];
    (string File, string Fault)[] faults =
    [
        .. files.Order(StringComparer.Ordinal).Select(file => (file, fuzzer.Check(TargetOf(file), File.ReadAllBytes(file)))).Where(result => result.Item2 is not null).Select(result => (result.file, result.Item2!.Value.Details)),
    ];
    Console.WriteLine(string.Join('\n', faults.Select(fault => $"{fault.File}: {fault.Fault}").Append($"{files.Length} files, {faults.Length} faults.")));
    return faults.Length == 0 ? 0 : 1;
}

double minutes = options.TryGetValue("--minutes", out string? text) ? double.Parse(text, CultureInfo.InvariantCulture) : options.ContainsKey("--count") ? double.PositiveInfinity : 1;
long count = options.TryGetValue("--count", out text) ? long.Parse(text, CultureInfo.InvariantCulture) : long.MaxValue;
string folder = options.GetValueOrDefault("--findings", "fuzz-findings");
Console.WriteLine($"Seed {seed}; {string.Join(", ", targets.Select(target => target.Name))}.");

// Ends the process with the seed of the input if a reader hangs.
long last = 0;
long lastTime = Stopwatch.GetTimestamp();
using var watchdog = new Timer(
    _ =>
    {
        if (fuzzer.Count != last)
        {
            (last, lastTime) = (fuzzer.Count, Stopwatch.GetTimestamp());
        }
        else if (Stopwatch.GetElapsedTime(lastTime).TotalSeconds > SecondsOfHang)
        {
            Console.Error.WriteLine($"Input {last - 1} of seed {seed} hangs: run with --seed {unchecked(seed + (ulong)last - 1)} --count 1 --only {fuzzer.TargetOf(last - 1).Name}.");
            Environment.Exit(3);
        }
    },
    null,
    TimeSpan.FromSeconds(1),
    TimeSpan.FromSeconds(1));

long start = Stopwatch.GetTimestamp();
double told = 0;
while (fuzzer.Count < count && Stopwatch.GetElapsedTime(start).TotalMinutes < minutes)
{
    if (fuzzer.Step() is { } finding)
    {
        string path = Path.Combine(folder, finding.Target.Name, $"{finding.Seed:x16}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, finding.Input);
        Console.WriteLine($"FOUND {finding.Target.Name}, input {fuzzer.Count - 1}: {finding.Fault}\n  {path}, {finding.Input.Length} bytes: {Convert.ToBase64String(finding.Input.AsSpan(0, Math.Min(300, finding.Input.Length)))}\n  {finding.Details.ReplaceLineEndings("\n  ")}");
    }

    if (Stopwatch.GetElapsedTime(start).TotalMinutes > told)
    {
        told++;
        Report();
    }
}

Report();
return fuzzer.Findings.Count == 0 ? 0 : 1;

FuzzTarget TargetOf(string file) => targets.Length == 1 ? targets[0] : FuzzTarget.All.Single(target => target.Name == Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))));

void Report() =>
    Console.WriteLine(FormattableString.Invariant(
        $"{fuzzer.Count} inputs in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {fuzzer.Findings.Count} findings; slowest {fuzzer.Slowest.Time.TotalSeconds:0.000} s ({fuzzer.Slowest.Target}), largest {fuzzer.Largest.Share:0.000} of its memory limit ({fuzzer.Largest.Target})."));
