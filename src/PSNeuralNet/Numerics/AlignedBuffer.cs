using System.Runtime.InteropServices;

namespace PSNeuralNet.Numerics;

/// <summary>Pinned array of doubles, aligned to a cache line (64 bytes), initially zero; freed by the garbage collector.</summary>
internal sealed unsafe class AlignedBuffer
{
    private const int Alignment = 64;

    // More than the reach of hardware prefetchers, many rows of a block ahead (measured).
    private const int Distance = 16384 / sizeof(double);

    // Keeps the pinned memory alive as long as its address is in use.
    private readonly double[] _memory;

    /// <summary>Allocates a buffer.</summary>
    /// <param name="length">Length in doubles.</param>
    /// <param name="isApart">
    /// True to pad both sides against false sharing, for a buffer that one thread writes to while others work: prefetchers of
    /// processors that read next to it take its cache lines from the writer. Threads with adjacent buffers take up to twice as long.
    /// </param>
    public AlignedBuffer(int length, bool isApart = false)
    {
        const int Slack = Alignment / sizeof(double);
        Length = length;
        int distance = isApart ? Distance : 0;
        _memory = GC.AllocateArray<double>(checked(length + Slack + (2 * distance)), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory)) + (distance * sizeof(double));
        Pointer = (double*)((address + Alignment - 1) & ~(nint)(Alignment - 1));
        HugePages.Prefer(Pointer, length);
    }

    /// <summary>Allocates a copy of values.</summary>
    public AlignedBuffer(ReadOnlySpan<double> values, bool isApart = false)
        : this(values.Length, isApart)
    {
        values.CopyTo(Span);
    }

    private AlignedBuffer(AlignedBuffer whole, int start, int length)
    {
        _memory = whole._memory;
        Length = length;
        Pointer = whole.Pointer + start;
    }

    /// <summary>Allocates adjacent buffers for one thread, without padding between them.</summary>
    /// <param name="isApart">True to pad both ends of the whole.</param>
    /// <param name="lengths">Lengths in doubles.</param>
    public static AlignedBuffer[] Adjacent(bool isApart, params ReadOnlySpan<int> lengths)
    {
        long total = 0;
        foreach (int length in lengths)
        {
            total += Simd.Padded(length);
        }

        var buffers = new AlignedBuffer[lengths.Length];
        if (total > Array.MaxLength / 2)
        {
            // Too large for one array.
            for (int i = 0; i < buffers.Length; i++)
            {
                buffers[i] = new AlignedBuffer(lengths[i], isApart);
            }

            return buffers;
        }

        var whole = new AlignedBuffer((int)total, isApart);
        int start = 0;
        for (int i = 0; i < buffers.Length; i++)
        {
            buffers[i] = new AlignedBuffer(whole, start, lengths[i]);
            start += Simd.Padded(lengths[i]);
        }

        return buffers;
    }

    public int Length { get; }

    /// <summary>Address of the first value; valid while this object is reachable.</summary>
    public double* Pointer { get; }

    public Span<double> Span => new(Pointer, Length);

    public double[] ToArray()
    {
        double[] values = Span.ToArray();
        GC.KeepAlive(this);
        return values;
    }
}
