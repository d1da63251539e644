#!/usr/bin/env python3
"""The arithmetic of Backprop.Functional a second time, from its rules and not from its C#.

Python's standard library is all it needs. A fused multiply-add is worked out with integers and rounded once; everything else is an IEEE 754
operation of Python's floats. What both implementations compute has one hash, or one of them (or the rules) is wrong.

usage: backprop.py [GOLDEN]    prints `name hash` lines; with a golden file, compares, and ends with 1 where they differ
"""
import hashlib
import math
import struct
import sys

# ---------------------------------------------------------------- numbers

MASK32, MASK64 = (1 << 32) - 1, (1 << 64) - 1
NAN = float("nan")
INF = float("inf")


def bits(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


def from_bits(pattern):
    return struct.unpack("<d", struct.pack("<Q", pattern & MASK64))[0]


def bits_of_float32(x):
    return struct.unpack("<I", struct.pack("<f", x))[0]


def float32(x):
    """x rounded to the nearest Float32, kept in a Python float."""
    try:
        return struct.unpack("<f", struct.pack("<f", x))[0]
    except OverflowError:
        return math.copysign(INF, x)


def exact_fma(a, b, c):
    """a b + c as a fraction, numerator and denominator; or None where a float answers, because it is zero or not finite."""
    if not (math.isfinite(a) and math.isfinite(b)) or a == 0 or b == 0 or not math.isfinite(c):
        return None
    (an, ad), (bn, bd), (cn, cd) = a.as_integer_ratio(), b.as_integer_ratio(), c.as_integer_ratio()
    return an * bn * cd + cn * ad * bd, ad * bd * cd


def plain_fma(a, b, c):
    """fma where a product is exact or an operand is not finite. c decides where it alone is infinite or no number."""
    return c if math.isfinite(a) and math.isfinite(b) and not math.isfinite(c) else a * b + c


def fma(a, b, c):
    """a b + c, rounded once to Float64. (The quotient of two integers is rounded once in Python.)"""
    exact = exact_fma(a, b, c)
    if exact is None:
        return plain_fma(a, b, c)
    numerator, denominator = exact
    if numerator == 0:
        return 0.0
    try:
        return numerator / denominator
    except OverflowError:
        return INF if numerator > 0 else -INF


def fma32(a, b, c):
    """a b + c, rounded once to Float32: to nearest, ties to even, in units of the last place."""
    exact = exact_fma(a, b, c)
    if exact is None:
        return float32(plain_fma(a, b, c))
    numerator, denominator = exact
    if numerator == 0:
        return 0.0
    sign, numerator = (-1, -numerator) if numerator < 0 else (1, numerator)
    place = max(numerator.bit_length() - denominator.bit_length() - 25, -149)
    while True:
        top, bottom = (numerator, denominator << place) if place >= 0 else (numerator << -place, denominator)
        kept, rest = divmod(top, bottom)
        if kept < 1 << 24:
            break
        place += 1
    if 2 * rest > bottom or (2 * rest == bottom and kept & 1):
        kept += 1
    return sign * float32(math.ldexp(kept, place))


class Float64:
    name, size, fma = "float64", 64, staticmethod(fma)

    @staticmethod
    def round(x):
        return x

    @staticmethod
    def pack(x):
        return struct.pack("<Q", 0x7FF8000000000000 if x != x else bits(x))


class Float32:
    """One operation in Float64, rounded to Float32, is that operation in Float32: 53 bits are more than twice 24 (Figueroa 1995)."""

    name, size, fma = "float32", 32, staticmethod(fma32)
    round = staticmethod(float32)

    @staticmethod
    def pack(x):
        return struct.pack("<I", 0x7FC00000 if x != x else bits_of_float32(x))


PRECISIONS = (Float64, Float32)


def sha(data):
    return hashlib.sha256(data).hexdigest()


# ---------------------------------------------------------------- elementary functions

ROUNDER = 6755399441055744.0  # 1.5 * 2^52: adding it rounds to an integer, which then stands in the low bits
LOG2E = from_bits(0x3FF71547652B82FE)
LN2_HIGH, LN2_LOW = from_bits(0x3FE62E42FEFA3800), from_bits(0x3D2EF35793C76730)
ONE_BITS, ROOT_HALF_BITS = 0x3FF0000000000000, 0x3FE6A09E667F3BCD

# From the lowest power up: e^r = 1 + r + r^2/2 + r^3 Q(r), and log((1+s)/(1-s)) = 2s + s^3 P(s^2).
Q = [from_bits(int(word, 16)) for word in (
    "3FC5555555555555 3FA5555555555558 3F811111111112CD 3F56C16C16C1500B 3F2A01A019F47A8C 3EFA01A01AD76E2E "
    "3EC71DE3D3D8BFE6 3E927E4CC27C959C 3E5AE5A8F3F2CCC4 3E21F8BB32B1F7E2 3DE6DFEA5EC87416").split()]
P = [from_bits(int(word, 16)) for word in (
    "3FE5555555555554 3FD999999999A245 3FD24924923E987B 3FCC71C7297DF3EB 3FC745CCDA0F5B55 3FC3B231F3D50E0E "
    "3FC0F2BFCF7FA0A2 3FC10F093CE96A05").split()]
SIN = [6.283185307179586, -41.341702240399755, 81.60524927607504, -76.70585975306136, 42.058693944897655, -15.094642576822984,
       3.8199525848482821, -0.71812230177850051, 0.10422916220813984]
COS = [1.0, -19.739208802178716, 64.939394022668296, -85.456817206693728, 60.244641371876660, -26.426256783374399,
       7.9035363713184690, -1.7143907110886711, 0.28200596845579096]


def horner(coefficients, x):
    y = coefficients[-1]
    for coefficient in reversed(coefficients[:-1]):
        y = fma(y, x, coefficient)
    return y


def power_of_two(rounded):
    """2^k from k + ROUNDER."""
    return from_bits((bits(rounded) + 1023) << 52)


def clamp(x, low, high):
    return low if x < low else high if high < x else x


def reduce(x):
    """x = k ln 2 + (high + low)."""
    rounded = fma(x, LOG2E, ROUNDER)
    k = rounded - ROUNDER
    h = fma(0.0 - k, LN2_HIGH, x)
    c = k * LN2_LOW
    high = h - c
    return rounded, high, (h - high) - c


def tail(r, low):
    """e^(r + low) - 1 - r."""
    square = r * r
    lost = fma(r, r, 0.0 - square)
    return fma(0.5, square, fma(square * r, horner(Q, r), fma(0.5, lost, low)))


def exp_parts(x):
    rounded, r, low = reduce(x)
    rest = tail(r, low)
    high = 1.0 + r
    return rounded, high, (r - (high - 1.0)) + rest


def half_powers(rounded):
    k = rounded - ROUNDER
    half_rounded = fma(k, 0.5, ROUNDER)
    return power_of_two(half_rounded), power_of_two((k - (half_rounded - ROUNDER)) + ROUNDER)


def quick_parts(x):
    """e^x = 2^k (1 + p), for Float32."""
    rounded = fma(x, LOG2E, ROUNDER)
    minus_k = ROUNDER - rounded
    r = fma(minus_k, LN2_LOW, fma(minus_k, LN2_HIGH, x))
    return rounded, fma(r * r, fma(horner(Q, r), r, 0.5), r)


def exp(x):
    if x != x:
        return NAN
    rounded, high, low = exp_parts(clamp(x, -746.0, 710.0))
    first, second = half_powers(rounded)
    return ((high + low) * first) * second


def exp32(x):
    if x != x:
        return NAN
    rounded, p = quick_parts(clamp(x, -128.0, 128.0))
    return (p + 1.0) * power_of_two(rounded)


def split(pattern):
    """k and m of 2^k m, sqrt(1/2) <= m < sqrt 2, from the bits of a positive number."""
    biased = ((pattern + ONE_BITS - ROOT_HALF_BITS) & MASK64) >> 52
    return biased, float(biased - 1023), from_bits(pattern - (biased << 52) + ONE_BITS)


def log_core(k, f, low):
    """k ln 2 + log(1 + f + low)."""
    d = 2.0 + f
    d_low = (f - (d - 2.0)) + low
    inverse = 1.0 / d
    s = f * inverse
    s_low = (fma(0.0 - d, s, f) + (low - s * d_low)) * inverse
    z = s * s
    rest = fma(s * z, horner(P, z), s_low + s_low)
    twice = s + s
    a = k * LN2_HIGH
    high = a + twice
    b = high - a
    error = (a - (high - b)) + (twice - b)
    return high + (fma(k, LN2_LOW, rest) + error)


def log(x):
    if x != x or x < 0:
        return NAN
    if x == 0:
        return -INF
    if x == INF:
        return x
    tiny = x < from_bits(0x0010000000000000)
    _, k, m = split(bits(x * 18014398509481984.0 if tiny else x))
    return log_core(k - (54.0 if tiny else 0.0), m - 1.0, 0.0)


def log32(x):
    if x != x or x < 0:
        return NAN
    if x == 0:
        return -INF
    if x == INF:
        return x
    _, k, m = split(bits(x))
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    return fma(k, LN2_HIGH, s + s) + fma(s * z, horner(P, z), k * LN2_LOW)


def log1p(x):
    if x != x or x < -1:
        return NAN
    if abs(x) < 5.5511151231257827e-17 or x == INF:
        return x
    if x == -1:
        return -INF
    u = 1.0 + x
    b = u - 1.0
    lost = 0.0 if x > 9007199254740992.0 * 9007199254740992.0 else (1.0 - (u - b)) + (x - b)
    biased, k, m = split(bits(u))
    low = 0.0 if k > 64.0 else lost * from_bits((2046 - biased) << 52)
    f = m - 1.0
    whole = f + low
    low = (f - whole) + low
    return log_core(k, x, 0.0) if k == 0 else log_core(k, whole, low)


def divide_pairs(n, n_low, d, d_low):
    """(n + n_low) / (d + d_low) with one division."""
    t = n + n_low
    n, n_low = t, (n - t) + n_low
    t = d + d_low
    d, d_low = t, (d - t) + d_low
    inverse = 1.0 / d
    q = n * inverse
    rest = fma(0.0 - q, d, n) + (n_low - q * d_low)
    return fma(rest, inverse, q)


def tanh(x):
    if x != x:
        return NAN
    a = clamp(abs(x), 0.0, 20.0)
    rounded, r, low = reduce(a + a)
    rest = tail(r, low)
    power = power_of_two(rounded)
    b, b_low = power * r, power * rest
    less, more = power - 1.0, power + 1.0
    n = less + b
    nb = n - less
    n_low = ((less - (n - nb)) + (b - nb)) + (b_low - ((less - power) + 1.0))
    d = more + b
    db = d - more
    d_low = ((more - (d - db)) + (b - db)) + (b_low - ((more - power) - 1.0))
    return math.copysign(1.0 if a > 19.5 else divide_pairs(n, n_low, d, d_low), x)


def tanh32(x):
    if x != x:
        return NAN
    a = clamp(abs(x), 0.0, 20.0)
    rounded, p = quick_parts(a + a)
    power = power_of_two(rounded)
    t = fma(power, p, power - 1.0)
    return math.copysign(t / (t + 2.0), x)


def sigmoid(x):
    if x != x:
        return NAN
    rounded, high, low = exp_parts(clamp(-abs(x), -746.0, 0.0))
    first, second = half_powers(rounded)
    t = high + low
    low, high = (high - t) + low, t
    e, e_low = (high * first) * second, (low * first) * second
    d = 1.0 + e
    d_low = (e - (d - 1.0)) + e_low
    return divide_pairs(e, e_low, d, d_low) if x < 0 else divide_pairs(1.0, 0.0, d, d_low)


def sigmoid32(x):
    if x != x:
        return NAN
    rounded, p = quick_parts(clamp(-abs(x), -128.0, 0.0))
    e = (p + 1.0) * power_of_two(rounded)
    return (e if x < 0 else 1.0) / (1.0 + e)


def softplus(x):
    return NAN if x != x else (x if x > 0 else 0.0) + log1p(exp(-abs(x)))


def sincos(u):
    """cos 2 pi u and sin 2 pi u, 0 <= u < 1."""
    rounded = fma(u, 4.0, ROUNDER)
    t = fma(rounded - ROUNDER, -0.25, u)
    z = t * t
    s, c = horner(SIN, z) * t, horner(COS, z)
    return [(c, s), (-s, c), (-c, -s), (s, -c)][bits(rounded) & 3]


# In the order of the golden file; the Float32 function computes in Float64 and rounds once at the end.
FUNCTIONS = {
    "exp": (exp, exp32), "log": (log, log32), "log1p": (log1p, log1p), "tanh": (tanh, tanh32), "sigmoid": (sigmoid, sigmoid32),
    "softplus": (softplus, softplus),
}


# ---------------------------------------------------------------- the generator

class Key:
    """Philox4x32-10. Word 3 of the counter names the kind of draw: 0 words, 1 double words, 2 normals, 0xFFFFFFFF child keys."""

    def __init__(self, k0, k1):
        self.words = k0, k1

    @staticmethod
    def of(seed):
        return Key(seed & MASK32, seed >> 32)

    def block(self, c0, c1, c2, c3):
        k0, k1 = self.words
        for _ in range(10):
            p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
            c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 & MASK32, (p0 >> 32) ^ c3 ^ k1, p0 & MASK32
            k0, k1 = (k0 + 0x9E3779B9) & MASK32, (k1 + 0xBB67AE85) & MASK32
        return c0, c1, c2, c3

    def derive(self, part):
        return Key(*self.block(part & MASK32, part >> 32, 0x53504C54, MASK32)[:2])

    def word(self, i):
        return self.block(i >> 2 & MASK32, i >> 34, 0, 0)[i & 3]

    def word64(self, i):
        block = self.block(i >> 1 & MASK32, i >> 33, 0, 1)
        low, high = block[2:] if i & 1 else block[:2]
        return low | high << 32

    def uniform(self, i):
        return (self.word64(i) >> 11) * 2.0 ** -53

    def uniform32(self, i):
        return (self.word(i) >> 8) * 2.0 ** -24

    def normal(self, i):
        """Box and Muller: two words make two normals, the cosine first."""
        block = self.block(i >> 2 & MASK32, i >> 34, 0, 2)
        first, second = block[2:] if i & 2 else block[:2]
        radius = math.sqrt(-2.0 * log((first + 0.5) * 2.0 ** -32))
        return radius * sincos(second * 2.0 ** -32)[i & 1]

    def below(self, bound, place):
        """Multiply and, seldom, reject (Lemire 2019)."""
        product = self.word(place) * bound
        place += 1
        while (product & MASK32) < (2 ** 32 - bound) % bound:
            product = self.word(place) * bound
            place += 1
        return product >> 32, place

    def shuffle(self, count):
        order, place = list(range(count)), 0
        for i in range(count - 1, 0, -1):
            j, place = self.below(i + 1, place)
            order[i], order[j] = order[j], order[i]
        return order


INIT = 1  # the purpose of a key: first weights


# ---------------------------------------------------------------- matrices and products

class Matrix:
    def __init__(self, precision, rows, columns, cells):
        self.precision, self.rows, self.columns, self.cells = precision, rows, columns, list(cells)

    def at(self, i, j):
        return self.cells[i * self.columns + j]

    def map(self, function, *others):
        return Matrix(self.precision, self.rows, self.columns, map(function, self.cells, *(other.cells for other in others)))

    def canonical(self, name):
        """Length of the name, the name in UTF-8, precision, rows and columns, then the cells row by row; all little endian."""
        text = name.encode()
        head = struct.pack("<i", len(text)) + text + struct.pack("<Bii", self.precision.size, self.rows, self.columns)
        return head + b"".join(map(self.precision.pack, self.cells))


def scalar(x):
    return Matrix(Float64, 1, 1, [x])


def hash_of(tensors):
    return sha(b"".join(tensor.canonical(name) for name, tensor in tensors))


def affine(y, w, bias):
    """The bias, its own or the tied one, then a chain of fused multiply-adds over the inputs."""
    p, cells = y.precision, []
    for row in range(y.rows):
        for j in range(w.columns):
            acc = 0.0 if bias is None else bias.cells[0] if bias.columns == 1 else bias.cells[j]
            for i in range(w.rows):
                acc = p.fma(y.at(row, i), w.at(i, j), acc)
            cells.append(acc)
    return Matrix(p, y.rows, w.columns, cells)


def back_project(delta, w):
    p, cells = delta.precision, []
    for row in range(delta.rows):
        for g in range(w.rows):
            acc = 0.0
            for k in range(w.columns):
                acc = p.fma(delta.at(row, k), w.at(g, k), acc)
            cells.append(acc)
    return Matrix(p, delta.rows, w.rows, cells)


def gradient(y, delta):
    p, cells = y.precision, []
    for i in range(y.columns):
        for j in range(delta.columns):
            acc = 0.0
            for row in range(y.rows):
                acc = p.fma(y.at(row, i), -delta.at(row, j), acc)
            cells.append(acc)
    return Matrix(p, y.columns, delta.columns, cells)


def bias_gradient(delta):
    p, cells = delta.precision, []
    for j in range(delta.columns):
        acc = 0.0
        for row in range(delta.rows):
            acc = p.round(acc + -delta.at(row, j))
        cells.append(acc)
    return Matrix(p, 1, delta.columns, cells)


def total(cells):
    p, acc = cells.precision, 0.0
    for cell in cells.cells:
        acc = p.round(acc + cell)
    return Matrix(p, 1, 1, [acc])


def norm(tensors):
    """Eight chains a tensor, a tree, then tensor by tensor, in Float64."""
    acc = 0.0
    for tensor in tensors:
        lane = [0.0] * 8
        for k, cell in enumerate(tensor.cells):
            lane[k % 8] = fma(cell, cell, lane[k % 8])
        acc += ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]))
    return math.sqrt(acc)


def softmax(v):
    cells = []
    for row in range(v.rows):
        z = v.cells[row * v.columns:(row + 1) * v.columns]
        largest = z[0]
        for x in z:
            largest = x if x > largest else largest
        u, acc = [exp(x - largest) for x in z], 0.0
        for x in u:
            acc += x
        cells += [v.precision.round(x / acc) for x in u]
    return Matrix(v.precision, v.rows, v.columns, cells)


def softmax_pull(y, signal):
    p, cells = y.precision, []
    for row in range(y.rows):
        acc = 0.0
        for k in range(y.columns):
            acc = p.fma(signal.at(row, k), y.at(row, k), acc)
        cells += [p.round(y.at(row, k) * p.round(signal.at(row, k) - acc)) for k in range(y.columns)]
    return Matrix(p, y.rows, y.columns, cells)


def softmax_delta(y, t):
    p, cells = y.precision, []
    for row in range(y.rows):
        acc = 0.0
        for k in range(y.columns):
            acc = p.round(acc + t.at(row, k))
        cells += [p.round(t.at(row, k) - p.round(y.at(row, k) * acc)) for k in range(y.columns)]
    return Matrix(p, y.rows, y.columns, cells)


# ---------------------------------------------------------------- training

class Layer:
    def __init__(self, w, bias, activation, tied):
        self.w, self.bias, self.activation, self.tied = w, bias, activation, tied


def tensors_of(network):
    for n, layer in enumerate(network):
        yield f"W({n})", layer.w
        if layer.bias is not None:
            yield (f"w0({n})" if layer.tied else f"b({n + 1})"), layer.bias


def activate(activation, v):
    quick = {"sigmoid": (sigmoid, sigmoid32), "tanh": (tanh, tanh32)}[activation][v.precision is Float32]
    return v.map(lambda x: v.precision.round(quick(x)))


def slope(activation, y):
    """f' from y: sigmoid y (1 - y), tanh 1 - y y."""
    p = y.precision
    return y.map(lambda c: p.round(c * p.round(1.0 - c)) if activation == "sigmoid" else p.round(1.0 - p.round(c * c)))


def forward(network, x):
    vs, ys = [], [x]
    for layer in network:
        vs.append(affine(ys[-1], layer.w, layer.bias))
        ys.append(activate(layer.activation, vs[-1]))
    return vs, ys


def half_squared_error(v, y, t):
    p, acc = y.precision, 0.0
    for target, output in zip(t.cells, y.cells):
        e = p.round(target - output)
        acc = acc + e * e
    return 0.5 * acc, None


def binary_cross_entropy(v, y, t):
    acc = 0.0
    for x, target in zip(v.cells, t.cells):
        acc = acc + (((x if x > 0 else 0.0) - x * target) + log1p(exp(-abs(x))))
    return acc, "short"


def error(network, vs, ys, t, loss, mean):
    """E, and delta of the output layer; the mean divides both once, at the end."""
    p, y = t.precision, ys[-1]
    e, form = loss(vs[-1], y, t)
    delta = t.map(lambda target, output: p.round(target - output), y)
    if form is None:
        delta = delta.map(lambda s, f: p.round(s * f), slope(network[-1].activation, y))
    if mean:
        delta = delta.map(lambda d: p.round(d / t.rows))
        e = e / t.rows
    return e, delta


def backward(network, ys, delta):
    """delta of every layer, and the gradients as a list of (W, bias)."""
    deltas = [delta]
    for n in range(len(network) - 1, 0, -1):
        signal = back_project(deltas[0], network[n].w)
        p = signal.precision
        deltas.insert(0, signal.map(lambda s, f: p.round(s * f), slope(network[n - 1].activation, ys[n])))
    gradients = []
    for n, layer in enumerate(network):
        of_bias = bias_gradient(deltas[n])
        gradients.append((gradient(ys[n], deltas[n]), total(of_bias) if layer.tied else of_bias))
    return deltas, gradients


def with_parameters(network, parameters):
    return [Layer(w, bias, layer.activation, layer.tied) for layer, (w, bias) in zip(network, parameters)]


def step(network, batch, loss, mean, rule):
    """One step: everything that it computes, by name."""
    x, t = batch
    vs, ys = forward(network, x)
    e, delta = error(network, vs, ys, t, loss, mean)
    deltas, gradients = backward(network, ys, delta)
    update = [tuple(rule(n, which, g, w) for which, (g, w) in enumerate(zip(pair, (layer.w, layer.bias))))
              for n, (pair, layer) in enumerate(zip(gradients, network))]
    p = x.precision
    after = with_parameters(network, [tuple(w.map(lambda a, d: p.round(a + d), dw) for w, dw in zip((layer.w, layer.bias), pair))
                                      for layer, pair in zip(network, update)])
    return vs, ys, e, deltas, with_parameters(network, gradients), with_parameters(network, update), after


def gradient_descent(eta):
    def rule(n, which, g, w):
        return g.map(lambda c: -(g.precision.round(g.precision.round(eta) * c)))
    return rule


def power(base, exponent):
    """Binary, from the top bit."""
    result = base
    for digit in bin(exponent)[3:]:
        result = result * result
        if digit == "1":
            result = result * base
    return result


class Adam:
    """Constants are formed in Float64 and rounded once to the precision of the network."""

    def __init__(self, network, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.eta, self.beta1, self.beta2, self.epsilon, self.t = eta, beta1, beta2, epsilon, 0
        zero = [tuple(c.map(lambda _: 0.0) for c in (layer.w, layer.bias)) for layer in network]
        self.m, self.v = list(map(list, zero)), list(map(list, zero))

    def rule(self, n, which, g, w):
        p = g.precision
        r = p.round
        b1, c1, b2, c2 = r(self.beta1), r(1 - self.beta1), r(self.beta2), r(1 - self.beta2)
        unbias1, unbias2 = r(1 - power(self.beta1, self.t)), r(1 - power(self.beta2, self.t))
        eta, epsilon = r(self.eta), r(self.epsilon)
        m = self.m[n][which] = self.m[n][which].map(lambda old, c: r(r(b1 * old) + r(c1 * c)), g)
        v = self.v[n][which] = self.v[n][which].map(lambda old, c: r(r(b2 * old) + r(c2 * r(c * c))), g)

        def dw(first, second):
            m_hat, v_hat = r(first / unbias1), r(second / unbias2)
            return -r(r(eta / r(r(math.sqrt(v_hat)) + epsilon)) * m_hat)
        return m.map(dw, v)


def draw(key, shape, initialiser, precision, activations):
    """Cell k of layer n uses draw k of the key of that layer; biases are +0, but a constant is everywhere."""
    network = []
    for n, (rows, columns) in enumerate(zip(shape, shape[1:])):
        child = key.derive(INIT).derive(n)
        cells = [precision.round(initialiser(child, k, rows, columns)) for k in range(rows * columns)]
        start = precision.round(initialiser.constant) if hasattr(initialiser, "constant") else 0.0
        network.append(Layer(Matrix(precision, rows, columns, cells), Matrix(precision, 1, columns, [start] * columns), activations[n], False))
    return network


def scaled(numerator, of, normal):
    def cell(key, k, rows, columns):
        spread = math.sqrt(numerator / (rows + columns if of == "both" else rows))
        return key.normal(k) * spread if normal else (2 * key.uniform(k) - 1) * spread
    return cell


def constant(value):
    def cell(key, k, rows, columns):
        return value
    cell.constant = value
    return cell


GLOROT_UNIFORM = scaled(6.0, "both", False)
INITIALISERS = {
    "glorot-uniform": GLOROT_UNIFORM, "glorot-normal": scaled(2.0, "both", True),
    "he-uniform": scaled(6.0, "in", False), "he-normal": scaled(2.0, "in", True),
    "lecun-uniform": scaled(3.0, "in", False), "lecun-normal": scaled(1.0, "in", True),
    "uniform:-0.3,0.7": lambda key, k, rows, columns: -0.3 + key.uniform(k) * (0.7 - -0.3),
    "constant:0.1": constant(0.1),
}


# ---------------------------------------------------------------- the lines

TABLE = 32768  # arguments of each function
EDGES = [
    0.0, -0.0, 1.0, -1.0, INF, -INF, NAN, 5e-324, -5e-324, 2.2250738585072014e-308, -2.2250738585072009e-308,
    1.7976931348623157e308, -1.7976931348623157e308,
    709.78271289338397, 709.78271289338409, -745.13321910194111, -745.13321910194122, -708.39641853226408, -708.4,
    88.722839, 88.72284, -103.97208, -87.33655, 0.5, 2.0, 0.99999999999999989, 1.0000000000000002, 19.06, 19.5, 20.0, 22.0,
    -0.9999999999999999, 1e-300, 0.70710678118654757, 0.70710678118654746, 1.4142135623730951, 0.34657359027997264, 0.3465735902799727,
    -36.7, 36.7, -37.0, 37.0,
]


def arguments(precision, count):
    """Edges, then bit patterns of all kinds and numbers of the ranges where the functions live, from the double words of seed 2026."""
    key = Key.of(2026)
    for i in range(count):
        word = key.word64(i)
        unit = (word >> 11) * 2.0 ** -53
        if i < len(EDGES):
            yield precision.round(EDGES[i])
        elif i % 6 == 0:
            yield from_bits(word) if precision is Float64 else struct.unpack("<f", struct.pack("<I", word & MASK32))[0]
        else:
            yield precision.round([
                None, (unit - 0.5) * (1490 if precision is Float64 else 240), (unit - 0.5) * 40, (unit - 0.5) * 4, 0.5 + 1.5 * unit,
                (unit - 0.5) * 0.25][i % 6])


def elementary_lines():
    for name, both in FUNCTIONS.items():
        for precision, function in zip(PRECISIONS, both):
            cells = (precision.pack(precision.round(function(x))) for x in arguments(precision, TABLE))
            yield f"{name}/{precision.name}/{TABLE}", sha(b"".join(cells))
    pairs = (sincos(Key.of(3).uniform(i)) for i in range(TABLE))
    yield f"sincos2pi/float64/{TABLE}", sha(b"".join(struct.pack("<dd", *pair) for pair in pairs))


def generator_lines():
    key, count = Key.of(42), 2048
    for kind, code, drawn in (
            ("words", "I", key.word), ("double-words", "Q", key.word64), ("uniforms/float64", "d", key.uniform),
            ("uniforms/float32", "f", key.uniform32), ("normals", "d", key.normal)):
        yield f"generator/{kind}/{count}", sha(struct.pack(f"<{count}{code}", *map(drawn, range(count))))
    children = (key.derive(i << 20).words for i in range(count))
    yield f"generator/child-keys/{count}", sha(b"".join(struct.pack("<II", *words) for words in children))
    yield f"generator/shuffle/{count}", sha(struct.pack(f"<{count}i", *key.derive(7).shuffle(count)))
    values, place = [], 0
    for i in range(count):
        value, place = key.derive(8).below(0xC0000000 + i, place)
        values.append(value)
    yield f"generator/bounded/{count}", sha(struct.pack(f"<{count + 1}I", *values, place))


def initialiser_lines():
    for name, initialiser in INITIALISERS.items():
        for precision in PRECISIONS:
            network = draw(Key.of(5), (13, 7, 5), initialiser, precision, ("tanh", "linear"))
            yield f"init/{name}/{precision.name}", hash_of(tensors_of(network))


SHAPES = [("single", 1, 1, 1), ("one-row", 1, 37, 29), ("one-input", 19, 1, 23), ("one-output", 23, 31, 1), ("narrow", 33, 5, 3), ("ragged", 7, 13, 11)]


def product_lines():
    for name, rows, inputs, outputs in SHAPES:
        for precision in PRECISIONS:
            def cells(part, height, width):
                key = Key.of(11).derive(part)
                return Matrix(precision, height, width, (
                    precision.round((2 * key.uniform(k) - 1) * 2.0 ** (key.word(k) % 24 - 12)) for k in range(height * width)))
            y, w, delta = cells(1, rows, inputs), cells(2, inputs, outputs), cells(3, rows, outputs)
            tied, each = cells(4, 1, 1), cells(5, 1, outputs)
            probabilities = softmax(delta)
            for product, results in (
                    ("affine", [affine(y, w, None), affine(y, w, tied), affine(y, w, each)]),
                    ("back-project", [back_project(delta, w)]),
                    ("gradient", [gradient(y, delta)]),
                    ("sums", [bias_gradient(delta), total(bias_gradient(delta)), scalar(norm([y, delta]))]),
                    ("softmax", [probabilities, softmax_pull(probabilities, delta), softmax_delta(probabilities, delta)])):
                yield f"{product}/{name}/{precision.name}", hash_of(("", result) for result in results)


def worked_example():
    def of(rows, columns, *cells):
        return Matrix(Float64, rows, columns, cells)
    network = [Layer(of(3, 2, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6), of(1, 1, 0.5), "sigmoid", True),
               Layer(of(2, 2, 0.7, 0.8, 0.9, 0.1), of(1, 1, 0.5), "sigmoid", True)]
    return network, (of(1, 3, 1.0, 4.0, 5.0), of(1, 2, 0.1, 0.05))


def state_line(t, e, tensors):
    return f"{t} {bits(e):016x} {hash_of(tensors)}\n"


def worked_example_lines():
    network, batch = worked_example()
    vs, ys, e, deltas, gradients, update, after = step(network, batch, half_squared_error, False, gradient_descent(0.01))
    yield "worked-example/one-update", hash_of([
        ("v(1)", vs[0]), ("y(1)", ys[1]), ("v(2)", vs[1]), ("y(2)", ys[2]), ("E", scalar(e)), ("delta(2)", deltas[1]), ("delta(1)", deltas[0]),
        *((f"dE/d{name}", tensor) for name, tensor in tensors_of(gradients)),
        *((f"d{name}", tensor) for name, tensor in tensors_of(update)),
        *((f"new {name}", tensor) for name, tensor in tensors_of(after))])
    text = ""
    for t in range(1, 101):
        *_, network_after = result = step(network, batch, half_squared_error, False, gradient_descent(0.01))
        network = network_after
        text += state_line(t, result[2], tensors_of(network))
    yield "worked-example/100-updates", sha(text.encode())


def xor_lines():
    for precision in PRECISIONS:
        batch = (Matrix(precision, 4, 2, [0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0]), Matrix(precision, 4, 1, [0.0, 1.0, 1.0, 0.0]))
        network = draw(Key.of(1), (2, 4, 1), GLOROT_UNIFORM, precision, ("tanh", "sigmoid"))
        adam, text = Adam(network, 0.01), ""
        for t in range(1, 21):
            adam.t = t
            result = step(network, batch, binary_cross_entropy, True, adam.rule)
            network = result[-1]
            memories = ((f"{letter} {name}", tensor) for letter, memory in (("m", adam.m), ("v", adam.v))
                        for name, tensor in tensors_of(with_parameters(network, memory)))
            text += state_line(t, result[2], [*tensors_of(network), *memories])
        yield f"xor-adam/{precision.name}/20-steps", sha(text.encode())


def lines():
    yield from elementary_lines()
    yield from product_lines()
    yield from generator_lines()
    yield from initialiser_lines()
    yield from worked_example_lines()
    yield from xor_lines()


def main(golden_file=None):
    golden, faults = None, 0
    if golden_file is not None:
        with open(golden_file, encoding="utf-8") as file:
            golden = dict(line.split() for line in file)
    for name, digest in lines():
        print(name, digest)
        if golden is not None and golden.get(name) != digest:
            print(f"{name}: {digest} instead of {golden.get(name)}", file=sys.stderr)
            faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
