using Backprop.Functional.Numerics;
using BenchmarkDotNet.Attributes;

namespace Backprop.Functional.Benchmarks.Micro;

/// <summary>The three products of a layer, 784 x 128; the gradient of one sample is formed by the rule, or when its first cell is read.</summary>
[Config(typeof(Bounded))]
public class ProductBenchmarks
{
    private Repeated repeated = new(1);
    private Matrix y = Matrix.Zero(Precision.Float64, 0, 0), w = Matrix.Zero(Precision.Float64, 0, 0), delta = Matrix.Zero(Precision.Float64, 0, 0);

    [Params(1, 32, 128, 512)]
    public int Batch { get; set; }

    [ParamsAllValues]
    public Precision Precision { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        repeated = new(Batch);
        y = Inputs.Matrix(Precision, Batch, 784);
        w = Inputs.Matrix(Precision, 784, 128);
        delta = Inputs.Matrix(Precision, Batch, 128);
    }

    [Benchmark]
    public Matrix Affine() => repeated.Arithmetic.Affine(y, w, null);

    [Benchmark]
    public double Gradient() => repeated.Arithmetic.Gradient(y, delta).At(0);

    [Benchmark]
    public Matrix BackProject() => repeated.Arithmetic.BackProject(delta, w);
}
