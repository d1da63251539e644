using Backprop.Functional.Data;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Data;

/// <summary>A batch whose parts do not belong together cannot be made.</summary>
public class BatchTests
{
    private static readonly Matrix X = Matrix.Zero(Precision.Float64, 4, 2);

    [Theory]
    [InlineData(3, Precision.Float64)]
    [InlineData(5, Precision.Float64)]
    [InlineData(4, Precision.Float32)]
    public void Targets_are_those_of_the_samples(int rows, Precision precision) => Assert.Throws<ArgumentException>(() => new Batch(X, Matrix.Zero(precision, rows, 1)));

    [Theory]
    [InlineData(5, 1, 1.0)]
    [InlineData(3, 1, 1.0)]
    [InlineData(1, 4, 1.0)]
    [InlineData(4, 2, 1.0)]
    [InlineData(4, 1, -1.0)]
    [InlineData(4, 1, double.NaN)]
    [InlineData(4, 1, double.PositiveInfinity)]
    public void Weights_are_a_column_of_numbers_from_0_on(int rows, int columns, double weight) =>
        Assert.Throws<ArgumentException>(() => new Batch(X, X) { Weights = Matrix.Constant(Precision.Float64, rows, columns, weight) });

    [Fact]
    public void Weights_have_the_precision_of_the_samples()
    {
        Assert.Throws<ArgumentException>(() => new Batch(X, X) { Weights = Matrix.Constant(Precision.Float32, 4, 1, 1) });
        Assert.Equal(4, new Batch(X, X) { Weights = Matrix.Constant(Precision.Float64, 4, 1, 0) }.Weights!.Rows);
    }
}
