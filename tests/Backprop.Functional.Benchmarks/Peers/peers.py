"""Runs the same training as the benchmarks program, in PyTorch or scikit-learn, a line of commands at a time.

open FOLDER   reads the job: network, first weights, batches          -> ready WHAT | cannot WHY
run STEPS     takes so many steps, going round the batches            -> WALL-SECONDS PROCESSOR-SECONDS
loss          E over all batches, at the weights of the moment        -> NUMBER
"""
import json
import os
import sys
import time

import numpy as np


class Job:
    def __init__(self, folder):
        with open(os.path.join(folder, "job.json"), encoding="utf-8") as file:
            self.__dict__.update(json.load(file))
        self.type = np.float32 if self.precision == "Float32" else np.float64
        self.x = self.read(folder, "x").reshape(self.count, self.batch, self.sizes[0])
        self.t = self.read(folder, "t").reshape(self.count, self.batch, self.sizes[-1])
        shapes = list(zip(self.sizes, self.sizes[1:]))
        self.w = [self.read(folder, f"w{n}").reshape(shape) for n, shape in enumerate(shapes)]
        self.b = [self.read(folder, f"b{n}") for n in range(len(shapes))]

    def read(self, folder, name):
        return np.fromfile(os.path.join(folder, name + ".f64"), dtype="<f8").astype(self.type)


class Torch:
    def __init__(self, job):
        import torch
        self.torch, self.job, self.step = torch, job, 0
        torch.set_num_threads(job.threads)
        self.x = [torch.from_numpy(np.ascontiguousarray(x)) for x in job.x]
        self.t = [torch.from_numpy(np.ascontiguousarray(t)) for t in job.t]
        self.labels = [t.argmax(1) for t in self.t]
        layers = []
        for n, (w, b) in enumerate(zip(job.w, job.b)):
            linear = torch.nn.Linear(*w.shape)
            linear.weight = torch.nn.Parameter(torch.from_numpy(np.ascontiguousarray(w.T)))
            linear.bias = torch.nn.Parameter(torch.from_numpy(b.copy()))
            layers += [linear]
            if n + 1 < len(job.w) or job.loss == "sse":
                layers += [torch.nn.Sigmoid()]
        self.net = torch.nn.Sequential(*layers)
        p = self.net.parameters()
        self.optimizer = torch.optim.Adam(p, lr=job.eta) if job.rule == "adam" else torch.optim.SGD(p, lr=job.eta, momentum=job.alpha)

    def error(self, k):
        y = self.net(self.x[k])
        if self.job.loss == "sse":
            return 0.5 * ((y - self.t[k]) ** 2).sum() / self.job.batch
        return self.torch.nn.functional.cross_entropy(y, self.labels[k])

    def run(self, steps):
        for _ in range(steps):
            self.optimizer.zero_grad(set_to_none=True)
            self.error(self.step % self.job.count).backward()
            self.optimizer.step()
            self.step += 1

    def loss(self):
        with self.torch.no_grad():
            return float(np.mean([self.error(k).item() for k in range(self.job.count)]))

    @property
    def name(self):
        return f"PyTorch {self.torch.__version__}"


class Sklearn:
    """MLPClassifier on many batches a call, in the order given: what its own fit does, without its overhead of a call a batch."""

    def __init__(self, job):
        import sklearn
        from sklearn.neural_network import MLPClassifier
        if job.loss == "sse":
            raise ValueError("no sigmoid outputs")
        self.version, self.job = sklearn.__version__, job
        self.x = job.x.reshape(-1, job.sizes[0])
        self.labels = job.t.reshape(-1, job.sizes[-1]).argmax(1)
        self.net = MLPClassifier(
            hidden_layer_sizes=tuple(job.sizes[1:-1]), activation="logistic", alpha=0, batch_size=job.batch, shuffle=False,
            solver="adam" if job.rule == "adam" else "sgd", learning_rate_init=job.eta, momentum=job.alpha, nesterovs_momentum=False)
        classes = np.arange(job.sizes[-1])
        self.net.partial_fit(self.x[: job.batch], self.labels[: job.batch], classes)
        # Its first step allocated everything; now the weights are those of the job, and the optimizer starts anew.
        for mine, given in zip(self.net.coefs_ + self.net.intercepts_, job.w + job.b):
            mine[...] = given
        del self.net._optimizer

    def run(self, steps):
        for _ in range(steps // self.job.count):
            self.net.partial_fit(self.x, self.labels)

    def loss(self):
        y = self.net.predict_proba(self.x).astype(np.float64)
        return float(-np.log(y[np.arange(len(y)), self.labels]).mean())

    @property
    def name(self):
        return f"scikit-learn {self.version}"


def main():
    kind, peer = {"torch": Torch, "sklearn": Sklearn}[sys.argv[1]], None
    for line in sys.stdin:
        command, _, rest = line.strip().partition(" ")
        try:
            if command == "open":
                peer = kind(Job(rest))
                print("ready", peer.name, flush=True)
            elif command == "run":
                wall, processor = time.perf_counter(), time.process_time()
                peer.run(int(rest))
                print(time.perf_counter() - wall, time.process_time() - processor, flush=True)
            elif command == "loss":
                print(peer.loss(), flush=True)
        except Exception as why:
            print("cannot", str(why).replace("\n", " "), flush=True)


main()
