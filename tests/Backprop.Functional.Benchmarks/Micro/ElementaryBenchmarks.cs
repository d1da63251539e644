using Backprop.Functional.Numerics;
using BenchmarkDotNet.Attributes;

namespace Backprop.Functional.Benchmarks.Micro;

/// <summary>The elementary functions, the time of one cell of 4096: a matrix of more would be a large object, and the time that of the collector.</summary>
[Config(typeof(Bounded))]
public class ElementaryBenchmarks
{
    private const int Side = 64, Cells = Side * Side;

    private Matrix x = Matrix.Zero(Precision.Float64, 0, 0), positive = Matrix.Zero(Precision.Float64, 0, 0);

    [ParamsAllValues]
    public Precision Precision { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        x = Matrix.Build(Precision, Side, Side, Key.Of(1), static (key, k) => 20 * key.Uniform((ulong)k) - 10);
        positive = Matrix.Build(Precision, Side, Side, Key.Of(1), static (key, k) => 10 * key.Uniform((ulong)k));
    }

    [Benchmark(OperationsPerInvoke = Cells)]
    public Matrix Exp() => Arithmetic.Fast.Exp(x);

    [Benchmark(OperationsPerInvoke = Cells)]
    public Matrix Log() => Arithmetic.Fast.Log(positive);

    [Benchmark(OperationsPerInvoke = Cells)]
    public Matrix Tanh() => Arithmetic.Fast.Tanh(x);

    [Benchmark(OperationsPerInvoke = Cells)]
    public Matrix Sigmoid() => Arithmetic.Fast.Sigmoid(x);

    [Benchmark(OperationsPerInvoke = Cells)]
    public Matrix Softplus() => Arithmetic.Fast.Softplus(x);

    [Benchmark(OperationsPerInvoke = Cells)]
    public Matrix Softmax() => Arithmetic.Fast.Softmax(x);
}
