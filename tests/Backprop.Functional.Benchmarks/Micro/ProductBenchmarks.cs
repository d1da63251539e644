using Backprop.Functional.Numerics;
using BenchmarkDotNet.Attributes;

namespace Backprop.Functional.Benchmarks.Micro;

/// <summary>The three products of a layer, 784 x 128, each with a matrix of its own for the result.</summary>
/// <remarks>A gradient is a large object: in small batches its time is that of the collector. The products alone are in the table of peers.</remarks>
[Config(typeof(Bounded))]
public class ProductBenchmarks
{
    private Matrix y = Matrix.Zero(Precision.Float64, 0, 0), w = Matrix.Zero(Precision.Float64, 0, 0), delta = Matrix.Zero(Precision.Float64, 0, 0);

    [Params(1, 32, 128, 512)]
    public int Batch { get; set; }

    [ParamsAllValues]
    public Precision Precision { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        y = Inputs.Matrix(Precision, Batch, 784);
        w = Inputs.Matrix(Precision, 784, 128);
        delta = Inputs.Matrix(Precision, Batch, 128);
    }

    [Benchmark]
    public Matrix Affine() => Arithmetic.Fast.Affine(y, w, null);

    [Benchmark]
    public Matrix Gradient() => Arithmetic.Fast.Gradient(y, delta);

    [Benchmark]
    public Matrix BackProject() => Arithmetic.Fast.BackProject(delta, w);
}
