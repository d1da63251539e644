using Backprop.Functional.Numerics;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Numerics;

public class MomentsTests
{
    private static Matrix Column(params double[] cells) => Matrix.From(Precision.Float64, cells.Length, 1, cells);

    [Fact]
    public void Mean_and_variation_are_those_of_each_column()
    {
        var moments = Moments.None(2).With(Matrix.From(Precision.Float64, 3, 2, [1, 10, 2, 10, 6, 13]));
        Assert.Equal((3, 3.0, 11.0), (moments.Count, moments.Mean[0, 0], moments.Mean[0, 1]));
        Assert.Equal((14.0, 6.0, 20.0), (moments.Variation[0, 0], moments.Variation[0, 1], moments.Total));
        Assert.Equal(0, Moments.None(2).Total);
    }

    [Fact]
    public void How_rows_are_cut_changes_no_bit() => Gen.Double[-1, 1].Array[2, 20].Sample(cells =>
        Moments.None(1).With(Column(cells)) == cells.Aggregate(Moments.None(1), (moments, x) => moments.With(Column(x))), iter: 500);

    [Fact]
    public void Variation_far_from_0_keeps_its_digits() => Gen.Double[-1, 1].Array[2, 20].Sample(cells =>
        Math.Abs(Moments.None(1).With(Column(cells)).Total - Moments.None(1).With(Column([.. cells.Select(x => x + 1e6)])).Total) <= 1e-8, iter: 500);
}
