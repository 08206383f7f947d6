using BenchmarkDotNet.Running;
using PSNeuralNet.Benchmarks;

// --products serves compare.py, --peak prints how far the kernels are from the machine's peak; all other arguments are BenchmarkDotNet's (--filter '*', --list flat).
if (args is ["--products"])
{
    Products.Answer();
    return;
}

if (args is ["--peak"])
{
    Peak.Print();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Products).Assembly).Run(args);
