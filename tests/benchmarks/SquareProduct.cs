using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Benchmarks;

/// <summary>
/// Square matrix product C = A B, row-major, with the library's tile kernel: for each <see cref="TileKernel{TNumber}.Depth"/> rows of B, threads pack
/// them into panels, then multiply blocks of rows of A, which stay in the second-level cache, with all panels.
/// </summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed unsafe class SquareProduct<TNumber>(int size, WorkerGroup workers) : IParallelWork
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    private const int BlockRows = 8 * TileKernel<TNumber>.Rows;

    private readonly AlignedBuffer<TNumber> _packed = new(Panels(size) * TileKernel<TNumber>.Depth * TileKernel<TNumber>.Width);
    private readonly AlignedBuffer<TNumber>[] _edge = [.. Enumerable.Range(0, workers.Size).Select(_ => new AlignedBuffer<TNumber>(BlockRows * TileKernel<TNumber>.Width, isApart: true))];
    private int _from;
    private int _depth;
    private bool _isPacking;

    public AlignedBuffer<TNumber> A { get; } = new(size * size);

    public AlignedBuffer<TNumber> B { get; } = new(size * size);

    public AlignedBuffer<TNumber> C { get; } = new(size * size);

    public void Run()
    {
        for (_from = 0; _from < size; _from += TileKernel<TNumber>.Depth)
        {
            _depth = Math.Min(TileKernel<TNumber>.Depth, size - _from);
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
            Panel<TNumber>.Copy(B.Pointer + ((nint)_from * size) + (item * TileKernel<TNumber>.Width), size, _depth, WidthOf(item), Packed(item), TileKernel<TNumber>.Width);
            return;
        }

        int first = item * BlockRows, rows = Math.Min(BlockRows, size - first);
        for (int panel = 0; panel < Panels(size); panel++)
        {
            Multiply(first, rows, panel, _edge[worker].Pointer);
        }
    }

    private void Multiply(int first, int rows, int panel, TNumber* edge)
    {
        int depth = _depth, width = WidthOf(panel);
        bool isEdge = width < TileKernel<TNumber>.Width;
        TNumber* part = A.Pointer + ((nint)first * size) + _from, c = C.Pointer + ((nint)first * size) + (panel * TileKernel<TNumber>.Width);
        if (isEdge && _from > 0)
        {
            Panel<TNumber>.Copy(c, size, rows, width, edge, TileKernel<TNumber>.Width);
        }

        var left = new TileOperand { Part = (void**)&part, Depth = &depth, Parts = 1, Row = size, Column = 1 };
        TileStart start = _from == 0 ? TileStart.Zero : TileStart.Sum;
        TileKernel<TNumber>.Multiply(left, rows, Packed(panel), TileKernel<TNumber>.Width, start, null, isEdge ? edge : c, isEdge ? TileKernel<TNumber>.Width : size);
        if (isEdge)
        {
            Panel<TNumber>.Copy(edge, TileKernel<TNumber>.Width, rows, width, c, size);
        }
    }

    private static int Panels(int size) => (size + TileKernel<TNumber>.Width - 1) / TileKernel<TNumber>.Width;

    private int WidthOf(int panel) => Math.Min(TileKernel<TNumber>.Width, size - (panel * TileKernel<TNumber>.Width));

    private TNumber* Packed(int panel) => _packed.Pointer + ((nint)panel * TileKernel<TNumber>.Depth * TileKernel<TNumber>.Width);
}
