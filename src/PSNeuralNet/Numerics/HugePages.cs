using System.Runtime.InteropServices;

namespace PSNeuralNet.Numerics;

/// <summary>
/// Asks Linux for large pages where memory is large. To touch memory for the first time takes some 3 ms a MiB in pages of 4 KiB on
/// virtual machines (measured), as long as computing with it; NumPy asks in the same way. Elsewhere nothing happens.
/// </summary>
internal static unsafe partial class HugePages
{
    private const int Advice = 14;
    private const nint PageSize = 2 << 20;

    private static bool _isAvailable = OperatingSystem.IsLinux();

    /// <summary>Creates an array of zeros.</summary>
    public static double[] NewArray(int length)
    {
        return Advised(new double[length]);
    }

    /// <summary>Creates an array that will be filled anyway.</summary>
    public static double[] NewUninitializedArray(int length)
    {
        return Advised(GC.AllocateUninitializedArray<double>(length));
    }

    /// <summary>Asks for large pages for memory that has not been touched yet.</summary>
    /// <param name="first">Where it begins.</param>
    /// <param name="length">How many doubles it has.</param>
    public static void Prefer(double* first, long length)
    {
        nint start = ((nint)first + PageSize - 1) & ~(PageSize - 1);
        nint end = (nint)(first + length) & ~(PageSize - 1);
        if (end <= start || !_isAvailable)
        {
            return;
        }

        try
        {
            // Advice may be refused, which does no harm.
            _ = Advise(start, (nuint)(end - start), Advice);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            _isAvailable = false;
        }
    }

    private static double[] Advised(double[] array)
    {
        fixed (double* first = array)
        {
            Prefer(first, array.Length);
        }

        return array;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(nint address, nuint length, int advice);
}
