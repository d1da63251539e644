using Backprop.Functional.Numerics;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Training;

public class ClassifierTests
{
    [Theory]
    [InlineData(new[] { 0.1, 0.7, 0.2 }, 1)]
    [InlineData(new[] { 0.4, 0.4, 0.2 }, 0)]
    [InlineData(new[] { 0.1, 0.4, 0.4 }, 1)]
    [InlineData(new[] { -3.0, -2, -1 }, 2)]
    [InlineData(new[] { 0.5 }, 1)]
    [InlineData(new[] { 0.4999999 }, 0)]
    [InlineData(new[] { double.NaN }, 0)]
    public void First_maximum_or_half(double[] y, int expected) =>
        Assert.Equal(expected, Classifier.Class(Matrix.From(Precision.Float64, 1, y.Length, y), 0));

    [Fact]
    public void A_row_is_judged_by_itself() => Assert.Equal([1, 0],
        Enumerable.Range(0, 2).Select(row => Classifier.Class(Matrix.From(Precision.Float64, 2, 2, [0, 1, 9, 8]), row)));
}
