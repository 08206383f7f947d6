"""Runs this module, NumPy and scikit-learn by turns, compares the answers, and prints a table of median times and ratios.

    python3 tests/benchmarks/compare.py [--pwsh PWSH] [--runs 5] [--only WORD ...] [--save LABEL] [--table]
    python3 tests/benchmarks/compare.py --peer libtorch COMMAND --peer scikit-learn COMMAND [--runs 11]

Needs NumPy and scikit-learn (Debian: python3-numpy python3-sklearn libopenblas0-pthread; run it with /usr/bin/python3), pwsh, and the
built module (dotnet build -c Release). Turns alternate, so that other load on the machine hits both.

With --peer, programs of other libraries take turns with the module, and the fastest turn of each counts: a program trains the networks of peers.py with
Adam and prints lines such as "RES 784-128-10 b128 Float32 182386 samples/s". The samples a second go to docs/peers.csv with machine and commit.

A busy machine is refused, and one whose speed has changed at the end, unless --busy is given.
"""
import argparse
import csv
import ctypes
import datetime
import os
import platform
import statistics
import sys
import time

import engine

FIGURES = os.path.join(engine.ROOT, "docs", "performance.csv")
PAGE = os.path.join(engine.ROOT, "docs", "performance.md")
BEGIN, END = "<!-- compare.py --table writes this table -->\n", "<!-- end of the table -->\n"
COLUMNS = ["label", "date", "machine", "commit", "job", "other", "wanted", "other_ms", "own_ms"]
# Seconds before each turn: the idle threads of BLAS spin for a while, which slows the next turn.
PAUSE = 0.3


def machine():
    """Processor, number of them, versions, and the OpenBLAS kernel in use."""
    import numpy
    import sklearn
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
    return f"{os.cpu_count()} x {name}; NumPy {numpy.__version__}, scikit-learn {sklearn.__version__}, OpenBLAS kernel {kernel}"


def measure(job, runs):
    """Median seconds of the other library and of the module."""
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


def cells(row):
    """Times and ratio of a row, as text."""
    other, own = float(row["other_ms"]), float(row["own_ms"])
    return [*(f"{value:.1f} ms" if value >= 10 else f"{value:.3f} ms" for value in (other, own)), f"{other / own:.2f}"]


def save(label, rows):
    """Replaces the figures of these jobs under the label in docs/performance.csv."""
    old = read_figures()
    new = {(label, row["job"]): row | {"label": label, "date": datetime.date.today().isoformat(), "machine": machine(), "commit": engine.commit()} for row in rows}
    kept = [new.pop((row["label"], row["job"]), row) for row in old]
    with open(FIGURES, "w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(kept + list(new.values()))


def read_figures():
    if not os.path.exists(FIGURES):
        return []
    with open(FIGURES, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_table():
    """Replaces the table of docs/performance.md by the figures of docs/performance.csv."""
    rows = read_figures()
    labels = list(dict.fromkeys(row["label"] for row in rows))
    lines = [["job", "other", "wanted", *(text for label in labels for text in (f"its time, {label}", "ours", "ratio"))]]
    lines.append(["---"] * len(lines[0]))
    for job in dict.fromkeys(row["job"] for row in rows):
        found = {row["label"]: row for row in rows if row["job"] == job}
        first = next(iter(found.values()))
        lines.append([job, first["other"], first["wanted"], *(text for label in labels for text in (cells(found[label]) if label in found else [""] * 3))])
    table = "".join(f"| {' | '.join(line)} |\n" for line in lines)
    machines = "".join(f"- {label}: {text}\n" for label, text in dict.fromkeys((row["label"], f"{row['machine']} ({row['date']})") for row in rows))
    with open(PAGE, encoding="utf-8") as file:
        before, rest = file.read().split(BEGIN)
    with open(PAGE, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"{before}{BEGIN}\n{table}\n{machines}\n{END}{rest.split(END)[1]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pwsh", help="pwsh or pwsh.dll (that on PATH, or of the restored NuGet package)")
    parser.add_argument("--runs", type=int, default=5, help="turns of each (5)")
    parser.add_argument("--only", nargs="+", help="only jobs with one of these words in their names")
    parser.add_argument("--strict", action="store_true", help="exit with 1 where a ratio is below the wanted one")
    parser.add_argument("--save", metavar="LABEL", help="write the figures to docs/performance.csv and .md under this label, such as AVX2")
    parser.add_argument("--table", action="store_true", help="only write the table of docs/performance.md from docs/performance.csv again")
    parser.add_argument("--busy", action="store_true", help="measure on a busy machine, too")
    parser.add_argument("--peer", nargs=2, action="append", metavar=("NAME", "COMMAND"), help="a library and the program that times it, which takes turns with the module")
    options = parser.parse_args()
    if options.table:
        return write_table()

    speed = engine.require_quiet(options.busy)
    if options.peer:
        import peers
        return peers.compare(options.peer, options.runs, engine.find_pwsh(options.pwsh), machine(), lambda: engine.require_same(speed, options.busy))

    import jobs
    host = engine.Host(engine.find_pwsh(options.pwsh), engine.find_module(engine.ROOT))
    engine.find_products(host.module) or sys.exit("Build first: dotnet build -c Release")
    rows, below = [], 0
    print(machine())
    print("\n| job | other | wanted | its time | ours | ratio |\n| --- | --- | --- | --- | --- | --- |")
    for make in jobs.create(host):
        job = make()
        if options.only and not any(word in job.name for word in options.only):
            continue
        theirs, ours = measure(job, options.runs)
        rows.append({"job": job.name, "other": job.other, "wanted": job.wanted, "other_ms": f"{1e3 * theirs:.4f}", "own_ms": f"{1e3 * ours:.4f}"})
        below += bool(job.wanted and theirs / ours < job.wanted)
        print(f"| {job.name} | {job.other} | {job.wanted or ''} | {' | '.join(cells(rows[-1]))} |", flush=True)
    host.close()
    engine.require_same(speed, options.busy)
    if options.save:
        save(options.save, rows)
        write_table()
    if options.strict and below:
        sys.exit(f"{below} ratios are below the wanted ones.")
    return None


if __name__ == "__main__":
    main()
