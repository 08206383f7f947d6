"""Runs this module, NumPy and scikit-learn side by side in one go, compares the answers, and prints a table of ratios.

    python3 tests/benchmarks/compare.py --pwsh pwsh [--runs 5] [--only WORD ...]

Needs NumPy and scikit-learn (Debian: python3-numpy python3-sklearn libopenblas0-pthread), pwsh, and the built module
(dotnet build -c Release). Turns alternate, so that whatever else the machine does hits both; the median of each counts.
"""
import argparse
import ctypes
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np
import sklearn

import jobs

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MODULE = os.path.join(ROOT, "output", "PSNeuralNet")
PRODUCT = os.path.join(ROOT, "tests/benchmarks/bin/Release/net10.0/PSNeuralNet.Benchmarks.dll")
# Before each turn: BLAS keeps its idle threads spinning for a while, which would slow whoever comes next.
PAUSE = 0.3

# Reads commands, a line each, and answers each with a line: the seconds it took, and the numbers that a second command gives.
LOOP = """
$ErrorActionPreference = 'Stop'
function Read-Matrix([string] $Path, [int] $Rows, [int] $Columns) {
    $values = [double[]]::new($Rows * $Columns)
    [Buffer]::BlockCopy([IO.File]::ReadAllBytes($Path), 0, $values, 0, 8 * $values.Length)
    , [MathNet.Numerics.LinearAlgebra.Double.DenseMatrix]::new($Rows, $Columns, $values)
}
while ($null -ne ($line = [Console]::In.ReadLine())) {
    $command, $answer = $line.Split("`t") | ForEach-Object { [scriptblock]::Create($_) }
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    . $command | Out-Null
    $seconds = $clock.Elapsed.TotalSeconds
    $numbers = foreach ($number in @($seconds) + @(. $answer)) { ([double] $number).ToString('R', [cultureinfo]::InvariantCulture) }
    [Console]::Out.WriteLine("answer $numbers")
}
"""


class Host:
    """A pwsh with the module in it, that waits for commands; and a process of the benchmarks project for bare products."""

    def __init__(self, pwsh):
        self.pwsh = pwsh
        self.folder = tempfile.TemporaryDirectory()
        script = os.path.join(self.folder.name, "loop.ps1")
        with open(script, "w", encoding="utf-8") as file:
            file.write(f"Import-Module '{MODULE}'\n{LOOP}")
        self.process = self.start([pwsh, "-NoProfile", "-File", script])
        self.products = None
        self.others = []

    @staticmethod
    def start(command):
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"})

    @staticmethod
    def ask(process, line):
        process.stdin.write(line + "\n")
        process.stdin.flush()
        for line in process.stdout:
            if line.startswith("answer "):
                seconds, *answer = map(float, line.split()[1:])
                return seconds, answer
        sys.exit("The module's process ended without an answer.")

    def time(self, command, answer):
        return self.ask(self.process, f"{command}\t{answer}")

    def run(self, command):
        self.time(command, "0")

    def matrix(self, variable, rows):
        """Gives pwsh a matrix with these rows."""
        self.columns(variable, rows.T)

    def columns(self, variable, columns):
        path = os.path.join(self.folder.name, "matrix")
        np.ascontiguousarray(columns).tofile(path)
        self.run(f"{variable} = Read-Matrix '{path}' {columns.shape[1]} {columns.shape[0]}")

    def load(self, variable, x, y):
        """Gives pwsh a dataset: a row a sample here."""
        self.columns("$x", x)
        self.columns("$y", y)
        self.run(f"{variable} = [PSNeuralNet.Data.Dataset]::new($x, $y)")

    def alone(self, command):
        """Runs a command in a pwsh of its own."""
        command = f"Import-Module '{MODULE}'; {command}"
        done = subprocess.run([self.pwsh, "-NoProfile", "-Command", command], capture_output=True, text=True, check=True, env={**os.environ, "NO_COLOR": "1"})
        return float(done.stdout)

    def another(self):
        """A second pwsh, which has run nothing yet; it ends with this one."""
        self.others.append(Host(self.pwsh))
        return self.others[-1]

    def product(self, size, count):
        self.products = self.products or self.start(["dotnet", PRODUCT, "--products"])
        return self.ask(self.products, f"{size} {count}")

    def close(self):
        for other in self.others:
            other.close()
        for process in filter(None, [self.process, self.products]):
            process.stdin.close()
            process.wait()
        self.folder.cleanup()


def machine():
    """The processor, how many of them, and which of its kernels OpenBLAS takes."""
    name = platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            lines = dict(line.split(":", 1) for line in file.read().split("\n\n")[0].splitlines() if ":" in line)
        lines = {key.strip(): value.strip() for key, value in lines.items()}
        name = lines.get("model name", name) + (" with AVX-512" if "avx512f" in lines.get("flags", "") else "")
    try:
        blas = ctypes.CDLL("libopenblas.so.0")
        blas.openblas_get_corename.restype = ctypes.c_char_p
        kernel = blas.openblas_get_corename().decode()
    except OSError:
        kernel = "unknown"
    return f"{os.cpu_count()} x {name}; NumPy {np.__version__}, scikit-learn {sklearn.__version__}, OpenBLAS kernel {kernel}"


def measure(job, runs):
    for _ in range(job.warmups):
        job.theirs()
        job.ours()
    theirs, ours = [], []
    for _ in range(runs):
        time.sleep(PAUSE)
        seconds, answer = job.theirs()
        theirs.append(seconds)
        time.sleep(PAUSE)
        seconds, own = job.ours()
        ours.append(seconds)
        if not job.check(answer, own):
            sys.exit(f"{job.name}: the answers differ: {own} here, {answer} by {job.other}.")
    return statistics.median(theirs), statistics.median(ours)


def text(seconds):
    return f"{1e3 * seconds:.1f} ms" if seconds >= 1e-2 else f"{1e3 * seconds:.3f} ms"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pwsh", default="pwsh", help="the pwsh to run the module in (pwsh)")
    parser.add_argument("--runs", type=int, default=5, help="turns of each (5)")
    parser.add_argument("--only", nargs="+", help="only jobs with one of these words in their names")
    parser.add_argument("--strict", action="store_true", help="exit with 1 where a ratio is below what is wanted")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    if not os.path.exists(MODULE):
        sys.exit("Build first: dotnet build -c Release")

    host = Host(options.pwsh)
    rows = []
    if not options.json:
        print(machine())
        print(f"\n| job | other | its time | ours | ratio | wanted | aim |\n| --- | --- | --- | --- | --- | --- | --- |")
    for make in jobs.create(host):
        job = make()
        if options.only and not any(word in job.name for word in options.only):
            continue
        theirs, ours = measure(job, options.runs)
        rows.append({"job": job.name, "other": job.other, "theirs": theirs, "ours": ours, "ratio": theirs / ours, "least": job.least})
        if not options.json:
            print(f"| {job.name} | {job.other} | {text(theirs)} | {text(ours)} | {theirs / ours:.2f} | {job.least or ''} | {job.aim or ''} |", flush=True)
    host.close()
    if options.json:
        print(json.dumps({"machine": machine(), "jobs": rows}))
    if options.strict and any(row["least"] and row["ratio"] < row["least"] for row in rows):
        sys.exit("Some ratios are below what is wanted.")


main()
