using System.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>The products of this library on arrays that stay where they are.</summary>
internal static class OurProducts
{
    /// <summary>The time of so many repetitions.</summary>
    public static Timing Time<T>(Shape shape, int repetitions, int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (rows, inputs, outputs) = (shape.Batch, shape.Inputs, shape.Outputs);
        Memory<T> y = Filled<T>(rows * inputs), w = Filled<T>(inputs * outputs), v = Filled<T>(rows * outputs);
        return Timing.Of(repetitions, () =>
        {
            switch (shape.Product)
            {
                case Product.Forward: VectorProducts.Affine<T>(y.Span, w.Span, [], v.Span, rows, inputs, outputs, Widths.Best, threads); break;
                case Product.Gradient: VectorProducts.Gradient<T>(y.Span, v.Span, w.Span, rows, inputs, outputs, Widths.Best, threads); break;
                default: VectorProducts.BackProject<T>(v.Span, w.Span, y.Span, rows, inputs, outputs, Widths.Best, threads); break;
            }
        });
    }

    /// <summary>Numbers of a usual size, not 0, of which none turns subnormal, where the library would put them.</summary>
    internal static Memory<T> Filled<T>(int count) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var cells = Fresh<T>(count);
        for (var k = 0; k < count; k++) cells.Span[k] = T.CreateTruncating((k * 37 % 64 + 1) / 64.0);
        return cells;
    }

    /// <summary>An array as the library takes it, of zeros.</summary>
    internal static Memory<T> Fresh<T>(int count) where T : unmanaged
    {
        var (cells, first) = Lines.Allocate<T>(count);
        Array.Clear(cells);
        return cells.AsMemory(first, count);
    }
}
