using System.Runtime.InteropServices;

namespace PSNeuralNet.Numerics;

/// <summary>Pinned array of numbers, aligned to a cache line (64 bytes), initially zero; freed by the garbage collector.</summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed unsafe class AlignedBuffer<TNumber>
    where TNumber : unmanaged
{
    private const int Alignment = 64;

    // More than the reach of hardware prefetchers, many rows of a block ahead (measured).
    private static readonly int Distance = 16384 / sizeof(TNumber);

    // Keeps the pinned memory alive as long as its address is in use.
    private readonly TNumber[] _memory;

    /// <summary>Allocates a buffer.</summary>
    /// <param name="length">Length in numbers.</param>
    /// <param name="isApart">
    /// True to pad both sides against false sharing, for a buffer that one thread writes to while others work: prefetchers of
    /// processors that read next to it take its cache lines from the writer. Threads with adjacent buffers take up to twice as long.
    /// </param>
    public AlignedBuffer(int length, bool isApart = false)
    {
        int slack = Alignment / sizeof(TNumber);
        Length = length;
        int distance = isApart ? Distance : 0;
        _memory = GC.AllocateArray<TNumber>(checked(length + slack + (2 * distance)), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory)) + (distance * sizeof(TNumber));
        Pointer = (TNumber*)((address + Alignment - 1) & ~(nint)(Alignment - 1));
        HugePages.Prefer(Pointer, length);
    }

    /// <summary>Allocates a copy of values, rounded to the type of the numbers.</summary>
    public AlignedBuffer(ReadOnlySpan<double> values, bool isApart = false)
        : this(values.Length, isApart)
    {
        NumberConversion.Convert(values, Span);
    }

    private AlignedBuffer(AlignedBuffer<TNumber> whole, int start, int length)
    {
        _memory = whole._memory;
        Length = length;
        Pointer = whole.Pointer + start;
    }

    /// <summary>Allocates adjacent buffers for one thread, without padding between them.</summary>
    /// <param name="isApart">True to pad both ends of the whole.</param>
    /// <param name="lengths">Lengths in numbers.</param>
    public static AlignedBuffer<TNumber>[] Adjacent(bool isApart, params ReadOnlySpan<int> lengths)
    {
        long total = 0;
        foreach (int length in lengths)
        {
            total += Simd<TNumber>.Padded(length);
        }

        var buffers = new AlignedBuffer<TNumber>[lengths.Length];
        if (total > Array.MaxLength / 2)
        {
            // Too large for one array.
            for (int i = 0; i < buffers.Length; i++)
            {
                buffers[i] = new AlignedBuffer<TNumber>(lengths[i], isApart);
            }

            return buffers;
        }

        var whole = new AlignedBuffer<TNumber>((int)total, isApart);
        int start = 0;
        for (int i = 0; i < buffers.Length; i++)
        {
            buffers[i] = new AlignedBuffer<TNumber>(whole, start, lengths[i]);
            start += Simd<TNumber>.Padded(lengths[i]);
        }

        return buffers;
    }

    public int Length { get; }

    /// <summary>Address of the first value; valid while this object is reachable.</summary>
    public TNumber* Pointer { get; }

    public Span<TNumber> Span => new(Pointer, Length);

    public TNumber[] ToArray()
    {
        TNumber[] values = Span.ToArray();
        GC.KeepAlive(this);
        return values;
    }
}
