"""Runs commands in pwsh with a built module, and times them."""
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PRODUCTS = "tests/benchmarks/bin/Release/net10.0/PSNeuralNet.Benchmarks.dll"
ENVIRONMENT = {**os.environ, "NO_COLOR": "1"}

# Reads lines of two commands, runs both, and answers with the seconds of the first and the numbers that the second gives.
LOOP = """
$ErrorActionPreference = 'Stop'
function Read-Matrix([string] $Path, [int] $Rows, [int] $Columns) {
    $values = [double[]]::new($Rows * $Columns)
    [Buffer]::BlockCopy([IO.File]::ReadAllBytes($Path), 0, $values, 0, 8 * $values.Length)
    , [MathNet.Numerics.LinearAlgebra.Double.DenseMatrix]::new($Rows, $Columns, $values)
}
function New-Predictor($Parameter, $Precision) {
    # By its simple name, wherever the version has the type; optional arguments of the constructor take their defaults.
    $type = $Parameter.GetType().Assembly.GetTypes() | Where-Object Name -EQ Predictor
    $create = $type.GetConstructors('Instance, Public, NonPublic')[0]
    $parameters = $create.GetParameters()
    $arguments = [object[]]::new($parameters.Length)
    for ($i = 1; $i -lt $arguments.Length; $i++) { $arguments[$i] = $parameters[$i].DefaultValue }
    $arguments[0] = $Parameter.psobject.BaseObject
    if ($Precision) { $arguments[-1] = [PSNeuralNet.Numerics.Precision]::$Precision }
    $create.Invoke($arguments)
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


def find_pwsh(given=None):
    """Command line of pwsh: the given program or pwsh.dll, that on PATH, or that of the NuGet package PowerShell."""
    packages = os.environ.get("NUGET_PACKAGES", os.path.expanduser("~/.nuget/packages"))
    system = "win" if os.name == "nt" else "unix"
    restored = sorted(glob.glob(f"{packages}/powershell/*/tools/net10.0/any/{system}/pwsh.dll"))
    path = given or shutil.which("pwsh") or (restored[-1] if restored else sys.exit("No pwsh found: name one with --pwsh."))
    return ["dotnet", path] if path.endswith(".dll") else [path]


def find_module(path):
    """Manifest of the built module in a version's folder, an output folder, or a repository."""
    for pattern in ("output/PSNeuralNet/*", "PSNeuralNet/*", "[0-9]*", ""):
        if found := sorted(glob.glob(os.path.join(path, pattern, "PSNeuralNet.psd1"))):
            return os.path.abspath(found[-1])
    return sys.exit(f"No built module in {path}: run dotnet build -c Release there.")


def find_products(manifest):
    """Benchmarks program beside a module built in its repository, or None."""
    path = os.path.abspath(os.path.join(os.path.dirname(manifest), "../../..", PRODUCTS))
    return path if os.path.exists(path) else None


class Host:
    """A pwsh that has imported the module and answers commands, and a process of the benchmarks project for bare products."""

    def __init__(self, pwsh, module):
        self.pwsh, self.module = pwsh, module
        self.folder = tempfile.TemporaryDirectory()
        self.products = None
        self.others = []
        script = os.path.join(self.folder.name, "loop.ps1")
        with open(script, "w", encoding="utf-8") as file:
            file.write(f"Import-Module '{module}'\n{LOOP}")
        self.process = self.start([*pwsh, "-NoProfile", "-File", script])

    @staticmethod
    def start(command):
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)

    @staticmethod
    def ask(process, line):
        process.stdin.write(line + "\n")
        process.stdin.flush()
        for line in process.stdout:
            if line.startswith("answer "):
                seconds, *answer = map(float, line.split()[1:])
                return seconds, answer
        return sys.exit(f"{' '.join(process.args)} ended without an answer.")

    def time(self, command, answer="0"):
        """Seconds of the first command, and the numbers that the second one gives."""
        return self.ask(self.process, f"{command}\t{answer}")

    run = time

    def load(self, variable, x, y):
        """Creates a dataset from NumPy arrays, samples x features and samples x outputs."""
        for name, array in (("$x", x), ("$y", y)):
            path = os.path.join(self.folder.name, "matrix")
            array.astype(float).tofile(path)
            self.run(f"{name} = Read-Matrix '{path}' {array.shape[1]} {array.shape[0]}")
        self.run(f"{variable} = [PSNeuralNet.Data.Dataset]::new($x, $y)")

    def new_process(self, command):
        """Seconds of a new pwsh that imports the module and runs the command, seconds of the import alone, and the number that the command gives."""
        line = f"$c = [Diagnostics.Stopwatch]::StartNew(); Import-Module '{self.module}'; $s = $c.Elapsed.TotalSeconds; $n = {command}; foreach ($v in $s, $n) {{ $v.ToString('R', [cultureinfo]::InvariantCulture) }}"
        start = time.perf_counter()
        done = subprocess.run([*self.pwsh, "-NoProfile", "-Command", line], capture_output=True, text=True, check=True, env=ENVIRONMENT)
        seconds = time.perf_counter() - start
        loaded, number = map(float, done.stdout.split())
        return seconds, loaded, number

    def another(self):
        """A second pwsh, which ends with this one."""
        self.others.append(Host(self.pwsh, self.module))
        return self.others[-1]

    def product(self, size, count, single=False):
        """Seconds of a square matrix product, mean of a count, and some of its values."""
        if self.products is None:
            program = find_products(self.module) or sys.exit(f"Build {PRODUCTS} first: dotnet build -c Release")
            self.products = self.start(["dotnet", program, "--products"])
        return self.ask(self.products, f"{size} {count}{' single' if single else ''}")

    def close(self):
        for other in self.others:
            other.close()
        for process in filter(None, [self.process, self.products]):
            process.stdin.close()
            process.wait()
        self.folder.cleanup()


def commit():
    """Commit of this repository, with a + where files are changed."""
    def git(*words):
        return subprocess.run(["git", "-C", ROOT, *words], capture_output=True, text=True, check=False).stdout.strip()
    return git("rev-parse", "--short", "HEAD") + ("+" if git("status", "--porcelain", "--untracked-files=no") else "")


def calibrate():
    """Fastest of some equal loops in seconds: longer where other programs take the processor or its clock is low."""
    def loop():
        start = time.perf_counter()
        total = 0
        for i in range(2_000_000):
            total += i & 7
        return time.perf_counter() - start
    return min(loop() for _ in range(5))


def require_quiet(force):
    """Ends where the machine is busy, unless it is forced; the time of the calibration loop, for require_same."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    if load > 0.5 and not force:
        sys.exit(f"The machine is busy: load {load:.2f} in the last minute. Wait, or say --busy.")
    return calibrate()


def require_same(before, force):
    """Ends where the calibration loop takes over a tenth longer or shorter than before."""
    after = calibrate()
    if abs(after / before - 1) > 0.1:
        text = f"The speed of the machine changed: the calibration loop took {1e3 * before:.0f} ms before and {1e3 * after:.0f} ms after."
        print(text) if force else sys.exit(f"{text} Nothing is saved. Measure again, or say --busy.")
