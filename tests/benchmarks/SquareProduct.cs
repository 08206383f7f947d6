using PSNeuralNet.Numerics;

namespace PSNeuralNet.Benchmarks;

/// <summary>
/// Square matrix product C = A B, row-major, with the library's tile kernel: for each <see cref="TileKernel.Depth"/> rows of B, threads pack
/// them into panels, then multiply blocks of rows of A, which stay in the second-level cache, with all panels.
/// </summary>
internal sealed unsafe class SquareProduct(int size, WorkerGroup workers) : IParallelWork
{
    private const int BlockRows = 8 * TileKernel.Rows;

    private readonly AlignedBuffer _packed = new(Panels(size) * TileKernel.Depth * TileKernel.Width);
    private readonly AlignedBuffer[] _edge = [.. Enumerable.Range(0, workers.Size).Select(_ => new AlignedBuffer(BlockRows * TileKernel.Width, isApart: true))];
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
            workers.Run(this, Panels(size));
            _isPacking = false;
            workers.Run(this, (size + BlockRows - 1) / BlockRows);
        }
    }

    public void Run(int item, int worker)
    {
        if (_isPacking)
        {
            Panel.Copy(B.Pointer + ((nint)_from * size) + (item * TileKernel.Width), size, _depth, WidthOf(item), Packed(item), TileKernel.Width);
            return;
        }

        int first = item * BlockRows, rows = Math.Min(BlockRows, size - first);
        for (int panel = 0; panel < Panels(size); panel++)
        {
            Multiply(first, rows, panel, _edge[worker].Pointer);
        }
    }

    private void Multiply(int first, int rows, int panel, double* edge)
    {
        int depth = _depth, width = WidthOf(panel);
        bool isEdge = width < TileKernel.Width;
        double* part = A.Pointer + ((nint)first * size) + _from, c = C.Pointer + ((nint)first * size) + (panel * TileKernel.Width);
        if (isEdge && _from > 0)
        {
            Panel.Copy(c, size, rows, width, edge, TileKernel.Width);
        }

        var left = new TileKernel.Operand { Part = &part, Depth = &depth, Parts = 1, Row = size, Column = 1 };
        TileKernel.Start start = _from == 0 ? TileKernel.Start.Zero : TileKernel.Start.Sum;
        TileKernel.Multiply(left, rows, Packed(panel), TileKernel.Width, start, null, isEdge ? edge : c, isEdge ? TileKernel.Width : size);
        if (isEdge)
        {
            Panel.Copy(edge, TileKernel.Width, rows, width, c, size);
        }
    }

    private static int Panels(int size) => (size + TileKernel.Width - 1) / TileKernel.Width;

    private int WidthOf(int panel) => Math.Min(TileKernel.Width, size - (panel * TileKernel.Width));

    private double* Packed(int panel) => _packed.Pointer + ((nint)panel * TileKernel.Depth * TileKernel.Width);
}
