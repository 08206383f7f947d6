namespace PSNeuralNet.Fuzz;

/// <summary>Reader under test: generates inputs from a seed and checks what the reader makes of an input.</summary>
internal abstract class FuzzTarget
{
    /// <summary>All targets.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } = [new CsvTarget(), new TableTarget(), new GzipTarget(), new NetworkTarget(), new CheckpointTarget(), new IdxTarget(), new RowTarget(), new CellTarget(), new SettingTarget(), new CodeTarget()];

    /// <summary>Name on the command line and of the corpus folder.</summary>
    public abstract string Name { get; }

    /// <summary>Turns in each round: more for the faster readers.</summary>
    public abstract int Turns { get; }

    /// <summary>Generates an input: structured, and then often damaged.</summary>
    /// <param name="random">Source of the choices.</param>
    public abstract byte[] Generate(Random random);

    /// <summary>
    /// Reads an input. A <see cref="NetworkException"/> of the reader is a result; any other exception that leaves this method is a finding.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <returns>Size of the input after decompression, in bytes.</returns>
    /// <exception cref="FuzzException">Readers disagree, or a result is wrong.</exception>
    public abstract long Check(byte[] input);

    /// <summary>Result of a reader, or the error it ends with.</summary>
    protected static (T? Value, NetworkException? Error) Try<T>(Func<T> read)
    {
        try
        {
            return (read(), null);
        }
        catch (NetworkException exception)
        {
            return (default, exception);
        }
    }

    /// <summary>Makes a condition a finding if it is false.</summary>
    protected static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new FuzzException(message);
        }
    }
}
