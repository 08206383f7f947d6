"""Compares two built versions of the module: their results bit for bit, and their speed by turns.

    python3 tests/benchmarks/versions.py OLD [NEW] [--part bits|speed] [--turns 31] [--only WORD ...] [--pwsh PWSH] [--csv PATH]

OLD and NEW (default: this repository) are built repositories (dotnet build -c Release) or folders output/PSNeuralNet/<version>.
Python needs no packages.

bits: seeded trainings with every optimizer, activation, initialization and schedule, predictions, network files and the rest of
bits.ps1 run in both; each number of OLD has to stand in NEW with the same bits (scores: 12 digits). NEW also reads OLD's files.

speed: OLD, NEW and OLD once more take turns, one at a time, each in a pwsh of its own, renewed twice. Printed: the ratio of the
fastest turns, OLD / NEW, and beside it OLD / OLD, which shows the noise of the machine. Fails below 0.97.
"""
import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time

import engine

LIMIT = 0.97
PROCESSES = 3
PAUSE = 0.02
SCORE_TOLERANCE = 1e-12
TRAINING = "Invoke-NetworkTraining -LearningRate 0.3 -Seed 3"
CLASSES = "Invoke-NetworkTraining -Activation ReLU -Optimizer Adam -Seed 1"
BLOBS = "New-BlobsDataset -CenterCount 10 -Seed 1 -Deviation 8"
MOONS = "$moons = New-MoonsDataset -Seed 0"

# Name, preparation, command, numbers that all versions must agree on.
COMMANDS = [
    ("tutorial: 500 x 2-5-1, 5000 iterations", MOONS, f"foreach ($i in 1, 2) {{ $r = $moons | {TRAINING} -HiddenSize 5 -EpochCount 5000 }}", "$r.LastCost"),
    ("50,000 x 2-64-1, 30 iterations", "$many = New-MoonsDataset 50000 -Seed 0", f"$r = $many | {TRAINING} -HiddenSize 64 -EpochCount 30", "$r.LastCost"),
    ("1,797 x 64-128-10, batch 128, 50 epochs", f"$digits = {BLOBS} 1797 -FeatureCount 64", f"$r = $digits | {CLASSES} -HiddenSize 128 -BatchSize 128 -EpochCount 50", "$r.LastCost"),
    ("10,000 x 784-128-10, batch 128, 2 epochs", f"$wide = {BLOBS} 10000 -FeatureCount 784", f"$r = $wide | {CLASSES} -HiddenSize 128 -BatchSize 128 -EpochCount 2", "$r.LastCost"),
    ("10,000 x 784-512-256-10, batch 256, 1 epoch", "0", f"$r = $wide | {CLASSES} -HiddenSize 512, 256 -BatchSize 256 -EpochCount 1", "$r.LastCost"),
    ("predict 1,000,000 x 10 through 10-64-1", "$large = New-BlobsDataset 1000000 2 -FeatureCount 10 -Seed 1; $p = New-Predictor (Initialize-NetworkParameter 64 -Dataset $large -Seed 1)",
     "$a = $p.Predict($large)", "$a[1, 0], $a[1, 999999]"),
    ("measure 50,000 x 2 through 2-64-1", f"$n = $many | {TRAINING} -HiddenSize 64 -EpochCount 1", "$m = $many | Measure-Network $n", "$m.Accuracy"),
    ("predict 20,000 rows with 3 columns", f"$n = $moons | {TRAINING} -HiddenSize 5 -EpochCount 100; $rows = foreach ($i in 1..20000) {{ [pscustomobject]@{{ X1 = $i / 1e4; X2 = 1 - $i / 1e4; Name = 'n' }} }}",
     "$rows | Get-NetworkPrediction $n", "($rows[0] | Get-NetworkPrediction $n).Probability"),
    ("ten trainings of 10,000 iterations with ForEach-Object -Parallel", "0",
     "$all = 1..10 | ForEach-Object -ThrottleLimit 2 -Parallel { $using:moons | Invoke-NetworkTraining -LearningRate 0.3 -HiddenSize 5 -EpochCount 10000 -Seed 3 }", "$all[9].LastCost"),
]
PROCESS = "(New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -LearningRate 0.3 -HiddenSize 5 -EpochCount 5000 -Seed 3).LastCost"


def read_bits(pwsh, module, folder, earlier, names):
    """Results of bits.ps1 by name; numbers stay text."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bits.ps1")
    given = [word for key, value in names.items() for word in ("-" + key, value)]
    done = subprocess.run([*pwsh, "-NoProfile", "-File", script, "-Module", module, "-Folder", folder, "-Earlier", earlier, *given],
                          stdout=subprocess.PIPE, text=True, encoding="utf-8", env=engine.ENVIRONMENT, check=False)
    if done.returncode != 0:
        sys.exit(f"bits.ps1 failed with {module}.")
    pairs = (line.split("\t", 1) for line in done.stdout.splitlines())
    return {name: json.loads(value, parse_float=Number, parse_int=Number) for name, value in pairs}


class Number(str):
    """A number as it was written: equal text is equal bits."""


def differences(old, new, tolerance, path=""):
    """Pairs (where, description) for what NEW lacks or has otherwise; what NEW alone has is no difference."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key, value in old.items():
            if key in ("moduleVersion", "formatVersion"):
                continue
            if key in new:
                yield from differences(value, new[key], SCORE_TOLERANCE if key in ("score", "validationScore") else tolerance, f"{path}.{key}")
            else:
                yield f"{path}.{key}", "missing"
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for i, pair in enumerate(zip(old, new)):
            yield from differences(*pair, tolerance, f"{path}[{i}]")
    elif old != new and not (tolerance and isinstance(old, Number) and isinstance(new, Number) and abs(float(old) - float(new)) <= tolerance * max(1, abs(float(old)))):
        yield path, f"{str(old)[:60]} is now {str(new)[:60]}"


def compare_bits(pwsh, old, new):
    with tempfile.TemporaryDirectory() as folder:
        folders = [os.path.join(folder, name) for name in ("old", "new")]
        for path in folders:
            os.mkdir(path)
        before = read_bits(pwsh, old, folders[0], folders[0], {})
        after = read_bits(pwsh, new, folders[1], folders[0], before["names"])
    failed = 0
    for name, value in before.items():
        tolerance = SCORE_TOLERANCE if name.startswith("score/") else 0
        found = list(differences(value, after[name], tolerance)) if name in after else [("", "missing")]
        failed += bool(found)
        for where, text in found[:3]:
            print(f"{name}{where}: {text}")
        if len(found) > 3:
            print(f"{name}: {len(found) - 3} more")
    print(f"bits: {len(before) - failed} of {len(before)} results are the same ({len(after.keys() - before.keys())} new ones not compared)")
    return failed == 0


def jobs(hosts):
    """Pairs of a name and a function from a host to seconds and an answer; the last one gives the seconds of the import too."""
    for name, prepare, command, answer in COMMANDS:
        for host in hosts:
            host.run(prepare)
        yield name, lambda host, command=command, answer=answer: host.time(command, answer)
    if all(engine.find_products(host.module) for host in hosts):
        for size in (256, 512, 1024):
            yield f"product of {size} x {size} matrices", lambda host, size=size: host.product(size, max(1, int(2e9 / size ** 3)))
    yield "whole process: start, import, tutorial", lambda host: host.new_process(PROCESS)


def take_turns(pwsh, modules, turns, words):
    """Seconds by job and side."""
    seconds = {}
    rest = turns
    for renewal in range(min(PROCESSES, turns)):
        count = rest // (min(PROCESSES, turns) - renewal)
        rest -= count
        hosts = [engine.Host(pwsh, module) for module in modules]
        for name, run in jobs(hosts):
            if words and not any(word in name for word in words):
                continue
            answers = [run(host)[-1] for host in hosts]
            if any(answer != answers[0] for answer in answers):
                sys.exit(f"{name}: the answers differ: {answers}")
            for turn in range(count):
                for side in sorted(range(3), key=lambda side: (side + turn) % 3):
                    time.sleep(PAUSE)
                    total, *loaded = run(hosts[side])[:-1]
                    seconds.setdefault(name, ([], [], []))[side].append(total)
                    if loaded:
                        seconds.setdefault("Import-Module in a new process", ([], [], []))[side].append(loaded[0])
        for host in hosts:
            host.close()
    return seconds


def compare_speed(pwsh, old, new, options):
    start = time.perf_counter()
    seconds = take_turns(pwsh, [old, new, old], options.turns, options.only)
    path = os.path.join(engine.ROOT, "output", "versions.csv") if options.csv is None else options.csv
    below = []
    print("| job | old | new | old/new | old/old |\n| --- | --- | --- | --- | --- |")
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["job", "turns", "old_ms", "new_ms", "old_again_ms", "old_by_new", "old_by_old"])
        for name, sides in seconds.items():
            least = [1e3 * min(side) for side in sides]
            ratio, noise = least[0] / least[1], least[0] / least[2]
            table.writerow([name, options.turns, *(f"{value:.4f}" for value in least), f"{ratio:.4f}", f"{noise:.4f}"])
            print(f"| {name} | {least[0]:.3f} ms | {least[1]:.3f} ms | {ratio:.3f} | {noise:.3f} |")
            if ratio < LIMIT:
                below.append(f"{name}: {ratio:.3f} (old against old {noise:.3f})")
    print(f"speed: fastest of {options.turns} turns each, in {time.perf_counter() - start:.0f} s; figures in {path}")
    for text in below:
        print(f"below {LIMIT}: {text}")
    return not below


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", help="the code before")
    parser.add_argument("new", nargs="?", default=engine.ROOT, help="the code after (this repository)")
    parser.add_argument("--part", choices=["bits", "speed"], help="one part alone")
    parser.add_argument("--turns", type=int, default=31, help="turns of each side and job (31)")
    parser.add_argument("--only", nargs="+", help="speed of jobs with one of these words in their names alone")
    parser.add_argument("--pwsh", help="pwsh or pwsh.dll (that on PATH, or of the restored NuGet package)")
    parser.add_argument("--csv", help="file of the speeds (output/versions.csv)")
    options = parser.parse_args()
    pwsh = engine.find_pwsh(options.pwsh)
    old, new = engine.find_module(options.old), engine.find_module(options.new)
    sound = options.part == "speed" or compare_bits(pwsh, old, new)
    sound = (options.part == "bits" or compare_speed(pwsh, old, new, options)) and sound
    sys.exit(0 if sound else 1)


if __name__ == "__main__":
    main()
