using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Xunit;

namespace Backprop.Functional.Tests.Numerics;

public class ArithmeticTests
{
    public static TheoryData<Precision> Precisions => [Precision.Float64, Precision.Float32];

    private readonly struct Scaled(double by) : IFormula
    {
        public L At<L>(L a, L b, L c) where L : struct, ILane<L> => L.Of(by) * a + b * c;
    }

    /// <summary>Two samples through two inputs and three neurons, by hand.</summary>
    [Theory]
    [MemberData(nameof(Precisions))]
    public void The_products_are_those_of_the_lecture(Precision precision)
    {
        var y = Matrix.From(precision, 2, 2, [1, 2, 3, 4]);
        var w = Matrix.From(precision, 2, 3, [1, 0, -1, 2, 1, 5]);
        var delta = Matrix.From(precision, 2, 3, [1, 0, 2, -1, 3, 1]);
        foreach (var arithmetic in new[] { Arithmetic.Plain, Arithmetic.Fast })
        {
            Assert.Equal(Matrix.From(precision, 2, 3, [5, 2, 9, 11, 4, 17]), arithmetic.Affine(y, w, null));
            Assert.Equal(Matrix.From(precision, 2, 3, [15, 12, 19, 21, 14, 27]), arithmetic.Affine(y, w, Matrix.Scalar(precision, 10)));
            Assert.Equal(Matrix.From(precision, 2, 3, [6, 4, 12, 12, 6, 20]), arithmetic.Affine(y, w, Matrix.From(precision, 1, 3, [1, 2, 3])));
            Assert.Equal(Matrix.From(precision, 2, 2, [-1, 12, -2, 6]), arithmetic.BackProject(delta, w));
            Assert.Equal(Matrix.From(precision, 2, 3, [2, -9, -5, 2, -12, -8]), arithmetic.Gradient(y, delta));
            Assert.Equal(Matrix.From(precision, 1, 3, [0.0, -3, -3]), arithmetic.BiasGradient(delta));
            Assert.Equal(Matrix.Scalar(precision, 6), arithmetic.Sum(delta));
        }
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Every_width_has_the_same_bits(Precision precision)
    {
        var (y, w, delta, bias) = (Random(1, 37, 21), Random(2, 21, 19), Random(3, 37, 19), Random(4, 1, 19));
        var expected = Results(Arithmetic.Plain);
        Assert.Equal(expected.Length, expected.Distinct().Count());
        foreach (var width in Inputs.Widths) Assert.Equal(expected, Results(Arithmetic.Of(width)));
        Assert.Equal(expected, Results(Arithmetic.Fast));

        Matrix[] Results(Arithmetic arithmetic)
        {
            var v = arithmetic.Affine(y, w, bias);
            return
            [
                v, arithmetic.BackProject(delta, w), arithmetic.Gradient(y, delta), arithmetic.BiasGradient(delta), arithmetic.Sum(delta),
                arithmetic.Exp(v), arithmetic.Log(arithmetic.Exp(v)), arithmetic.Log1p(arithmetic.Exp(v)), arithmetic.Tanh(v),
                arithmetic.Sigmoid(v), arithmetic.Softplus(v), arithmetic.Softmax(v),
                arithmetic.Lift(new Scaled(0.3), v, delta, v), arithmetic.Lift(new Scaled(0.3), v),
            ];
        }

        Matrix Random(ulong seed, int rows, int columns) =>
            Matrix.Build(precision, rows, columns, seed, static (seed, k) => 2 * Inputs.Unit(seed, (ulong)k) - 1);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var (a, b, c) = (Matrix.Zero(Precision.Float64, 2, 3), Matrix.Zero(Precision.Float64, 4, 2), Matrix.Zero(Precision.Float32, 3, 2));
        var arithmetic = Arithmetic.Fast;
        Assert.Throws<ArgumentException>(() => arithmetic.Affine(a, b, null));
        Assert.Throws<ArgumentException>(() => arithmetic.Affine(a, c, null));
        Assert.Throws<ArgumentException>(() => arithmetic.Affine(b, a, Matrix.Zero(Precision.Float64, 1, 2)));
        Assert.Throws<ArgumentException>(() => arithmetic.Affine(b, a, Matrix.Zero(Precision.Float32, 1, 3)));
        Assert.Throws<ArgumentException>(() => arithmetic.BackProject(a, b));
        Assert.Throws<ArgumentException>(() => arithmetic.Gradient(a, b));
        Assert.Throws<ArgumentException>(() => arithmetic.Lift(new Scaled(1), a, b));
        Assert.Throws<ArgumentException>(() => arithmetic.Lift(new Scaled(1), a, a, b));
    }
}
