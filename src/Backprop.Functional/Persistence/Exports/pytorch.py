"""Repeats the first steps of a run in PyTorch and writes their trace: python3 run.py > trace.jsonl

The gradients come from autograd, so nothing of the original's backward pass is repeated here. Compare with
    backprop trace RUN --steps 1..N --full --format json --out ours.jsonl
    backprop diff ours.jsonl trace.jsonl --ulp 64 --rel 1e-9
"""
import json
import os
import struct
import sys

try:
    import numpy
    import torch
except ModuleNotFoundError as missing:
    sys.exit(f"run.py: {missing.name} is missing; python3 -m pip install numpy torch installs what it needs")

HERE = os.path.dirname(os.path.abspath(__file__))
RUN = json.load(open(os.path.join(HERE, "run.json")))
DATA = numpy.load(os.path.join(HERE, "run.npz"))
DOUBLE = RUN["precision"] == "float64"
REAL = torch.float64 if DOUBLE else torch.float32
LAYERS = len(RUN["activations"])
torch.set_num_threads(1)


def bits(value, double):
    return struct.pack(">d" if double else ">f", value).hex().upper()


def tell(step, stage, layer, name, value, double=DOUBLE):
    value = float(value)
    line = {"step": step, "stage": stage}
    if layer is not None:
        line["layer"] = layer
    line["name"] = name
    line["value"] = value if value == value and abs(value) != float("inf") else str(value)
    line["bits"] = bits(value, double)
    sys.stdout.write(json.dumps(line) + "\n")


def signals(step, stage, layer, name, rows):
    for p, row in enumerate(rows.tolist()):
        for j, value in enumerate(row):
            tell(step, stage, layer, f"{name}_{j + 1}" + (f"@{p + 1}" if len(rows) > 1 else ""), value)


def weights(step, stage, layer, before, after, n, w, bias):
    """w(n), then its bias: shared, one a neuron, or none. before stands before the letter, after behind it for the new value."""
    for i, row in enumerate(w.tolist()):
        for j, value in enumerate(row):
            tell(step, stage, layer, f"{after}{before}w({n})_{i + 1},{j + 1}", value)
    if RUN["bias"] == "tied":
        tell(step, stage, layer, f"{after}{before}w({n})_0", bias)
    if RUN["bias"] == "per-neuron":
        for j, value in enumerate(bias.reshape(-1).tolist()):
            tell(step, stage, layer, f"{after}{before}b({n + 1})_{j + 1}", value)


def memory(step, stage, letter, n, w, bias, new=""):
    for i, row in enumerate(w.tolist()):
        for j, value in enumerate(row):
            tell(step, stage, None, f"{new}{letter}({n})_{i + 1},{j + 1}", value)
    if RUN["bias"] == "tied":
        tell(step, stage, None, f"{new}{letter}({n})_0", bias)
    if RUN["bias"] == "per-neuron":
        for j, value in enumerate(bias.reshape(-1).tolist()):
            tell(step, stage, None, f"{new}{letter}({n})_0,{j + 1}", value)


def activate(name, v):
    if name.startswith("leaky-relu:"):
        return torch.nn.functional.leaky_relu(v, float(name.split(":")[1]))
    return {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu, "linear": lambda v: v * 1,
            "softplus": torch.nn.functional.softplus, "softmax": lambda v: torch.softmax(v, 1)}[name](v)


def loss(y, t):
    y, t = y.double(), t.double()
    e = {"sse": lambda: ((t - y) ** 2).sum() / 2, "softmax-ce": lambda: -torch.xlogy(t, y).sum(), "ce-lecture": lambda: -torch.xlogy(t, y).sum(),
         "bce": lambda: -(torch.xlogy(t, y) + torch.xlogy(1 - t, 1 - y)).sum()}[RUN["loss"]]()
    return e / len(t) if RUN["accumulate"] == "mean" else e


def root(rule, square):
    """The root of an average of squares, with epsilon where the rule has it."""
    return (square + rule["epsilon"]).sqrt() if rule["place"] == "inside" else square.sqrt() + rule["epsilon"]


def move(rule, g, past, t):
    """What the rule makes of a gradient, and the memory for the next step, for one tensor."""
    kind, eta = rule["kind"], RUN["eta"][t - 1]
    if kind == "sgd":
        return -eta * g, {}
    if kind == "momentum":
        dw = rule["alpha"] * past["dwPrev"] - eta * g
        return dw, {"dwPrev": dw}
    if kind == "momentum-outside":
        b = g if t == 1 else rule["mu"] * past["buf"] + (1 - rule["damping"]) * g
        return -eta * b, {"buf": b}
    if kind == "nesterov" and rule["place"] == "inside":
        v = rule["alpha"] * past["vel"] - eta * g
        return rule["alpha"] * v - eta * g, {"vel": v}
    if kind == "nesterov":
        b = g if t == 1 else rule["alpha"] * past["buf"] + g
        return -eta * (g + rule["alpha"] * b), {"buf": b}
    if kind == "adagrad":
        total = past["G"] + g * g
        return -(eta / root(rule, total)) * g, {"G": total}
    if kind == "adadelta":
        gamma, epsilon = rule["gamma"], rule["epsilon"]
        r = gamma * past["Rg2"] + (1 - gamma) * g * g
        d = -((past["Rdw2"] + epsilon).sqrt() / (r + epsilon).sqrt()) * g
        return eta * d, {"Rg2": r, "Rdw2": gamma * past["Rdw2"] + (1 - gamma) * d * d}
    if kind == "rmsprop":
        gamma = rule["gamma"]
        rest = 1 - gamma if rule["share"] == "rest" else gamma
        now = {"R": gamma * past["R"] + rest * g * g}
        square = now["R"]
        if rule["about"] == "mean":
            now["gMean"] = gamma * past["gMean"] + rest * g
            square = square - now["gMean"] ** 2
        if rule["alpha"] == 0:
            return -(eta / root(rule, square)) * g, now
        if rule["buffer"] == "outside":
            now["buf"] = rule["alpha"] * past["buf"] + g / root(rule, square)
            return -eta * now["buf"], now
        now["dwPrev"] = rule["alpha"] * past["dwPrev"] - (eta / root(rule, square)) * g
        return now["dwPrev"], now
    m = rule["beta1"] * past["m"] + (1 - rule["beta1"]) * g
    c1 = 1 - rule["beta1"] ** t
    if kind == "adamax":
        size = g.abs() + rule["epsilon"] if rule["place"] == "atgradient" else g.abs()
        u = torch.maximum(rule["beta2"] * past["u"], size)
        under = u + rule["epsilon"] if rule["place"] == "atquotient" else u
        return torch.where(under == 0, torch.zeros_like(g), -(eta / c1) * (m / under)), {"m": m, "u": u}
    now = {"m": m, "v": rule["beta2"] * past["v"] + (1 - rule["beta2"]) * g * g}
    c2, square = 1 - rule["beta2"] ** t, now["v"]
    if rule["second"] == "largest":
        square = now["vMax"] = torch.maximum(past["vMax"], square)
    if rule["place"] == "hat":
        return -(eta * c2 ** 0.5 / c1 / (square.sqrt() + rule["epsilon"])) * m, now
    return -(eta / ((square / c2).sqrt() + rule["epsilon"])) * (m / c1), now


def update(rule, g, past, t, w):
    """dw with its decoupled decay, and the memory for the next step."""
    dw, now = move(rule, g, past, t)
    return (dw - RUN["eta"][t - 1] * rule["decay"] * w if rule["decay"] else dw), now


def main():
    rule = RUN["rule"]
    letters = list(rule["memory"])
    w = [torch.tensor(DATA[f"w{n}"], dtype=REAL) for n in range(LAYERS)]
    b = [torch.tensor(DATA[f"b{n}"], dtype=REAL) if f"b{n}" in DATA else None for n in range(LAYERS)]
    past = [[{one: torch.full_like(p, rule["memory"][one]) for one in letters} if p is not None else None for p in pair] for pair in zip(w, b)]
    print(json.dumps({"format": "backprop-trace", "version": 1, "precision": RUN["precision"], "network": RUN["network"], "settings": {}}))
    rows = 0
    for step, length in enumerate(DATA["lengths"].tolist(), 1):
        chosen = DATA["order"][rows:rows + length]
        rows += length
        x, t = torch.tensor(DATA["x"][chosen], dtype=REAL), torch.tensor(DATA["t"][chosen], dtype=REAL)
        tell(step, "before", None, "eta", RUN["eta"][step - 1], True)
        if step == 1:
            for n in range(LAYERS):
                weights(step, "before", None, "", "", n, w[n], b[n])
            for one in letters:
                for n in range(LAYERS):
                    memory(step, "before", one, n, past[n][0][one], past[n][1][one] if b[n] is not None else None)
        signals(step, "batch", None, "x", x)
        signals(step, "batch", None, "t", t)
        for p in w + [one for one in b if one is not None]:
            p.requires_grad_(True)
        ys, vs = [x], []
        for n in range(LAYERS):
            vs.append(ys[-1] @ w[n] + (b[n] if b[n] is not None else 0))
            ys.append(activate(RUN["activations"][n], vs[-1]))
            vs[-1].retain_grad()
            ys[-1].retain_grad()
            signals(step, "forward", n + 1, f"v({n + 1})", vs[-1])
            signals(step, "forward", n + 1, f"y({n + 1})", ys[-1])
        e = loss(ys[-1], t)
        if RUN["loss"] == "sse" and RUN["accumulate"] == "sum":
            signals(step, "loss", None, "e", t - ys[-1])
        tell(step, "loss", None, "E", e, True)
        e.backward()
        for n in reversed(range(LAYERS)):
            signals(step, "backward", n + 1, f"dE/dy({n + 1})", ys[n + 1].grad)
            if RUN["activations"][n] != "softmax":
                z = vs[n].detach().requires_grad_(True)
                activate(RUN["activations"][n], z).sum().backward()
                signals(step, "backward", n + 1, f"f'({n + 1})", z.grad)
            signals(step, "backward", n + 1, f"delta({n + 1})", -vs[n].grad)
            weights(step, "backward", n + 1, "dE/d", "", n, w[n].grad, b[n].grad if b[n] is not None else None)
        with torch.no_grad():
            done = [[update(rule, p.grad, past[n][k], step, p) if p is not None else None for k, p in enumerate((w[n], b[n]))] for n in range(LAYERS)]
            past = [[one[1] if one is not None else None for one in pair] for pair in done]
            for one in letters:
                for n in range(LAYERS):
                    memory(step, "update", one, n, past[n][0][one], past[n][1][one] if b[n] is not None else None, "new ")
            for n in range(LAYERS):
                weights(step, "update", None, "d", "", n, done[n][0][0], done[n][1][0] if b[n] is not None else None)
            w = [w[n].detach() + done[n][0][0] for n in range(LAYERS)]
            b = [b[n].detach() + done[n][1][0] if b[n] is not None else None for n in range(LAYERS)]
            for n in range(LAYERS):
                weights(step, "update", None, "", "new ", n, w[n], b[n])


main()
