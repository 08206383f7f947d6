using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PSNeuralNet.Numerics;

/// <summary>Doubles at a fixed, cache-line aligned address, all zero at first; freed by the garbage collector.</summary>
internal sealed unsafe class AlignedBuffer
{
    private const int Alignment = 64;

    // Keeps the pinned memory alive as long as its address is in use.
    private readonly double[] _memory;

    public AlignedBuffer(int length)
    {
        const int Slack = Alignment / sizeof(double);
        Length = length;
        _memory = GC.AllocateArray<double>(checked(length + Slack), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory));
        Pointer = (double*)((address + Alignment - 1) & ~(nint)(Alignment - 1));
        HugePages.Prefer(Pointer, length);
    }

    public AlignedBuffer(ReadOnlySpan<double> values)
        : this(values.Length)
    {
        values.CopyTo(Span);
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
