"""Trainings of wide networks by programs of other libraries and by the module, in turns: see compare.py --peer."""
import csv
import datetime
import os
import re
import shlex
import subprocess
import sys

import numpy as np

import engine

FIGURES = os.path.join(engine.ROOT, "docs", "peers.csv")
COLUMNS = ["date", "machine", "commit", "job", "library", "precision", "samples_per_second", "turns"]
# Name, samples, layers, batch, epochs.
JOBS = [
    ("64-128-10 b128", 1797, (64, 128, 10), 128, 20),
    ("784-128-10 b128", 20_000, (784, 128, 10), 128, 2),
    ("784-512-256-10 b256", 20_000, (784, 512, 256, 10), 256, 1),
]
LINE = re.compile(r"^RES (.+ b\d+) (?:torch\.)?float(32|64) ([\d.]+) samples/s", re.IGNORECASE)


def theirs(command):
    """Samples a second of each job and precision, by the program of a library."""
    done = subprocess.run(shlex.split(command), stdout=subprocess.PIPE, text=True, check=True)
    found = {(match[1], "Single" if match[2] == "32" else "Double"): float(match[3]) for match in map(LINE.match, done.stdout.splitlines()) if match}
    return found or sys.exit(f"'{command}' has printed no line such as RES 784-128-10 b128 Float32 182386 samples/s.")


def prepare(host):
    """Random samples of ten classes for each job."""
    random = np.random.RandomState(0)
    for i, (_, samples, sizes, _, _) in enumerate(JOBS):
        host.load(f"$job{i}", random.randn(samples, sizes[0]), np.eye(10)[random.randint(0, 10, samples)])


def ours(host):
    """Samples a second of each job and precision, by the module."""
    found = {}
    for i, (name, samples, sizes, batch, epochs) in enumerate(JOBS):
        for precision in ("Double", "Single"):
            _, (seconds,) = host.time(
                f"$r = $job{i} | Invoke-NetworkTraining -HiddenSize {','.join(map(str, sizes[1:-1]))} -Activation ReLU -Optimizer Adam -LearningRate 0.001 -BatchSize {batch} "
                f"-EpochCount {epochs} -Seed 1 -Precision {precision} -WarningAction SilentlyContinue", "$r.Duration.TotalSeconds")
            found[name, precision] = samples * epochs / seconds
    return found


def best_of_turns(peers, runs, host):
    """The best of all turns: samples a second by library, job and precision."""
    best = {}
    for _ in range(runs):
        turns = [("PSNeuralNet", ours(host)), *((name, theirs(command)) for name, command in peers)]
        for library, found in turns:
            for (job, precision), rate in found.items():
                best[library, job, precision] = max(rate, best.get((library, job, precision), 0))
    return best


def compare(peers, runs, pwsh, machine, require_same):
    """Prints the table, and writes docs/peers.csv."""
    host = engine.Host(pwsh, engine.find_module(engine.ROOT))
    prepare(host)
    ours(host)
    best = best_of_turns(peers, runs, host)
    host.close()
    names = ["PSNeuralNet", *(name for name, _ in peers)]
    print(machine)
    print(f"\n| layers, batch | precision | {' | '.join(names)} | {' | '.join('ours / ' + name for name in names[1:])} |\n|{' --- |' * (2 * len(names) + 1)}")
    rows = []
    for job, *_ in JOBS:
        for precision in ("Double", "Single"):
            rates = [best.get((name, job, precision), float("nan")) for name in names]
            print(f"| {job} | {precision} | {' | '.join(f'{rate:,.0f}' for rate in rates)} | {' | '.join(f'{rates[0] / rate:.2f}' for rate in rates[1:])} |")
            rows += [dict(zip(COLUMNS, (datetime.date.today().isoformat(), machine, engine.commit(), job, name, precision, f"{rate:.0f}", runs))) for name, rate in zip(names, rates)]
    require_same()
    temporary = FIGURES + ".tmp"
    with open(temporary, "w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    os.replace(temporary, FIGURES)
