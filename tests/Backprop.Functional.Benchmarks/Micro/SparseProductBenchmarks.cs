using Backprop.Functional.Numerics;
using BenchmarkDotNet.Attributes;

namespace Backprop.Functional.Benchmarks.Micro;

/// <summary>The products that read the inputs, 784 x 128, of images on a blank background and of dense ones.</summary>
[Config(typeof(Bounded))]
public class SparseProductBenchmarks
{
    private const int Side = 28;

    private Repeated repeated = new(1);
    private Matrix y = Matrix.Zero(Precision.Float64, 0, 0), w = Matrix.Zero(Precision.Float64, 0, 0), delta = Matrix.Zero(Precision.Float64, 0, 0);

    [Params(32, 128, 512)]
    public int Batch { get; set; }

    [ParamsAllValues]
    public Precision Precision { get; set; }

    [ParamsAllValues]
    public bool IsBlank { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        repeated = new(Batch);
        y = Matrix.Build(Precision, Batch, Side * Side, IsBlank, static (isBlank, k) => isBlank && !IsStroke(k) ? 0 : (k % 255 + 1) / 255.0);
        w = Inputs.Matrix(Precision, Side * Side, 128);
        delta = Inputs.Matrix(Precision, Batch, 128);
    }

    [Benchmark]
    public Matrix Affine() => repeated.Arithmetic.Affine(y, w, null);

    [Benchmark]
    public Matrix Gradient() => repeated.Arithmetic.Gradient(y, delta);

    /// <summary>A stroke of eight pixels down the middle rows, elsewhere in every sample: a fifth of the pixels, as of handwritten digits.</summary>
    private static bool IsStroke(int k)
    {
        var (sample, row, column) = (k / (Side * Side), k / Side % Side, k % Side);
        var start = 8 + ((sample * 7) + (row / 2)) % 9;
        return row is >= 4 and < 24 && column >= start && column < start + 8;
    }
}
