using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Laws;

/// <summary>Sum, mean and the size of batches.</summary>
public class BatchLaws
{
    private static readonly Gen<(Spec Spec, int Rows)> PowersOfTwo = Gen.Select(GenSpecs.Finite, Gen.OneOf(1, 2, 4, 8));
    private static readonly Gen<(Spec Spec, int Rows)> OtherSizes = Gen.Select(GenSpecs.Finite, Gen.OneOf(3, 5, 6, 7));

    [Fact]
    public void Sum_and_mean_at_N_times_the_rate_agree_to_the_bit_for_a_power_of_two() => Law.Holds(PowersOfTwo, one => Agree(one.Spec, one.Rows, one.Rows, Same));

    [Fact]
    public void Sum_and_mean_at_the_same_rate_do_not() => Law.FailsFor(PowersOfTwo, one => Agree(one.Spec, one.Rows, 1, Same));

    [Fact]
    public void Sum_and_mean_at_N_times_the_rate_agree_to_the_bit_for_no_other_number() => Law.FailsFor(OtherSizes, one => Agree(one.Spec, one.Rows, one.Rows, Same));

    [Fact]
    public void Sum_and_mean_at_N_times_the_rate_agree_in_a_step_within_ulps() => Law.Holds(OtherSizes, one => Agree(one.Spec with { Batches = [1] }, one.Rows, one.Rows, Near));

    [Fact]
    public void Sum_and_mean_at_another_rate_are_not_within_ulps() => Law.FailsFor(OtherSizes, one => Agree(one.Spec with { Batches = [1] }, one.Rows, one.Rows + 1, Near));

    [Fact]
    public void So_do_they_under_momentum() => Law.Holds(PowersOfTwo, one => Agree(one.Spec, one.Rows, one.Rows, Same, new Rule.Momentum(0.75)));

    /// <summary>The lecture's remark holds for gradient descent and momentum only: other rules divide by the size of the gradient.</summary>
    [Fact]
    public void They_do_not_under_Adam() => Law.FailsFor(PowersOfTwo, one => Agree(one.Spec, one.Rows, one.Rows, Same, new Rule.Adam()));

    private static bool Agree(Spec spec, int rows, int times, Func<StepTrace, StepTrace, int, bool> agree, Rule? rule = null)
    {
        spec = spec with { Batches = spec.Batches.Map(_ => rows) };
        rule ??= new Rule.GradientDescent();
        var sum = new Recipe(spec.Recipe.Loss, Accumulation.Sum, new Optimizer(rule, spec.Eta));
        var mean = new Recipe(spec.Recipe.Loss, Accumulation.Mean, new Optimizer(rule, spec.Eta * times));
        var (a, b) = (TrainingState.Start(spec.Network(), sum.Optimizer), TrainingState.Start(spec.Network(), mean.Optimizer));
        foreach (var batch in spec.Samples())
        {
            var (summed, averaged) = (sum.Explain(a, batch), mean.Explain(b, batch));
            if (!Traces.IsModerate(summed)) return true;
            if (!agree(summed, averaged, rows)) return false;
            (a, b) = (summed.After, averaged.After);
        }

        return true;
    }

    private static bool Same(StepTrace sum, StepTrace mean, int rows) => sum.Dw.Equals(mean.Dw) && sum.After.Network.Equals(mean.After.Network) && sum.Error.E == mean.Error.E * rows;

    private static bool Near(StepTrace sum, StepTrace mean, int rows) => Traces.AreNear(
        sum.Dw.Parameters.Tensors().Select(one => one.Tensor), mean.Dw.Parameters.Tensors().Select(one => one.Tensor), 64, Traces.Largest(sum));

    [Fact]
    public void Mean_over_one_sample_is_the_sum() => Law.Holds(GenSpecs.Any, spec => OneSampleIsAlike(spec, 1));

    [Fact]
    public void Mean_over_two_is_not() => Law.FailsFor(GenSpecs.Finite, spec => OneSampleIsAlike(spec, 2));

    private static bool OneSampleIsAlike(Spec spec, int rows)
    {
        spec = spec with { Batches = [rows] };
        var (sum, mean) = (spec with { Accumulation = Accumulation.Sum }, spec with { Accumulation = Accumulation.Mean });
        return sum.Recipe.Explain(sum.Start, sum.Sample()) with { Recipe = mean.Recipe } == mean.Recipe.Explain(mean.Start, mean.Sample());
    }

    [Fact]
    public void Online_is_mini_batches_of_one() => Law.Holds(GenSpecs.Any, spec => IsOnline(spec, new Batching.Mini(1)));

    [Fact]
    public void Mini_batches_of_two_are_not() => Law.FailsFor(GenSpecs.Any, spec => IsOnline(spec, new Batching.Mini(2)));

    /// <summary>Online learning in the lecture's sense: a step a sample, in the order in which the samples come.</summary>
    private static bool IsOnline(Spec spec, Batching batching)
    {
        var all = (spec with { Batches = [5] }).Sample();
        var names = (int count) => Values.From(Enumerable.Range(1, count).Select(i => $"x{i}"));
        var data = Dataset.Create("drawn", names(all.X.Columns), all.X, new Targets.Numbers(names(all.T.Columns), all.T)).OrThrow();
        var key = Key.Of(spec.Seed);
        var state = spec.Start;
        foreach (var p in Epochs.Order(key, 1, all.Count)) state = spec.Recipe.Step.Invoke(state, new(Row(all.X, p), Row(all.T, p)));
        return new[] { new Batching.Online(), batching }.All(one => Epochs.Create(Part.All(data), one, Ordering.Shuffled, LastBatch.Keep, key).OrThrow()
            .Batches(1, new Scaling.None(), spec.Precision).Fold(spec.Start, spec.Recipe.Step).Equals(state));

        static Matrix Row(Matrix m, int p) => Matrix.Build(m.Precision, 1, m.Columns, (m, p), static (s, j) => s.m[s.p, j]);
    }
}
