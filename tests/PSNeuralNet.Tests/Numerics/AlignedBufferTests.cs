namespace PSNeuralNet.Tests.Numerics;

public unsafe class AlignedBufferTests
{
    private const long Distance = 16384;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(300_000)]
    public void A_buffer_begins_with_a_cache_line_and_is_all_zero(int length)
    {
        foreach (bool isApart in (bool[])[false, true])
        {
            var buffer = new AlignedBuffer<double>(length, isApart);
            Assert.Equal(0, (nint)buffer.Pointer % 64);
            Assert.Equal(length, buffer.Span.Length);
            Assert.Equal(-1, buffer.Span.IndexOfAnyExcept(0.0));
            GC.KeepAlive(buffer);
        }
    }

    [Fact]
    public void A_buffer_apart_has_nothing_near_it()
    {
        AlignedBuffer<double>[] buffers = [.. Enumerable.Range(0, 200).Select(i => new AlignedBuffer<double>(100 + i, isApart: i % 3 == 0))];
        AlignedBuffer<double>[] inOrder = [.. buffers.OrderBy(buffer => (nint)buffer.Pointer)];
        for (int i = 1; i < inOrder.Length; i++)
        {
            long between = (byte*)inOrder[i].Pointer - (byte*)(inOrder[i - 1].Pointer + inOrder[i - 1].Length);
            bool isApart = Array.IndexOf(buffers, inOrder[i]) % 3 == 0 || Array.IndexOf(buffers, inOrder[i - 1]) % 3 == 0;
            Assert.True(between >= (isApart ? Distance : 0), $"{between} bytes between buffers {i - 1} and {i}");
        }

        GC.KeepAlive(buffers);
    }

    [Fact]
    public void Adjacent_buffers_do_not_overlap_and_have_a_distance_around_them_all()
    {
        AlignedBuffer<double>[][] groups = [.. Enumerable.Range(0, 50).Select(i => AlignedBuffer<double>.Adjacent(isApart: true, 100 + i, 0, 3, 1000))];
        foreach (AlignedBuffer<double>[] group in groups)
        {
            Assert.Equal([0, 0, 0, 0], group.Select(buffer => (int)((nint)buffer.Pointer % 64)));
            for (int i = 1; i < group.Length; i++)
            {
                Assert.True(group[i].Pointer >= group[i - 1].Pointer + group[i - 1].Length);
            }
        }

        AlignedBuffer<double>[][] inOrder = [.. groups.OrderBy(group => (nint)group[0].Pointer)];
        for (int i = 1; i < inOrder.Length; i++)
        {
            Assert.True((byte*)inOrder[i][0].Pointer - (byte*)(inOrder[i - 1][3].Pointer + inOrder[i - 1][3].Length) >= Distance);
        }

        GC.KeepAlive(groups);
    }

    [Fact]
    public void Values_are_copied()
    {
        double[] values = [1, double.NaN, -3];
        Assert.Equal(values, new AlignedBuffer<double>(values, isApart: true).ToArray());
    }
}
