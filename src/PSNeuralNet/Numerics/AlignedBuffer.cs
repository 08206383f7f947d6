using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PSNeuralNet.Numerics;

/// <summary>Doubles at a fixed, cache-line aligned address, all zero at first; freed by the garbage collector.</summary>
internal sealed unsafe class AlignedBuffer
{
    private const int Alignment = 64;

    // More than processors have been seen to reach beyond what they are reading, many rows of a block ahead.
    private const int Distance = 16384 / sizeof(double);

    // Keeps the pinned memory alive as long as its address is in use.
    private readonly double[] _memory;

    /// <summary>Allocates a buffer.</summary>
    /// <param name="length">How many doubles it holds.</param>
    /// <param name="isApart">
    /// Whether it keeps a distance from other memory, as it should where a thread writes to it again and again while others are at work:
    /// a processor that reads next to it fetches some of it, too, and takes that away from the one that writes. Threads with
    /// adjacent buffers take up to twice as long.
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

    /// <summary>Allocates a buffer with these values.</summary>
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

    /// <summary>Allocates buffers next to each other, which the same thread works on: they need no distance between them.</summary>
    /// <param name="isApart">Whether they keep it from other memory.</param>
    /// <param name="lengths">How many doubles each of them holds.</param>
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
            // Each fits into an array, but not all of them.
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

    /// <summary>The first value. Valid while this object is reachable.</summary>
    public double* Pointer { get; }

    public Span<double> Span => new(Pointer, Length);

    public double[] ToArray()
    {
        double[] values = Span.ToArray();
        GC.KeepAlive(this);
        return values;
    }
}
