using System.Collections.Concurrent;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Tests.Numerics;

public class WorkerGroupTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public void Every_item_is_done_once(int size)
    {
        var team = new WorkerGroup(size, processorCount: 64);
        for (int round = 0; round < 300; round++)
        {
            var work = new Counting(round % 40);
            team.Run(work, work.Count.Length);
            Assert.All(work.Count, count => Assert.Equal(1, count));
            Assert.All(work.Members, member => Assert.InRange(member, 0, size - 1));
        }
    }

    [Fact]
    public void One_thread_is_the_calling_thread()
    {
        var work = new Counting(100);
        new WorkerGroup(1, processorCount: 64).Run(work, 100);
        Assert.Equal([Environment.CurrentManagedThreadId], work.Threads);
    }

    [Fact]
    public void Where_all_processors_have_a_team_nobody_gets_help()
    {
        // Two processors and two teams at work: each has one.
        using WorkerGroup.Shift first = WorkerGroup.Enter(), second = WorkerGroup.Enter();
        var work = new Counting(100);
        new WorkerGroup(2, processorCount: 2).Run(work, 100);
        Assert.Equal([Environment.CurrentManagedThreadId], work.Threads);
    }

    [Fact]
    public void No_more_threads_than_processors()
    {
        Assert.Equal(Environment.ProcessorCount, new WorkerGroup(10_000).Size);
        Assert.Equal(Environment.ProcessorCount, new WorkerGroup().Size);
        Assert.Equal(1, new WorkerGroup(1).Size);
    }

    [Fact]
    public void Teams_of_several_threads_at_the_same_time()
    {
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() => Every_item_is_done_once(3))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void An_exception_comes_to_the_caller(int size)
    {
        var team = new WorkerGroup(size, processorCount: 64);
        Assert.Throws<OperationCanceledException>(() => team.Run(new Failing(), 50));

        // And the team can go on.
        var work = new Counting(10);
        team.Run(work, 10);
        Assert.All(work.Count, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var team = new WorkerGroup(4, processorCount: 64);
        var work = new Summing();
        team.Run(work, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            team.Run(work, 100);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private sealed class Counting(int items) : IParallelWork
    {
        public int[] Count { get; } = new int[items];

        public ConcurrentBag<int> Members { get; } = [];

        public IEnumerable<int> Threads => _threads.Distinct();

        private readonly ConcurrentBag<int> _threads = [];

        public void Run(int item, int member)
        {
            Interlocked.Increment(ref Count[item]);
            Members.Add(member);
            _threads.Add(Environment.CurrentManagedThreadId);
        }
    }

    private sealed class Failing : IParallelWork
    {
        public void Run(int item, int member)
        {
            throw new OperationCanceledException();
        }
    }

    private sealed class Summing : IParallelWork
    {
        private long _sum;

        public void Run(int item, int member)
        {
            Interlocked.Add(ref _sum, item);
        }
    }
}
