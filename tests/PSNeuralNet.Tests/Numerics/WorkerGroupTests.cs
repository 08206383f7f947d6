using System.Collections.Concurrent;

namespace PSNeuralNet.Tests.Numerics;

public class WorkerGroupTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public void Every_item_runs_once(int size)
    {
        var group = new WorkerGroup(size, processorCount: 64);
        for (int round = 0; round < 300; round++)
        {
            var work = new Counting(round % 40);
            group.Run(work, work.Count.Length);
            Assert.All(work.Count, count => Assert.Equal(1, count));
            Assert.All(work.Workers, worker => Assert.InRange(worker, 0, size - 1));
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
    public void Without_a_free_processor_the_calling_thread_runs_every_item()
    {
        // Two processors, both leased.
        using WorkerGroup.Lease first = WorkerGroup.LeaseProcessor(), second = WorkerGroup.LeaseProcessor();
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
    public void Groups_may_run_at_the_same_time()
    {
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() => Every_item_runs_once(3))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void An_exception_is_rethrown_to_the_caller(int size)
    {
        var group = new WorkerGroup(size, processorCount: 64);
        Assert.Throws<OperationCanceledException>(() => group.Run(new Failing(), 50));

        // The group is usable afterwards.
        var work = new Counting(10);
        group.Run(work, 10);
        Assert.All(work.Count, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var group = new WorkerGroup(4, processorCount: 64);
        var work = new Summing();
        group.Run(work, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            group.Run(work, 100);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private sealed class Counting(int items) : IParallelWork
    {
        public int[] Count { get; } = new int[items];

        public ConcurrentBag<int> Workers { get; } = [];

        public IEnumerable<int> Threads => _threads.Distinct();

        private readonly ConcurrentBag<int> _threads = [];

        public void Run(int item, int worker)
        {
            Interlocked.Increment(ref Count[item]);
            Workers.Add(worker);
            _threads.Add(Environment.CurrentManagedThreadId);
        }
    }

    private sealed class Failing : IParallelWork
    {
        public void Run(int item, int worker) => throw new OperationCanceledException();
    }

    private sealed class Summing : IParallelWork
    {
        private long _sum;

        public void Run(int item, int worker) => Interlocked.Add(ref _sum, item);
    }
}
