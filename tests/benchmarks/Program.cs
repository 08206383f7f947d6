using BenchmarkDotNet.Running;
using PSNeuralNet.Benchmarks;

// --products serves compare.py; all other arguments are BenchmarkDotNet's (--filter '*', --list flat).
if (args is ["--products"])
{
    Products.Answer();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Products).Assembly).Run(args);
