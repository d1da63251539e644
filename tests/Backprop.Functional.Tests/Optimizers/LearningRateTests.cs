using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Tests.Laws;
using Backprop.Functional.Tests.Oracles;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Optimizers;

public class LearningRateTests
{
    [Fact]
    public void A_step_falls_at_the_end_of_each_interval() =>
        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.5, 0.25], Rates(new LearningRate.Step(1, 0.5, 3), 7));

    [Fact]
    public void An_exponential_falls_at_every_step() => Assert.Equal([2, 1, 0.5, 0.25], Rates(new LearningRate.Exponential(2, 0.5), 4));

    [Fact]
    public void Inverse_time_is_the_first_rate_over_1_plus_d_k() => Assert.Equal([1, 1 / 1.5, 0.5, 1 / 2.5], Rates(new LearningRate.InverseTime(1, 0.5), 4));

    [Fact]
    public void A_cosine_begins_high_is_half_way_in_the_middle_and_ends_low_for_good()
    {
        var cosine = new LearningRate.Cosine(1, 0.5, 8);
        Assert.Equal((1, 0.75, 0.5, 0.5), (cosine.At(0), cosine.At(4), cosine.At(8), cosine.At(1000)));
        for (var k = 0; k < 8; k++)
        {
            Assert.Equal(0.5 + (0.25 * (1 + Math.Cos(Math.PI * k / 8))), cosine.At(k), 15);
            Assert.True(cosine.At(k + 1) < cosine.At(k));
        }
    }

    [Fact]
    public void A_warm_up_rises_in_equal_steps_to_what_follows() =>
        Assert.Equal([0.25, 0.5, 0.75, 1, 1, 0.5, 0.25], Rates(new LearningRate.WarmUp(4, new LearningRate.Exponential(1, 0.5)), 7));

    [Fact]
    public void A_power_is_exact_where_its_result_is() =>
        Gen.Int[0, 60].Sample(n => Powers.Of(2, n) == (double)(1L << n) && Powers.Of(-1, n) == (n % 2 == 0 ? 1 : -1));

    [Fact]
    public void A_power_is_near_the_repeated_product() => Gen.Select(Gen.Double[0.5, 1.5], Gen.Int[0, 200]).Sample((x, n) =>
    {
        var product = 1.0;
        for (var i = 0; i < n; i++) product *= x;
        return Math.Abs(Powers.Of(x, n) - product) <= 1e-13 * product;
    });

    [Fact]
    public void Momentum_inside_and_outside_part_where_the_rate_changes() => Assert.True(MomentaPart(Updater.Ours));

    internal static bool MomentaPart(Updater updater)
    {
        var stairs = new LearningRate.Step(0.1, 0.5, 3);
        return Math.Abs(After(updater, new Rule.Momentum(0.9), new LearningRate.Constant(0.1)) - After(updater, new Rule.MomentumOutside(0.9), new LearningRate.Constant(0.1))) < 1e-12
            && Math.Abs(After(updater, new Rule.Momentum(0.9), stairs) - After(updater, new Rule.MomentumOutside(0.9), stairs)) > 0.01;
    }

    [Fact]
    public void A_step_is_taken_at_the_rate_of_the_steps_before_it() => Assert.True(FollowsItsRate(Updater.Ours));

    /// <summary>1 - (1/2 + 1/4 + .. + 1/256).</summary>
    internal static bool FollowsItsRate(Updater updater) => After(updater, new Rule.GradientDescent(), new LearningRate.Exponential(0.5, 0.5)) == 0.00390625;

    [Fact]
    public void A_text_is_the_schedule_that_it_spells() =>
        Assert.Equal(new LearningRate.WarmUp(5, new LearningRate.Cosine(0.2, 0.01, 40)), ScheduleText.Parse("warm-up:steps=5+cosine:low=0.01,horizon=40", 0.2, "x").OrThrow());

    /// <summary>Any schedule with any constants in their ranges, also behind a warm-up.</summary>
    private static readonly Gen<LearningRate> Any = Gen.Select(Gen.Double[1e-9, 0.999].Array[4], Gen.Long[1, 1_000_000], Gen.Int[0, 6], Gen.Bool).Select((x, n, kind, isWarmed) =>
    {
        LearningRate rate = kind switch
        {
            0 => new LearningRate.Constant(x[0]),
            1 => new LearningRate.Step(x[0], 1e9 * x[1], n),
            2 => new LearningRate.Exponential(1e20 * x[0], x[1]),
            3 => new LearningRate.InverseTime(x[0], x[1]),
            4 => new LearningRate.Cosine(x[0], x[1], n),
            5 => new LearningRate.ReduceOnPlateau(x[0], x[1], n, x[2], x[3]),
            _ => new LearningRate.ErrorDriven(x[0], 1 + x[1], x[2]),
        };
        return isWarmed ? new LearningRate.WarmUp(n, rate) : rate;
    });

    [Fact]
    public void What_is_written_reads_back() => Law.Holds(Any, rate => ScheduleText.Parse(ScheduleText.Write(rate), ScheduleText.FirstRate(rate), "x").OrThrow().Equals(rate));

    /// <summary>Any schedule with any numbers that their types allow, behind no warm-up or several.</summary>
    private static readonly Gen<LearningRate> Wild = Gen.Select(Gen.OneOf(Gen.Double, Gen.Double[0, 1]).Array[4], Gen.OneOf(Gen.Long, Gen.Long[0, 100]).Array[2], Gen.Int[0, 6], Gen.Int[0, 2]).Select((x, n, kind, warmUps) =>
    {
        LearningRate rate = kind switch
        {
            0 => new LearningRate.Constant(x[0]),
            1 => new LearningRate.Step(x[0], x[1], n[0]),
            2 => new LearningRate.Exponential(x[0], x[1]),
            3 => new LearningRate.InverseTime(x[0], x[1]),
            4 => new LearningRate.Cosine(x[0], x[1], n[0]),
            5 => new LearningRate.ReduceOnPlateau(x[0], x[1], n[0], x[2], x[3]),
            _ => new LearningRate.ErrorDriven(x[0], 1 + x[1], x[2]),
        };
        return Enumerable.Range(0, warmUps).Aggregate(rate, (then, _) => new LearningRate.WarmUp(n[1], then));
    });

    [Fact]
    public void What_is_written_of_any_numbers_reads_back_or_is_refused() => Law.Holds(Wild, rate => Optimizer.Create(new Rule.Adam(), rate)
        .Match(_ => ScheduleText.Parse(ScheduleText.Write(rate), ScheduleText.FirstRate(rate), "x").OrThrow().Equals(rate), problems => problems.Count > 0));

    [Theory]
    [InlineData("stp:gamma=0.5,every=3", "did you mean 'step'?")]
    [InlineData("step:gama=0.5,every=3", "did you mean 'gamma'?")]
    [InlineData("step:gamma=0,every=3", "use a number such as 0.1")]
    [InlineData("step:gamma=0.5,every=2.5", "use a number such as 100")]
    [InlineData("step:gamma=0.5,gamma=0.5,every=1", "give it once")]
    [InlineData("step:gamma=0.5", "write step:gamma=..,every=..")]
    [InlineData("plateau:patience=1.5", "use a number such as 0.01")]
    [InlineData("warm-up:steps=0", "use a number such as 100")]
    [InlineData("warm-up", "write warm-up:steps=..")]
    [InlineData("warm-up:steps=1+warm-up:steps=1", "write warm-up:steps=50+cosine:low=0,horizon=1000")]
    [InlineData("constant:eta=1", "it has none")]
    public void What_is_wrong_is_told_with_its_cure(string text, string cure) =>
        Assert.Contains(cure, ScheduleText.Parse(text, 0.1, "--schedule").Problems.Single().Cure, StringComparison.Ordinal);

    [Fact]
    public void Faults_before_and_behind_a_warm_up_are_told_together() => Assert.Equal(2, ScheduleText.Parse("warm-up:steps=x+cosine:low=-1,horizon=4", 0.1, "x").Problems.Count);

    private static double[] Rates(LearningRate rate, int count) => [.. Enumerable.Range(0, count).Select(k => rate.At(k))];

    /// <summary>One weight after eight steps under g = 1.</summary>
    private static double After(Updater updater, Rule rule, LearningRate rate)
    {
        var one = new Weights(Matrix.Scalar(Precision.Float64, 1), new Bias.Absent());
        var network = new Network([new Layer(one, new Activation.Linear())]);
        var optimizer = new Optimizer(rule, rate);
        var memory = optimizer.Start(network);
        for (var k = 0; k < 8; k++)
        {
            var (dw, next) = updater.Update(optimizer, k, 1, new(new([one])), memory, network);
            (network, memory) = (network + dw, next);
        }

        return network.W(0)[0, 0];
    }
}
