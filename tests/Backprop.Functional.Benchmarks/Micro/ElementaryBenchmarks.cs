using Backprop.Functional.Numerics;
using BenchmarkDotNet.Attributes;

namespace Backprop.Functional.Benchmarks.Micro;

/// <summary>The elementary functions, the time of one cell of 4096.</summary>
[Config(typeof(Bounded))]
public class ElementaryBenchmarks
{
    private const int Side = 64, Cells = Side * Side;

    private readonly Repeated repeated = new(Side);
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
    public Matrix Exp() => repeated.Arithmetic.Exp(x);

    [Benchmark(OperationsPerInvoke = Cells)]
    public Matrix Log() => repeated.Arithmetic.Log(positive);

    [Benchmark(OperationsPerInvoke = Cells)]
    public Matrix Tanh() => repeated.Arithmetic.Tanh(x);

    [Benchmark(OperationsPerInvoke = Cells)]
    public Matrix Sigmoid() => repeated.Arithmetic.Sigmoid(x);

    [Benchmark(OperationsPerInvoke = Cells)]
    public Matrix Softplus() => repeated.Arithmetic.Softplus(x);

    [Benchmark(OperationsPerInvoke = Cells)]
    public Matrix Softmax() => repeated.Arithmetic.Softmax(x);
}
