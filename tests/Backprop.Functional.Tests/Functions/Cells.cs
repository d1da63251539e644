using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Functions;

/// <summary>Rows of numbers in and out of a function, in both precisions.</summary>
internal static class Cells
{
    public static readonly Precision[] Precisions = [Precision.Float64, Precision.Float32];

    public static Matrix Row(Precision precision, params double[] cells) => Matrix.From(precision, 1, cells.Length, cells);

    /// <summary>f and f' of each v, to the bit: -0 is not +0, and NaN is NaN.</summary>
    public static void Are(Activation f, double[] v, double[] y, double[] slope)
    {
        foreach (var precision in Precisions)
        {
            var (vs, ys) = (Row(precision, v), f.Apply(Row(precision, v)));
            Assert.Equal(Row(precision, y), ys);
            Assert.Equal(Row(precision, slope), f.Slope(vs, ys));
        }
    }

    /// <summary>E of one sample.</summary>
    public static double E(Loss loss, Activation f, Precision precision, double[] v, double[] t)
    {
        var vs = Row(precision, v);
        return loss.Finish(loss.Add(0, Arithmetic.Plain, f, vs, f.Apply(vs), Row(precision, t), null));
    }
}
