using PSNeuralNet.Numerics;

namespace PSNeuralNet.Benchmarks;

/// <summary>
/// c = a b for square matrices laid out row by row, put together from the library's parts as a layer's gradient is: strips of
/// b are packed, and tiles of a multiplied with them, by a team of threads.
/// </summary>
internal sealed unsafe class SquareProduct(int size, ThreadTeam team) : ITeamWork
{
    private readonly AlignedBuffer[] _packed = Buffers(team.Size, TileKernel.Depth * TileKernel.Width);
    private readonly AlignedBuffer[] _edge = Buffers(team.Size, size * TileKernel.Width);

    public AlignedBuffer A { get; } = new(size * size);

    public AlignedBuffer B { get; } = new(size * size);

    public AlignedBuffer C { get; } = new(size * size);

    public void Run()
    {
        team.Run(this, (size + TileKernel.Width - 1) / TileKernel.Width);
    }

    public void Run(int item, int member)
    {
        int column = item * TileKernel.Width, width = Math.Min(TileKernel.Width, size - column);
        double* packed = _packed[member].Pointer;
        double* c = width == TileKernel.Width ? C.Pointer + column : _edge[member].Pointer;
        int cRow = width == TileKernel.Width ? size : TileKernel.Width;
        for (int k = 0; k < size; k += TileKernel.Depth)
        {
            int depth = Math.Min(TileKernel.Depth, size - k);
            for (int i = 0; i < depth; i++)
            {
                new ReadOnlySpan<double>(B.Pointer + ((k + i) * size) + column, width).CopyTo(new Span<double>(packed + (i * TileKernel.Width), width));
            }

            double* part = A.Pointer + k;
            var left = new TileKernel.Operand { Part = &part, Depth = &depth, Parts = 1, Row = size, Column = 1 };
            TileKernel.Multiply(left, size, packed, TileKernel.Width, k == 0 ? TileKernel.Start.Zero : TileKernel.Start.Sum, null, c, cRow);
        }

        for (int row = 0; width < TileKernel.Width && row < size; row++)
        {
            new ReadOnlySpan<double>(c + (row * TileKernel.Width), width).CopyTo(new Span<double>(C.Pointer + (row * size) + column, width));
        }
    }

    private static AlignedBuffer[] Buffers(int count, int length)
    {
        return [.. Enumerable.Range(0, count).Select(_ => new AlignedBuffer(length))];
    }
}
