namespace PSNeuralNet.Tests.Training;

public class NumberListTests
{
    [Fact]
    public void A_full_list_becomes_an_array_without_a_copy_that_later_numbers_do_not_reach()
    {
        var list = new NumberList(3);
        list.AddRange([1, 2]);
        double[] part = list.ToArray();
        list.Add(3);
        double[] whole = list.ToArray();
        Assert.Same(whole, list.ToArray());
        list.Add(4);
        Assert.Equal([1, 2], part);
        Assert.Equal([1, 2, 3], whole);
        Assert.Equal([1, 2, 3, 4], list);
        Assert.NotSame(whole, list.ToArray());
    }

    [Fact]
    public void It_grows_from_nothing_and_ends_where_it_ends()
    {
        var list = new NumberList(0);
        Assert.Empty(list.ToArray());
        for (int i = 0; i < 1000; i++)
        {
            list.Add(i);
        }

        Assert.Equal(1000, list.Count);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (double)i), list.ToArray());
        Assert.Equal(999, list[999]);
        Assert.Throws<ArgumentOutOfRangeException>(() => list[1000]);
    }
}
