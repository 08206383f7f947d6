"""Jobs of compare.py: each runs the same work in another library and in the module."""
import subprocess
import sys
import time
import warnings

import numpy as np
from sklearn.datasets import make_moons
from sklearn.neural_network import MLPClassifier

# MLPClassifier warns that the epochs were few.
warnings.filterwarnings("ignore", module="sklearn")


def moons(samples):
    x, y = make_moons(n_samples=samples, noise=0.2, random_state=0)
    return np.ascontiguousarray(x.T), y.reshape(1, -1).astype(float)


def fit_numpy(x, y, hidden, rate, iterations, seed):
    """Two-layer full-batch gradient descent of the tutorial in NumPy: the cost of every iteration."""
    m = x.shape[1]
    random = np.random.RandomState(seed)
    w1 = random.randn(hidden, x.shape[0]) * np.sqrt(2 / x.shape[0])
    b1 = np.zeros((hidden, 1))
    w2 = random.randn(1, hidden) * np.sqrt(2 / hidden)
    b2 = np.zeros((1, 1))
    costs = []
    for _ in range(iterations):
        a1 = np.tanh(w1 @ x + b1)
        a2 = 1 / (1 + np.exp(-(w2 @ a1 + b2)))
        costs.append(-np.mean(y * np.log(a2) + (1 - y) * np.log(1 - a2)))
        dz2 = a2 - y
        dw2 = dz2 @ a1.T / m
        db2 = np.sum(dz2, axis=1, keepdims=True) / m
        dz1 = (w2.T @ dz2) * (1 - a1 ** 2)
        dw1 = dz1 @ x.T / m
        db1 = np.sum(dz1, axis=1, keepdims=True) / m
        w1, b1, w2, b2 = w1 - rate * dw1, b1 - rate * db1, w2 - rate * dw2, b2 - rate * db2
    return costs


def timed(action):
    start = time.perf_counter()
    answer = action()
    return time.perf_counter() - start, answer


class Job:
    """Work done twice: 'theirs' and 'ours' return seconds and an answer; 'check' compares the two answers."""

    wanted = None
    other = "NumPy"
    # Turns that do not count: the JIT compiles in them.
    warmups = 1

    def __init__(self, host):
        self.host = host


class Moons(Job):
    """Full-batch gradient descent on moons; the costs agree to 1e-9."""

    def __init__(self, host, name, samples, hidden, iterations, wanted, repeat):
        super().__init__(host)
        self.name, self.samples, self.hidden, self.iterations = name, samples, hidden, iterations
        self.wanted, self.repeat = wanted, repeat
        self.x, self.y = moons(samples)
        host.run(f"$moons{samples} = New-MoonsDataset -SampleCount {samples} -Noise 0.2 -Seed 0")

    def theirs(self):
        return timed(lambda: fit_numpy(self.x, self.y, self.hidden, 0.3, self.iterations, 3))

    def ours(self):
        # Several trainings in a row, so that a turn is about as long as NumPy's and the clock rate is the same.
        seconds, answer = self.host.time(
            f"foreach ($i in 1..{self.repeat}) {{ $r = $moons{self.samples} | Invoke-NetworkTraining -LearningRate 0.3 "
            f"-HiddenSize {self.hidden} -EpochCount {self.iterations} -Seed 3 }}", "$r.FirstCost, $r.LastCost")
        return seconds / self.repeat, answer

    def check(self, theirs, ours):
        return max(abs(ours[0] - theirs[0]), abs(ours[1] - theirs[-1])) < 1e-9


class Classes(Job):
    """Mini-batches with Adam and ReLU against MLPClassifier; loss and accuracy agree roughly, as weights and batches are drawn differently."""

    other = "MLPClassifier"

    def __init__(self, host, name, samples, features, hidden, batch, epochs, wanted, single=False):
        super().__init__(host)
        self.single = single
        self.name, self.hidden, self.batch, self.epochs, self.wanted = name, hidden, batch, epochs, wanted
        random = np.random.RandomState(1)
        means = random.rand(10, features)
        self.label = random.randint(0, 10, samples)
        self.x = np.clip(means[self.label] + 0.5 * random.randn(samples, features), 0, 2)
        self.variable = f"$data{features}x{samples}"
        host.load(self.variable, self.x, np.eye(10)[self.label])
        self.x = self.x.astype(np.float32) if single else self.x

    def theirs(self):
        network = MLPClassifier(self.hidden, batch_size=self.batch, max_iter=self.epochs, alpha=0, tol=0, n_iter_no_change=10 ** 6, random_state=1)
        seconds, _ = timed(lambda: network.fit(self.x, self.label))
        return seconds, (network.loss_curve_[-1], network.score(self.x, self.label))

    def ours(self):
        sizes = ",".join(map(str, self.hidden))
        return self.host.time(
            f"$r = {self.variable} | Invoke-NetworkTraining -HiddenSize {sizes} -Activation ReLU -Optimizer Adam -BatchSize {self.batch} "
            f"-EpochCount {self.epochs} -Seed 1{' -Precision Single' if self.single else ''}", "$r.LastCost, $r.Accuracy")

    def check(self, theirs, ours):
        return abs(ours[1] - theirs[1]) < 0.02 and abs(ours[0] - theirs[0]) < 0.05


class Predictions(Job):
    """Prediction of a large dataset; the probabilities agree to 1e-9."""

    name = "predict 1,000,000 x 10 through 10-64-1"
    wanted = 10

    def __init__(self, host):
        super().__init__(host)
        random = np.random.RandomState(2)
        self.x = random.randn(1_000_000, 10)
        host.load("$large", self.x, (random.rand(1_000_000, 1) > 0.5).astype(float))
        # He initialization of the module draws the same weights as NumPy.
        draw = np.random.RandomState(3)
        self.w = [draw.randn(64, 10) * np.sqrt(2 / 10), draw.randn(1, 64) * np.sqrt(2 / 64)]
        host.run("$predictor = New-Predictor (Initialize-NetworkParameter 64 -InputSize 10 -Seed 3)")

    def theirs(self):
        w1, w2 = self.w
        b1, b2 = np.zeros((64, 1)), np.zeros((1, 1))
        x = np.ascontiguousarray(self.x.T)
        seconds, a = timed(lambda: 1 / (1 + np.exp(-(w2 @ np.tanh(w1 @ x + b1) + b2))))
        return seconds, (a[0, 0], a[0, -1], a.mean())

    def ours(self):
        return self.host.time("$a = $predictor.Predict($large)", "$a[1, 0], $a[1, 999999], ($a.RowSums()[1] / 1e6)")

    def check(self, theirs, ours):
        return np.allclose(theirs, ours, rtol=0, atol=1e-9)


class SinglePredictions(Predictions):
    """The same in single precision; the probabilities agree to 1e-5."""

    name = "predict 1,000,000 x 10 through 10-64-1, single"
    other = "NumPy float32"
    wanted = 8

    def __init__(self, host):
        super().__init__(host)
        self.x = self.x.astype(np.float32)
        self.w = [w.astype(np.float32) for w in self.w]
        host.run("$predictor32 = New-Predictor (Initialize-NetworkParameter 64 -InputSize 10 -Seed 3) Single")

    def theirs(self):
        w1, w2 = self.w
        b1, b2 = np.zeros((64, 1), np.float32), np.zeros((1, 1), np.float32)
        x = np.ascontiguousarray(self.x.T)
        seconds, a = timed(lambda: 1 / (1 + np.exp(-(w2 @ np.tanh(w1 @ x + b1) + b2))))
        return seconds, (a[0, 0], a[0, -1], a.mean(dtype=float))

    def ours(self):
        return self.host.time("$a = $predictor32.Predict($large)", "$a[1, 0], $a[1, 999999], ($a.RowSums()[1] / 1e6)")

    def check(self, theirs, ours):
        return np.allclose(theirs, ours, rtol=0, atol=1e-5)


class Product(Job):
    """A square matrix product against OpenBLAS, all threads; the sums of the products agree."""

    other = "OpenBLAS"

    def __init__(self, host, size, single=False):
        super().__init__(host)
        self.single = single
        self.size, self.name, self.wanted = size, f"product of {size} x {size} matrices{', single' if single else ''}", 0.9 if single else 0.75
        self.count = max(1, int(3e9 / size ** 3))
        at = np.arange(size * size).reshape(size, size)
        self.a, self.b = np.sin(at), np.cos(at)
        self.c = np.empty((size, size))
        if single:
            self.a, self.b, self.c = (matrix.astype(np.float32) for matrix in (self.a, self.b, self.c))

    def theirs(self):
        def products():
            for _ in range(self.count):
                np.dot(self.a, self.b, out=self.c)
        seconds, _ = timed(products)
        return seconds / self.count, self.c[1, 2:5].tolist()

    def ours(self):
        return self.host.product(self.size, self.count, self.single)

    def check(self, theirs, ours):
        return np.allclose(theirs, ours, rtol=0, atol=1e-3 if self.single else 1e-10)


class Process(Job):
    """A whole process: start, import, the tutorial, exit."""

    name = "whole process: start, import, tutorial"
    wanted = 2

    def theirs(self):
        code = "import sys; sys.path.insert(0, sys.argv[1]); import jobs; x, y = jobs.moons(500); print(jobs.fit_numpy(x, y, 5, 0.3, 5000, 3)[-1])"
        return timed(lambda: float(subprocess.run([sys.executable, "-c", code, sys.path[0]], capture_output=True, text=True, check=True).stdout))

    def ours(self):
        return self.host.new_process("(New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -LearningRate 0.3 -HiddenSize 5 -Iterations 5000 -Seed 3).LastCost")[::2]

    def check(self, theirs, ours):
        return abs(theirs - ours) < 1e-9


class Parallel(Job):
    """Ten equal items under ForEach-Object -Parallel against a loop, in a pwsh that only jobs of this kind use."""

    other = "one by one"
    TRAINING = "{moons} | Invoke-NetworkTraining -LearningRate 0.3 -HiddenSize 5 -EpochCount 50000 -Seed 3"
    own = None
    # Opening runspaces makes the JIT recompile thousands of methods of pwsh in the background for about ten turns
    # (docs/performance-history.md).
    first_turns = 12

    @property
    def warmups(self):
        return max(1, Parallel.first_turns)

    def time(self, command, answer):
        if Parallel.own is None:
            Parallel.own = self.host.another()
            Parallel.own.run("$moons = New-MoonsDataset -Seed 0")
        return Parallel.own.time(command, answer)

    def one_by_one(self, command, answer):
        return self.time("$all = foreach ($i in 1..10) { " + command + " }", answer)

    def together(self, command, answer):
        Parallel.first_turns -= 1
        return self.time("$all = 1..10 | ForEach-Object -ThrottleLimit 2 -Parallel { " + command + " }", answer)

    def check(self, theirs, ours):
        return theirs == ours


class Together(Parallel):
    """Ten trainings of the tutorial's network, ten times as long; both sides run in the module."""

    name = "ten trainings of 50,000 iterations with ForEach-Object -Parallel"
    wanted = 1.7

    def theirs(self):
        return self.one_by_one(self.TRAINING.format(moons="$moons"), "$all.LastCost")

    def ours(self):
        return self.together(self.TRAINING.format(moons="$using:moons"), "$all.LastCost")


class Bare(Parallel):
    """Upper limit set by pwsh and the machine: PBKDF2 of .NET, about as long as a training."""

    name = "ten times PBKDF2 with ForEach-Object -Parallel"
    SIZE = 1_000_000
    HASH = "[Security.Cryptography.Rfc2898DeriveBytes]::Pbkdf2('secret', [byte[]]::new(16), {count}, 'SHA256', 4)"
    count = None

    def hash(self):
        if self.count is None:
            training, some = (min(self.time("$null = " + command, "0")[0] for _ in range(3)) for command in (self.TRAINING.format(moons="$moons"), self.HASH.format(count=self.SIZE)))
            self.count = int(self.SIZE * training / some)
        return self.HASH.format(count=self.count)

    def theirs(self):
        return self.one_by_one(self.hash(), "$all")

    def ours(self):
        return self.together(self.hash(), "$all")


def create(host):
    """Factories of the jobs, in the order of the table."""
    yield lambda: Moons(host, "tutorial: 500 x 2-5-1, 5000 iterations", 500, 5, 5000, 12, 6)
    yield lambda: Moons(host, "50,000 x 2-64-1, 100 iterations", 50_000, 64, 100, 15, 1)
    yield lambda: Classes(host, "1,797 x 64-128-10, batch 128, 50 epochs", 1797, 64, (128,), 128, 50, 3)
    yield lambda: Classes(host, "20,000 x 784-128-10, batch 128, 2 epochs", 20_000, 784, (128,), 128, 2, 1.8)
    yield lambda: Classes(host, "20,000 x 784-512-256-10, batch 256, 1 epoch", 20_000, 784, (512, 256), 256, 1, 1.5)
    for size in (256, 512, 1024):
        yield lambda size=size: Product(host, size)
    yield lambda: Predictions(host)
    yield lambda: Classes(host, "1,797 x 64-128-10, batch 128, 50 epochs, single", 1797, 64, (128,), 128, 50, 3, single=True)
    yield lambda: Classes(host, "20,000 x 784-128-10, batch 128, 2 epochs, single", 20_000, 784, (128,), 128, 2, 1.8, single=True)
    yield lambda: Classes(host, "20,000 x 784-512-256-10, batch 256, 1 epoch, single", 20_000, 784, (512, 256), 256, 1, 2.2, single=True)
    yield lambda: Product(host, 1024, single=True)
    yield lambda: SinglePredictions(host)
    yield lambda: Process(host)
    yield lambda: Together(host)
    yield lambda: Bare(host)
