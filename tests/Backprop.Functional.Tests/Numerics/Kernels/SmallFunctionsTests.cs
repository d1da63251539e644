using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Xunit;

namespace Backprop.Functional.Tests.Numerics.Kernels;

/// <summary>
/// Functions that add in another order have the bits of the others: for every Float32 from 2^-40 to 2^8 of either sign, and some beyond, where the
/// results are those of the first terms or do not change any more.
/// </summary>
public class SmallFunctionsTests
{
    private const int Block = 1 << 16;

    [Fact]
    public void Every_sigmoid_is_that_of_the_vectors() => Every(SmallFunction.Sigmoid, ElementaryFunction.Sigmoid);

    [Fact]
    public void Every_tanh_is_that_of_the_vectors() => Every(SmallFunction.Tanh, ElementaryFunction.Tanh);

    /// <summary>Zeros of either sign, and what is no number, have the function and the slope of every other way.</summary>
    [Theory]
    [InlineData("linear", 0)]
    [InlineData("relu", 1)]
    [InlineData("sigmoid", 2)]
    [InlineData("tanh", 3)]
    public void Odd_numbers_have_the_value_and_the_slope_of_the_definition(string name, int small)
    {
        foreach (var v in (double[])[0, -0.0, double.Epsilon, -double.Epsilon, 1, -1, double.PositiveInfinity, double.NegativeInfinity, double.NaN])
        {
            var (f, of) = (Activations.Find(name)!, Matrix.Scalar(Precision.Float64, v));
            var y = f.Apply(Arithmetic.Plain, of);
            Assert.Equal(y, Matrix.Scalar(Precision.Float64, SmallFunctions.Value((SmallFunction)small, v)));
            // Nobody asks for the slope of a line: it is 1.
            if (small > 0) Assert.Equal(f.Slope(Arithmetic.Plain, of, y), Matrix.Scalar(Precision.Float64, SmallFunctions.Slope((SmallFunction)small, y.At(0))));
        }
    }

    private static void Every(SmallFunction small, ElementaryFunction function)
    {
        Parallel.For(0, 1 << 16, () => (X: new float[Block], Y: new float[Block]), (block, _, cells) =>
        {
            // Without the instruction each takes a hundred times as long.
            var exponent = ((block >> 7) & 255) - 127;
            if (block % 61 != 0 && (exponent is < -40 or >= 8 || !Fma.IsHardware)) return cells;
            for (var k = 0; k < Block; k++) cells.X[k] = BitConverter.UInt32BitsToSingle(((uint)block << 16) + (uint)k);
            Elementary.Map<float>(function, cells.X, cells.Y, Widths.Best);
            for (var k = 0; k < Block; k++)
                if (BitConverter.SingleToUInt32Bits(cells.Y[k]) != BitConverter.SingleToUInt32Bits(SmallFunctions.Value(small, cells.X[k]))) Assert.Fail($"{small} of {cells.X[k]:R}");
            return cells;
        }, _ => { });
    }
}
