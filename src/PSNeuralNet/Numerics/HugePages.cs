using System.Runtime.InteropServices;

namespace PSNeuralNet.Numerics;

/// <summary>
/// Transparent huge pages for large arrays: madvise(MADV_HUGEPAGE) on Linux, as NumPy does; nothing elsewhere. First touch in pages
/// of 4 KiB takes about 3 ms per MiB on virtual machines (measured), as long as computing with the memory.
/// </summary>
internal static unsafe partial class HugePages
{
    private const int MadviseHugePage = 14;
    private const nint PageSize = 2 << 20;

    private static bool _isAvailable = OperatingSystem.IsLinux();

    /// <summary>Allocates an array of zeros.</summary>
    public static double[] NewArray(int length) => NewArray<double>(length);

    /// <inheritdoc cref="NewArray(int)"/>
    /// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
    public static TNumber[] NewArray<TNumber>(int length)
        where TNumber : unmanaged => Advised(new TNumber[length]);

    /// <summary>Allocates an array without clearing it.</summary>
    public static double[] NewUninitializedArray(int length) => NewUninitializedArray<double>(length);

    /// <inheritdoc cref="NewUninitializedArray(int)"/>
    /// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
    public static TNumber[] NewUninitializedArray<TNumber>(int length)
        where TNumber : unmanaged => Advised(GC.AllocateUninitializedArray<TNumber>(length));

    /// <summary>Requests huge pages for memory that was not touched yet.</summary>
    /// <param name="first">Start of the memory.</param>
    /// <param name="length">Length in numbers.</param>
    public static void Prefer<TNumber>(TNumber* first, long length)
        where TNumber : unmanaged
    {
        nint start = ((nint)first + PageSize - 1) & ~(PageSize - 1);
        nint end = (nint)(first + length) & ~(PageSize - 1);
        if (end <= start || !_isAvailable)
        {
            return;
        }

        try
        {
            // The kernel may ignore the advice.
            _ = Advise(start, (nuint)(end - start), MadviseHugePage);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            _isAvailable = false;
        }
    }

    private static TNumber[] Advised<TNumber>(TNumber[] array)
        where TNumber : unmanaged
    {
        fixed (TNumber* first = array)
        {
            Prefer(first, array.Length);
        }

        return array;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(nint address, nuint length, int advice);
}
