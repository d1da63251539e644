using Backprop.Functional.Numerics;
using BenchmarkDotNet.Attributes;

namespace Backprop.Functional.Benchmarks.Micro;

/// <summary>The elementary functions on 16384 cells: divide by that for the time of one.</summary>
[InProcess]
public class ElementaryBenchmarks
{
    private Matrix x = Matrix.Zero(Precision.Float64, 0, 0), positive = Matrix.Zero(Precision.Float64, 0, 0);

    [ParamsAllValues]
    public Precision Precision { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        x = Matrix.Build(Precision, 128, 128, Key.Of(1), static (key, k) => 20 * key.Uniform((ulong)k) - 10);
        positive = Matrix.Build(Precision, 128, 128, Key.Of(1), static (key, k) => 10 * key.Uniform((ulong)k));
    }

    [Benchmark]
    public Matrix Exp() => Arithmetic.Fast.Exp(x);

    [Benchmark]
    public Matrix Log() => Arithmetic.Fast.Log(positive);

    [Benchmark]
    public Matrix Tanh() => Arithmetic.Fast.Tanh(x);

    [Benchmark]
    public Matrix Sigmoid() => Arithmetic.Fast.Sigmoid(x);

    [Benchmark]
    public Matrix Softplus() => Arithmetic.Fast.Softplus(x);

    [Benchmark]
    public Matrix Softmax() => Arithmetic.Fast.Softmax(x);
}
