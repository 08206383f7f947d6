using PSNeuralNet.Numerics;

namespace PSNeuralNet.Benchmarks;

/// <summary>
/// Square matrix product C = A B, row-major, with the library's tile kernel: for each <see cref="TileKernel{TNumber}.Depth"/> rows of B, threads pack
/// them into panels, then multiply blocks of rows of A, which stay in the second-level cache, with all panels.
/// </summary>
internal sealed unsafe class SquareProduct(int size, WorkerGroup workers) : IParallelWork
{
    private const int BlockRows = 8 * TileKernel<double>.Rows;

    private readonly AlignedBuffer<double> _packed = new(Panels(size) * TileKernel<double>.Depth * TileKernel<double>.Width);
    private readonly AlignedBuffer<double>[] _edge = [.. Enumerable.Range(0, workers.Size).Select(_ => new AlignedBuffer<double>(BlockRows * TileKernel<double>.Width, isApart: true))];
    private int _from;
    private int _depth;
    private bool _isPacking;

    public AlignedBuffer<double> A { get; } = new(size * size);

    public AlignedBuffer<double> B { get; } = new(size * size);

    public AlignedBuffer<double> C { get; } = new(size * size);

    public void Run()
    {
        for (_from = 0; _from < size; _from += TileKernel<double>.Depth)
        {
            _depth = Math.Min(TileKernel<double>.Depth, size - _from);
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
            Panel<double>.Copy(B.Pointer + ((nint)_from * size) + (item * TileKernel<double>.Width), size, _depth, WidthOf(item), Packed(item), TileKernel<double>.Width);
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
        bool isEdge = width < TileKernel<double>.Width;
        double* part = A.Pointer + ((nint)first * size) + _from, c = C.Pointer + ((nint)first * size) + (panel * TileKernel<double>.Width);
        if (isEdge && _from > 0)
        {
            Panel<double>.Copy(c, size, rows, width, edge, TileKernel<double>.Width);
        }

        var left = new TileOperand { Part = (void**)&part, Depth = &depth, Parts = 1, Row = size, Column = 1 };
        TileStart start = _from == 0 ? TileStart.Zero : TileStart.Sum;
        TileKernel<double>.Multiply(left, rows, Packed(panel), TileKernel<double>.Width, start, null, isEdge ? edge : c, isEdge ? TileKernel<double>.Width : size);
        if (isEdge)
        {
            Panel<double>.Copy(edge, TileKernel<double>.Width, rows, width, c, size);
        }
    }

    private static int Panels(int size) => (size + TileKernel<double>.Width - 1) / TileKernel<double>.Width;

    private int WidthOf(int panel) => Math.Min(TileKernel<double>.Width, size - (panel * TileKernel<double>.Width));

    private double* Packed(int panel) => _packed.Pointer + ((nint)panel * TileKernel<double>.Depth * TileKernel<double>.Width);
}
