using System.Diagnostics;

namespace PSNeuralNet.Fuzz;

/// <summary>
/// Runs inputs through the readers. Input k of a seed is the same in every run. An input is a finding if an exception other than
/// <see cref="NetworkException"/> leaves the reader, if readers disagree, or if it takes more time or memory than the limits.
/// </summary>
/// <param name="targets">The readers, in turns.</param>
/// <param name="seed">Seed of the run.</param>
internal sealed class Fuzzer(IReadOnlyList<FuzzTarget> targets, ulong seed)
{
    /// <summary>Longest time for an input.</summary>
    public static readonly TimeSpan MaximumTime = TimeSpan.FromSeconds(2);

    /// <summary>Most memory for an input: this many bytes, and <see cref="MaximumRatio"/> bytes for each of its own.</summary>
    public const long MaximumBytes = 64L << 20;

    /// <summary>Bytes of memory for each byte of an input, decompressed.</summary>
    public const long MaximumRatio = 16;

    private const int MaximumTries = 2000;
    private readonly FuzzTarget[] _turns = [.. targets.SelectMany(target => Enumerable.Repeat(target, target.Turns))];
    private readonly Dictionary<string, Finding> _findings = [];

    /// <summary>One finding for each target and fault.</summary>
    public IReadOnlyCollection<Finding> Findings => _findings.Values;

    /// <summary>Number of inputs so far.</summary>
    public long Count { get; private set; }

    /// <summary>Longest time of an input, and its target.</summary>
    public (TimeSpan Time, string Target) Slowest { get; private set; }

    /// <summary>Largest share of its memory limit that an input took, and its target.</summary>
    public (double Share, string Target) Largest { get; private set; }

    /// <summary>Checks one input.</summary>
    /// <param name="target">The reader.</param>
    /// <param name="input">The input.</param>
    /// <returns>Fault and details; null for none.</returns>
    public (string Fault, string Details)? Check(FuzzTarget target, byte[] input)
    {
        // A pause of the machine is no fault of the reader: what is over a limit is measured again.
        for (int turn = 0; ; turn++)
        {
            long allocated = GC.GetTotalAllocatedBytes(), start = Stopwatch.GetTimestamp(), size;
            try
            {
                size = target.Check(input);
            }
            catch (FuzzException exception)
            {
                return (exception.Message.Split(':')[0], exception.Message);
            }
            catch (Exception exception)
            {
                string place = (exception.InnerException ?? exception).StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("PSNeuralNet", StringComparison.Ordinal))?.Trim() ?? "";
                return ($"{exception.GetType().Name} {place.Split(" in ")[0]}", exception.ToString());
            }

            TimeSpan time = Stopwatch.GetElapsedTime(start);
            double share = (GC.GetTotalAllocatedBytes() - allocated) / (double)(MaximumBytes + (MaximumRatio * size));
            if (turn < 2 && (time > MaximumTime || share > 1))
            {
                continue;
            }

            Slowest = time > Slowest.Time ? (time, target.Name) : Slowest;
            Largest = share > Largest.Share ? (share, target.Name) : Largest;
            return time > MaximumTime ? ("time", $"{time.TotalSeconds:0.0} s") : share > 1 ? ("memory", $"{share:0.0} of the limit") : null;
        }
    }

    /// <summary>Reader that an input is for.</summary>
    /// <param name="input">Number of the input, from 0.</param>
    public FuzzTarget TargetOf(long input) => _turns[(int)(input % _turns.Length)];

    /// <summary>Runs the next input.</summary>
    /// <returns>The finding if it is a new one.</returns>
    public Finding? Step()
    {
        FuzzTarget target = TargetOf(Count);
        ulong inputSeed = Mix(seed + (ulong)Count);
        Count++;
        byte[] input = target.Generate(new Random((int)(inputSeed & int.MaxValue)));
        if (Check(target, input) is not { } fault || _findings.ContainsKey(Key(target, fault.Fault)))
        {
            return null;
        }

        byte[] minimal = Minimize(target, input, fault.Fault);
        var finding = new Finding(target, inputSeed, minimal, fault.Fault, Check(target, minimal)?.Details ?? fault.Details);
        _findings.Add(Key(target, fault.Fault), finding);
        return finding;
    }

    private static string Key(FuzzTarget target, string fault) => $"{target.Name}: {fault}";

    /// <summary>Removes ranges, the largest first, as long as the fault stays.</summary>
    private byte[] Minimize(FuzzTarget target, byte[] input, string fault)
    {
        int tries = 0;
        for (int length = Math.Max(1, input.Length / 2); length > 0; length /= 2)
        {
            for (int at = 0; at < input.Length && tries < MaximumTries;)
            {
                byte[] shorter = [.. input.AsSpan(0, at), .. input.AsSpan(Math.Min(input.Length, at + length))];
                tries++;
                if (Check(target, shorter)?.Fault == fault)
                {
                    input = shorter;
                }
                else
                {
                    at += length;
                }
            }
        }

        return input;
    }

    /// <summary>SplitMix64: neighbors become unlike.</summary>
    private static ulong Mix(ulong value)
    {
        value = unchecked(value * 0x9E3779B97F4A7C15);
        value = unchecked((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9);
        value = unchecked((value ^ (value >> 27)) * 0x94D049BB133111EB);
        return value ^ (value >> 31);
    }
}
