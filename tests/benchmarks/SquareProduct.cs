using PSNeuralNet.Numerics;

namespace PSNeuralNet.Benchmarks;

/// <summary>
/// c = a b for square matrices laid out row by row, put together from the library's parts: for as many rows of b as are summed at a time, a team
/// of threads packs strips of them, and then multiplies blocks of rows of a, which stay in the second-level cache, with all strips.
/// </summary>
internal sealed unsafe class SquareProduct(int size, WorkerGroup team) : IParallelWork
{
    private const int BlockRows = 8 * TileKernel.Rows;

    private readonly AlignedBuffer _packed = new(Strips(size) * TileKernel.Depth * TileKernel.Width);
    private readonly AlignedBuffer[] _edge = [.. Enumerable.Range(0, team.Size).Select(_ => new AlignedBuffer(BlockRows * TileKernel.Width, isApart: true))];
    private int _from;
    private int _depth;
    private bool _isPacking;

    public AlignedBuffer A { get; } = new(size * size);

    public AlignedBuffer B { get; } = new(size * size);

    public AlignedBuffer C { get; } = new(size * size);

    public void Run()
    {
        for (_from = 0; _from < size; _from += TileKernel.Depth)
        {
            _depth = Math.Min(TileKernel.Depth, size - _from);
            _isPacking = true;
            team.Run(this, Strips(size));
            _isPacking = false;
            team.Run(this, (size + BlockRows - 1) / BlockRows);
        }
    }

    public void Run(int item, int member)
    {
        if (_isPacking)
        {
            Panel.Copy(B.Pointer + ((nint)_from * size) + (item * TileKernel.Width), size, _depth, WidthOf(item), Packed(item), TileKernel.Width);
            return;
        }

        int first = item * BlockRows, rows = Math.Min(BlockRows, size - first);
        for (int strip = 0; strip < Strips(size); strip++)
        {
            Multiply(first, rows, strip, _edge[member].Pointer);
        }
    }

    private void Multiply(int first, int rows, int strip, double* edge)
    {
        int depth = _depth, width = WidthOf(strip);
        bool isEdge = width < TileKernel.Width;
        double* part = A.Pointer + ((nint)first * size) + _from, c = C.Pointer + ((nint)first * size) + (strip * TileKernel.Width);
        if (isEdge && _from > 0)
        {
            Panel.Copy(c, size, rows, width, edge, TileKernel.Width);
        }

        var left = new TileKernel.Operand { Part = &part, Depth = &depth, Parts = 1, Row = size, Column = 1 };
        TileKernel.Start start = _from == 0 ? TileKernel.Start.Zero : TileKernel.Start.Sum;
        TileKernel.Multiply(left, rows, Packed(strip), TileKernel.Width, start, null, isEdge ? edge : c, isEdge ? TileKernel.Width : size);
        if (isEdge)
        {
            Panel.Copy(edge, TileKernel.Width, rows, width, c, size);
        }
    }

    private static int Strips(int size) => (size + TileKernel.Width - 1) / TileKernel.Width;

    private int WidthOf(int strip) => Math.Min(TileKernel.Width, size - (strip * TileKernel.Width));

    private double* Packed(int strip) => _packed.Pointer + ((nint)strip * TileKernel.Depth * TileKernel.Width);
}
