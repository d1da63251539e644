using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Training;

public class SizeSweepTests
{
    private static readonly Experiment Quick = new() { Epochs = 4, Optimizer = new(new Rule.Adam(), 0.05), ClassWeights = new ClassWeights.Given([("setosa", 2)]) };

    private static DataParts Iris => DataParts.Of(Embedded.Iris);

    [Fact]
    public void A_size_is_tried_from_each_seed_on_one_split()
    {
        var tried = new SizeSweep(Quick, [3, 2], Seeds: 3).Try(Iris).OrThrow().ToList();
        Assert.Equal([(3, (4 * 3) + 3 + (3 * 3) + 3), (2, (4 * 2) + 2 + (2 * 3) + 3)], tried.Select(size => (size.Units, size.Parameters)));
        var split = (Quick with { Hidden = [3] }).Prepare(Iris).OrThrow().Split;
        var losses = Enumerable.Range(0, 3).Select(i =>
        {
            var run = (Quick with { Hidden = [3], Seed = 1 + (ulong)i }).Prepare(Iris).OrThrow();
            var same = run with { Split = split, Batches = Epochs.Create(split.Training, new Batching.Mini(16), Ordering.Shuffled, LastBatch.Keep, Key.Of(1 + (ulong)i)).OrThrow(), Scaling = Scaling.Fit(ScalingRule.Auto, split.Training.Data, split.Training.Rows.AsSpan()).OrThrow() };
            var network = same.Epochs().Last().State.Network;
            return (same.Evaluate(network, split.Training).Loss, same.Evaluate(network, split.Validation).Loss);
        }).ToList();
        Assert.Equal(Spread.Of(Values.From(losses.Select(one => one.Item1))), tried[0].Training);
        Assert.Equal(Spread.Of(Values.From(losses.Select(one => one.Item2))), tried[0].Validation);
    }

    [Fact]
    public void Folds_multiply_the_runs_and_change_what_they_see()
    {
        var sweep = new SizeSweep(Quick, [2], Seeds: 2, Folds: 3);
        var tried = sweep.Try(Iris).OrThrow().Single();
        Assert.Equal((6, 6, 6), ((int)sweep.Runs, tried.Training.Count, tried.Validation.Count));
        Assert.NotEqual(new SizeSweep(Quick, [2], Seeds: 2).Try(Iris).OrThrow().Single().Validation.Mean, tried.Validation.Mean);
        Assert.Equal(tried, sweep.Try(Iris).OrThrow().Single());
    }

    [Fact]
    public void Nothing_is_computed_before_it_is_asked_for() => Assert.Equal(1, new SizeSweep(Quick with { Epochs = 1 }, [1, 1_000_000]).Try(Iris).OrThrow().First().Units);

    [Fact]
    public void Smallest_within_one_deviation_of_the_best_is_named()
    {
        TriedSize[] tried = [Size(2, 0.9, 0.5), Size(4, 0.3, 0.1), Size(3, 0.25, 0.1), Size(8, 0.2, 0.06), Size(9, 0.2, 0.9), Size(1, double.NaN, double.NaN)];
        Assert.Equal(8, SizeSweep.Best(tried)!.Units);
        Assert.Equal(3, SizeSweep.Smallest(tried)!.Units);
        Assert.Equal(4, SizeSweep.Smallest([Size(4, 0.26, 9), Size(8, 0.2, 0.0625)])!.Units);
        Assert.Equal(8, SizeSweep.Smallest([Size(4, 0.2625, 9), Size(8, 0.2, 0.06)])!.Units);
        Assert.Equal(8, SizeSweep.Best([Size(4, 0.1, double.PositiveInfinity), Size(8, 0.2, 0)])!.Units);
        Assert.Null(SizeSweep.Smallest([Size(4, 1e200, double.PositiveInfinity)]));
        Assert.Null(SizeSweep.Smallest([Size(1, double.NaN, double.NaN), Size(2, double.PositiveInfinity, 0)]));

        static TriedSize Size(int units, double mean, double sd) => new(units, units, new(0, 0, 1), new(mean, sd, 3));
    }

    [Fact]
    public void A_run_that_diverges_has_no_loss()
    {
        var tried = new SizeSweep(new() { Epochs = 5, Eta = 1e6, Activation = new Backprop.Functional.Functions.Activation.Linear() }, [2]).Try(DataParts.Of(Generated.Sine(Key.Of(1)).OrThrow())).OrThrow().Single();
        Assert.True(double.IsNaN(tried.Validation.Mean) && double.IsNaN(tried.Training.Mean));
    }

    [Fact]
    public void What_keeps_sizes_from_being_tried_is_told()
    {
        Assert.Equal(["hidden", "seeds", "init"], new SizeSweep(Quick with { Start = Lectures.Net() }, [0], Seeds: 0).Try(Iris).Problems.Map(problem => problem.Place));
        Assert.StartsWith("split: sizes are compared on a validation part", $"{new SizeSweep(Quick with { Split = Fractions.Parse("1").OrThrow() }, [2]).Try(Iris).Problems.Single()}", StringComparison.Ordinal);
        Assert.Equal("folds", new SizeSweep(Quick, [2], Folds: 1000).Try(Iris).Problems.Single().Place);
        Assert.Equal("epochs", new SizeSweep(Quick with { Epochs = 0 }, [2]).Try(Iris).Problems.Single().Place);
        Assert.True(new SizeSweep(Quick with { Split = Fractions.Parse("1").OrThrow() }, [2], Folds: 2).Try(Iris).IsGood);
    }

    [Fact]
    public void Warnings_are_of_sizes_that_can_be_tried()
    {
        Assert.Equal("hidden", new SizeSweep(Quick, []).Warnings(Iris).Problems.Single().Place);
        Assert.Equal(["hidden", "seeds", "init"], new SizeSweep(Quick with { Start = Lectures.Net() }, [0], Seeds: 0).Warnings(Iris).Problems.Map(problem => problem.Place));
        Assert.True(new SizeSweep(Quick, [2]).Warnings(Iris).IsGood);
    }

    [Fact]
    public void Spread_is_that_of_a_sample()
    {
        Assert.Equal(new(5, Math.Sqrt(32 / 7.0), 8), Spread.Of([2, 4, 4, 4, 5, 5, 7, 9]));
        Assert.Equal(new(3, 0, 1), Spread.Of([3]));
    }
}
