using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Numerics;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Data;

public class ScalingTests
{
    private static readonly Targets Two = new Targets.Numbers(["t"], Matrix.Zero(Precision.Float64, 2, 1));

    [Fact]
    public void Training_rows_get_mean_0_and_sd_1_whatever_the_others_hold() =>
        Gen.Select(Gen.Double[-1000, 1000].Array[3, 30], Gen.Double[-1e9, 1e9].Array[1, 5]).Where((t, _) => t.Distinct().Count() > 1).Sample((training, others) =>
        {
            double[] all = [.. others, .. training];
            var data = Dataset.Create("d", ["x"], Matrix.From(Precision.Float64, all.Length, 1, all),
                new Targets.Numbers(["t"], Matrix.Zero(Precision.Float64, all.Length, 1))).OrThrow();
            var rows = Enumerable.Range(others.Length, training.Length).ToArray();
            var x = data.Batch(rows, Scaling.Fit(ScalingRule.Standard, data, rows).OrThrow(), Precision.Float64).X;
            var cells = Enumerable.Range(0, x.Rows).Select(p => x[p, 0]).ToArray();
            var mean = cells.Aggregate(0.0, (s, c) => s + c) / cells.Length;
            var variance = cells.Aggregate(0.0, (s, c) => s + (c - mean) * (c - mean)) / cells.Length;
            Assert.InRange(mean, -1e-9, 1e-9);
            Assert.InRange(variance, 1 - 1e-9, 1 + 1e-9);
        });

    [Fact]
    public void The_order_in_which_rows_are_named_changes_no_bit()
    {
        var rows = Split.Of(DataParts.Of(Embedded.Iris), Fractions.Default, Key.Of(1)).OrThrow().Training.Rows;
        Assert.Equal(Scaling.Fit(ScalingRule.Standard, Embedded.Iris, rows.AsSpan()).OrThrow(),
            Scaling.Fit(ScalingRule.Standard, Embedded.Iris, rows.Reverse().ToArray()).OrThrow());
    }

    [Fact]
    public void It_is_two_passes_in_row_order_with_the_population_variance()
    {
        var data = Dataset.Create("d", ["a", "b"], Matrix.From(Precision.Float64, 2, 2, [1, 0.1, 4, 0.4]), Two).OrThrow();
        var standard = (Scaling.Standard)Scaling.Fit(ScalingRule.Standard, data, [0, 1]).OrThrow();
        var b = (0.1 + 0.4) / 2;
        var (d, e) = (0.1 - b, 0.4 - b);
        Assert.Equal(Matrix.From(Precision.Float64, 1, 2, [2.5, b]), standard.Mean);
        Assert.Equal(Matrix.From(Precision.Float64, 1, 2, [1.5, Math.Sqrt((d * d + e * e) / 2)]), standard.Sd);
    }

    [Fact]
    public void A_constant_column_is_a_warning_and_becomes_0()
    {
        // Three times 0.1 adds up to more than 0.3: its mean must be 0.1 all the same.
        var data = Dataset.Create("d", ["a", "b"], Matrix.From(Precision.Float64, 3, 2, [0.1, 1, 0.1, 2, 0.1, 3]),
            new Targets.Numbers(["t"], Matrix.Zero(Precision.Float64, 3, 1))).OrThrow();
        var scaling = Scaling.Fit(ScalingRule.Standard, data, [0, 1, 2]).OrThrow();
        Assert.Equal([new Warning("input 'a'", "is constant in the training rows; its scale is 1")], scaling.Warnings(data.FeatureNames));
        Assert.Equal(0, data.Batch([1], scaling, Precision.Float64).X[0, 0]);
        Assert.Equal(0.9, scaling.Apply(Matrix.From(Precision.Float64, 1, 2, [1, 2]), Precision.Float64)[0, 0]);
    }

    [Theory]
    [InlineData(1e200, -1e200)]
    [InlineData(1.7e308, 1.6e308)]
    public void Numbers_too_large_for_a_standard_deviation_are_told(double high, double low)
    {
        var data = Dataset.Create("d", ["a", "b"], Matrix.From(Precision.Float64, 2, 2, [1, high, 4, low]), Two).OrThrow();
        Assert.Equal("scaling: the numbers of input 'b' are too large for a mean and a standard deviation; give them in a larger unit, or use none",
            Scaling.Fit(ScalingRule.Standard, data, [0, 1]).Says());
        Assert.True(Scaling.Fit(ScalingRule.None, data, [0, 1]).IsGood);
        Assert.Single(new Backprop.Functional.Training.Experiment { Scaling = ScalingRule.Standard }.Prepare(new(data, null, Fractions.AllTraining)).Problems);
    }

    [Fact]
    public void Other_scalings_warn_of_nothing() => Assert.Empty(new Scaling.None().Warnings(["a"]));

    [Theory]
    [InlineData(ScalingRule.Auto)]
    [InlineData(ScalingRule.Divide)]
    public void Digits_are_divided_by_16(ScalingRule rule)
    {
        var scaling = Scaling.Fit(rule, Embedded.Digits, [0]).OrThrow();
        Assert.Equal(new Scaling.Divide(16), scaling);
        Assert.Equal(Embedded.Digits[0, 2] / 16, Embedded.Digits.Batch([0], scaling, Precision.Float32).X[0, 2]);
    }

    [Fact]
    public void Auto_is_what_is_customary()
    {
        Assert.IsType<Scaling.Standard>(Scaling.Fit(ScalingRule.Auto, Embedded.Iris, [0, 1]).OrThrow());
        Assert.IsType<Scaling.None>(Scaling.Fit(ScalingRule.Auto, Generated.Xor, [0, 1]).OrThrow());
        Assert.IsType<Scaling.None>(Scaling.Fit(ScalingRule.None, Embedded.Iris, [0, 1]).OrThrow());
    }

    [Fact]
    public void What_has_no_largest_value_is_not_divided_by_it() => Assert.Equal(
        "scaling: only pixels are divided by their largest value, and the inputs of iris are not; use standard or none",
        Scaling.Fit(ScalingRule.Divide, Embedded.Iris, [0]).Says());

    [Fact]
    public void Scaling_a_matrix_is_what_a_batch_does()
    {
        var rows = Enumerable.Range(0, 150).ToArray();
        var scaling = Scaling.Fit(ScalingRule.Standard, Embedded.Iris, rows).OrThrow();
        var raw = Embedded.Iris.Batch(rows, new Scaling.None(), Precision.Float64).X;
        foreach (var precision in Enum.GetValues<Precision>())
            Assert.Equal(Embedded.Iris.Batch(rows, scaling, precision).X, scaling.Apply(raw, precision));
    }
}
