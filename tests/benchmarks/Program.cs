using BenchmarkDotNet.Running;
using PSNeuralNet.Benchmarks;

// --products answers compare.py; everything else is BenchmarkDotNet's: --filter '*', --list flat, ...
if (args is ["--products"])
{
    Products.Answer();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Products).Assembly).Run(args);
