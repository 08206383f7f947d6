"""Times the tutorial's training with NumPy and with this module, side by side in one run, and prints the ratio.

    python3 tests/benchmarks/compare.py [--runs 5] [--pwsh PATH]

Needs NumPy and scikit-learn (Debian: python3-numpy python3-sklearn libopenblas0-pthread) and the built module
(dotnet build -c Release). The module runs in its shell, or in the pwsh that is named. Runs of the two take turns, so that
whatever else the machine does hits both; the median of each counts. The answers are compared, too.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np
import sklearn
from sklearn.datasets import make_moons

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHELL = os.path.join(ROOT, "src/PSNeuralNet.Shell/bin/Release/net10.0/PSNeuralNet.Shell.dll")
# Before each run: BLAS keeps its idle threads spinning for a while, which would slow whoever comes next.
PAUSE = 0.3
TRAININGS = 6
SAMPLES, NOISE, HIDDEN, RATE, ITERATIONS, SEED = 500, 0.2, 5, 0.3, 5000, 3


def fit_numpy(x, y):
    """The tutorial's loop, as one writes it in NumPy."""
    m = x.shape[1]
    random = np.random.RandomState(SEED)
    w1 = random.randn(HIDDEN, x.shape[0]) * np.sqrt(2 / x.shape[0])
    b1 = np.zeros((HIDDEN, 1))
    w2 = random.randn(1, HIDDEN) * np.sqrt(2 / HIDDEN)
    b2 = np.zeros((1, 1))
    costs = []
    for _ in range(ITERATIONS):
        a1 = np.tanh(w1 @ x + b1)
        a2 = 1 / (1 + np.exp(-(w2 @ a1 + b2)))
        costs.append(-np.mean(y * np.log(a2) + (1 - y) * np.log(1 - a2)))
        dz2 = a2 - y
        dw2 = dz2 @ a1.T / m
        db2 = np.sum(dz2, axis=1, keepdims=True) / m
        dz1 = (w2.T @ dz2) * (1 - a1 ** 2)
        dw1 = dz1 @ x.T / m
        db1 = np.sum(dz1, axis=1, keepdims=True) / m
        w1, b1, w2, b2 = w1 - RATE * dw1, b1 - RATE * db1, w2 - RATE * dw2, b2 - RATE * db2
    return costs


# Reads a line, trains, answers with a line: the seconds that one command took, and the costs it ended with. A turn is several
# trainings back to back, so that it is about as long as NumPy's and the processor has left its idle state as much.
SCRIPT = f"""
$moons = New-MoonsDataset -SampleCount {SAMPLES} -Noise {NOISE} -Seed 0
while ($null -ne ($line = [Console]::In.ReadLine())) {{
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    foreach ($i in 1..[int] $line) {{
        $r = $moons | Invoke-NetworkTraining -LearningRate {RATE} -HiddenSize {HIDDEN} -EpochCount {ITERATIONS} -Seed {SEED}
    }}
    $seconds = $clock.Elapsed.TotalSeconds / [int] $line
    [Console]::Out.WriteLine([string]::Format([cultureinfo]::InvariantCulture, 'run {{0:R}} {{1:R}} {{2:R}}', $seconds, $r.FirstCost, $r.LastCost))
    [Console]::Out.Flush()
}}
"""


class Module:
    """This module in a process of its own, waiting for the next run."""

    def __init__(self, pwsh):
        script = tempfile.NamedTemporaryFile("w", suffix=".ps1", delete=False, encoding="utf-8")
        with script:
            if pwsh:
                manifest = os.path.join(ROOT, "output", "PSNeuralNet")
                script.write(f"Import-Module '{manifest}'\n")
            script.write(SCRIPT)
        self.script = script.name
        command = [pwsh, "-NoProfile", "-File", self.script] if pwsh else ["dotnet", SHELL, self.script]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, trainings):
        self.process.stdin.write(f"{trainings}\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith("run "):
                seconds, first, last = map(float, line.split()[1:])
                return seconds, first, last
        sys.exit("The module's process ended without an answer.")

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        os.unlink(self.script)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="runs of each (5)")
    parser.add_argument("--pwsh", help="a pwsh to run the module in (its shell)")
    parser.add_argument("--least", type=float, default=6, help="the ratio below which the exit code is 1 (6)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    if not os.path.exists(SHELL):
        sys.exit("Build first: dotnet build -c Release")

    x, y = make_moons(n_samples=SAMPLES, noise=NOISE, random_state=0)
    x, y = np.ascontiguousarray(x.T), y.reshape(1, -1).astype(float)
    module = Module(options.pwsh)
    first_seconds, _, _ = module.run(1)
    module.run(TRAININGS)
    fit_numpy(x, y)

    theirs, ours = [], []
    for _ in range(options.runs):
        time.sleep(PAUSE)
        start = time.perf_counter()
        costs = fit_numpy(x, y)
        theirs.append(time.perf_counter() - start)
        time.sleep(PAUSE)
        seconds, first, last = module.run(TRAININGS)
        ours.append(seconds)
        if abs(first - costs[0]) > 1e-9 or abs(last - costs[-1]) > 1e-9:
            sys.exit(f"The answers differ: {first} {last} here, {costs[0]} {costs[-1]} in NumPy.")
    module.close()

    numpy_median, module_median = statistics.median(theirs), statistics.median(ours)
    ratio = numpy_median / module_median
    if options.json:
        print(json.dumps({"numpy": theirs, "module": ours, "first": first_seconds, "ratio": ratio}))
        return
    print(f"The tutorial: {SAMPLES} samples, 2-{HIDDEN}-1, {ITERATIONS} iterations; median of {options.runs} turns (of {TRAININGS} trainings here).")
    print(f"  NumPy {np.__version__} (scikit-learn {sklearn.__version__}'s moons)  {1e3 * numpy_median:8.1f} ms  {1e6 * numpy_median / ITERATIONS:7.1f} us an iteration")
    print(f"  Invoke-NetworkTraining{' ' * 22}{1e3 * module_median:8.1f} ms  {1e6 * module_median / ITERATIONS:7.1f} us an iteration")
    print(f"  The first training of the process{' ' * 11}{1e3 * first_seconds:8.1f} ms")
    print(f"  ratio {ratio:.1f}: the module takes 1/{ratio:.1f} of NumPy's time; the last costs agree to 1e-9")
    if ratio < options.least:
        sys.exit(f"That is less than {options.least:g}.")


main()
