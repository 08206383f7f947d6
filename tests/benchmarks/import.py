"""Times Import-NetworkDataset against Import-Csv | ConvertTo-NetworkDataset on the same file, and measures their memory.

    python3 tests/benchmarks/import.py [--rows 200000] [--columns 20] [--pwsh PWSH]

Needs the built module (dotnet build -c Release) and pwsh. Each way runs in a process of its own, for its own peak of memory; the
datasets are compared.
"""
import argparse
import os
import random
import subprocess
import sys
import tempfile

import engine

# 20 reads of a small file compile the code, then three of the large file, of which the fastest counts. Memory: the peak of the process
# less what it had before the first read of the large file.
SCRIPT = """
Import-Module '{module}'
function Read-Table([string] $path) {{ {command} }}
foreach ($i in 1..20) {{ $null = Read-Table '{small}' }}
[GC]::Collect()
$process = [System.Diagnostics.Process]::GetCurrentProcess()
$before = $process.WorkingSet64
$seconds = [double]::MaxValue
foreach ($run in 1..3) {{
    $data = $null
    $process.Refresh(); $used = $process.TotalProcessorTime
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $data = Read-Table '{large}'
    $elapsed = $clock.Elapsed.TotalSeconds
    $process.Refresh()
    if ($elapsed -lt $seconds) {{ $seconds = $elapsed; $processor = ($process.TotalProcessorTime - $used).TotalSeconds }}
    if ($run -eq 1) {{ $peak = $process.PeakWorkingSet64 }}
}}
$sum = 0.0; foreach ($i in 0..99) {{ $sum += $data.X[($i % $data.FeatureCount), (997 * $i % $data.SampleCount)] }}
[string]::Format([cultureinfo]::InvariantCulture, 'RESULT {{0}} {{1}} {{2}} {{3}} {{4}} {{5:R}}', $seconds, $processor, ($peak - $before), $data.SampleCount, $data.FeatureCount, $sum)
"""
WAYS = {
    "Import-Csv | ConvertTo-NetworkDataset": "Import-Csv $path | ConvertTo-NetworkDataset -Target y",
    "Import-NetworkDataset": "Import-NetworkDataset $path -Target y",
}


def write_table(path, rows, columns):
    """Writes columns of numbers with four decimals, and a label."""
    draw = random.Random(1)
    with open(path, "w", encoding="utf-8") as file:
        file.write(",".join(f"x{i}" for i in range(columns - 1)) + ",y\n")
        for _ in range(rows):
            file.write(",".join(f"{draw.gauss(0, 10):.4f}" for _ in range(columns - 1)) + f",{draw.choice(['no', 'yes'])}\n")


def run(pwsh, module, command, small, large, folder):
    """Elapsed seconds, processor seconds, bytes, and a summary of the dataset."""
    script = os.path.join(folder, "read.ps1")
    with open(script, "w", encoding="utf-8") as file:
        file.write(SCRIPT.format(module=module, command=command, small=small, large=large))
    output = subprocess.run([*pwsh, "-NoProfile", "-File", script], capture_output=True, text=True, check=False, env=engine.ENVIRONMENT)
    found = [row for row in output.stdout.splitlines() if row.startswith("RESULT ")]
    if not found:
        sys.exit(f"{command} failed:\n{output.stdout}{output.stderr}")
    seconds, processor, memory, *read = found[0].split()[1:]
    return float(seconds), float(processor), int(memory), read


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--columns", type=int, default=20)
    parser.add_argument("--pwsh", help="pwsh or pwsh.dll (that on PATH, or of the restored NuGet package)")
    arguments = parser.parse_args()
    numbers = 8 * arguments.rows * arguments.columns
    with tempfile.TemporaryDirectory() as folder:
        small, large = os.path.join(folder, "small.csv"), os.path.join(folder, "large.csv")
        write_table(small, 2000, arguments.columns)
        write_table(large, arguments.rows, arguments.columns)
        print(f"{arguments.rows} x {arguments.columns}, {os.path.getsize(large) / 2**20:.1f} MB; as numbers {numbers / 2**20:.1f} MB")
        pwsh, module = engine.find_pwsh(arguments.pwsh), engine.find_module(engine.ROOT)
        results = {way: run(pwsh, module, command, small, large, folder) for way, command in WAYS.items()}
        for way, (seconds, processor, memory, _) in results.items():
            print(f"  {way:<40} {seconds:8.2f} s ({processor:.2f} s of all processors) {memory / 2**20:9.1f} MB, {memory / numbers:5.2f} times the numbers")
        slow, fast = results.values()
        print(f"  {slow[0] / fast[0]:.1f} times as fast; the same data: {slow[3] == fast[3]}")


if __name__ == "__main__":
    main()
