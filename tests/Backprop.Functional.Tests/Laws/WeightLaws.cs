using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Laws;

/// <summary>A sample of weight 2 is the sample twice.</summary>
public class WeightLaws
{
    private static readonly Gen<Spec> Summed = GenSpecs.Finite.Select(spec => spec with { Accumulation = Accumulation.Sum, Batches = [Math.Max(2, spec.Batches[0])] });

    [Fact]
    public void Weights_of_1_change_no_bit() => Law.Holds(GenSpecs.Any, spec => IsUnweighted(spec, 1));

    [Fact]
    public void Weights_of_2_do() => Law.FailsFor(GenSpecs.Any, spec => IsUnweighted(spec, 2));

    private static bool IsUnweighted(Spec spec, double weight)
    {
        var batch = spec.Sample();
        var weighted = batch with { Weights = Matrix.Constant(spec.Precision, batch.Count, 1, weight) };
        var trace = spec.Recipe.Explain(spec.Start, weighted) with { Batch = batch };
        return trace.Equals(spec.Recipe.Explain(spec.Start, batch))
            && Evaluation.Of(spec.Network(), spec.Recipe.Loss, spec.Accumulation, [weighted], null)
                .Equals(Evaluation.Of(spec.Network(), spec.Recipe.Loss, spec.Accumulation, [batch], null));
    }

    [Fact]
    public void Weight_is_how_often_a_sample_counts() => Law.Holds(Summed, spec => IsRepetition(spec, [.. Enumerable.Range(0, spec.Batches[0]).Select(p => p % 3)]));

    [Fact]
    public void Weight_that_is_not_that_often_is_found() => Law.FailsFor(Summed, spec => IsRepetition(spec, [.. Enumerable.Range(0, spec.Batches[0]).Select(p => 2 * (p % 2))]));

    /// <summary>Sample p stands there p mod 3 times, and the weights say so, or do not.</summary>
    private static bool IsRepetition(Spec spec, double[] weights)
    {
        var batch = spec.Sample();
        var rows = Enumerable.Range(0, batch.Count).SelectMany(p => Enumerable.Repeat(p, p % 3)).ToArray();
        var a = spec.Recipe.Explain(spec.Start, batch with { Weights = Matrix.From(spec.Precision, batch.Count, 1, weights) });
        var b = spec.Recipe.Explain(spec.Start, new(Rows(batch.X, rows), Rows(batch.T, rows)));
        var magnitude = Math.Max(Traces.Largest(a), Traces.Largest(b));
        return Math.Abs(a.Error.E - b.Error.E) <= 64 * spec.Ulp * magnitude * (1 + batch.T.Count)
            && Traces.AreNear(Gradients(a), Gradients(b), 64, magnitude);

        static IEnumerable<Matrix> Gradients(StepTrace trace) => trace.Backward.Gradients.Parameters.Tensors().Select(one => one.Tensor);
        static Matrix Rows(Matrix m, int[] rows) => Matrix.Build(m.Precision, rows.Length, m.Columns, (m, rows), static (s, k) => s.m[s.rows[k / s.m.Columns], k % s.m.Columns]);
    }

    [Fact]
    public void Mean_is_over_the_rows_not_over_the_weights() => Law.Holds(GenSpecs.Finite, spec =>
    {
        var weighted = spec with { IsWeighted = true, Accumulation = Accumulation.Mean };
        var (mean, sum) = (weighted.Recipe.Explain(weighted.Start, weighted.Sample()).Error, (weighted with { Accumulation = Accumulation.Sum }).Recipe.Explain(weighted.Start, weighted.Sample()).Error);
        return mean.E.Equals(sum.E / weighted.Batches[0]);
    }, 300);

    [Fact]
    public void Gradient_is_the_central_difference_of_the_weighted_E() => Law.Holds(GenSpecs.Finite, spec => IsDerivative(spec, static batch => batch), 100);

    [Fact]
    public void Gradient_is_not_that_of_the_plain_E() => Law.FailsFor(GenSpecs.Finite, spec => IsDerivative(spec, static batch => batch with { Weights = null }));

    private static bool IsDerivative(Spec spec, Func<Batch, Batch> differentiated)
    {
        spec = spec with { Precision = Precision.Float64, IsWeighted = true };
        var (network, batch) = (spec.Network(), spec.Sample());
        if (Spec.IsNearKink(network, Forward.Pass(network, batch.X))) return true;
        var analytic = GradientCheck.Of(network, spec.Recipe.Loss, spec.Accumulation, batch).OrThrow().OrderBy(one => (one.N, one.From, one.To));
        var numeric = GradientCheck.Of(network, spec.Recipe.Loss, spec.Accumulation, differentiated(batch)).OrThrow().OrderBy(one => (one.N, one.From, one.To));
        return analytic.Zip(numeric).All(pair => Math.Abs(pair.First.Analytic - pair.Second.Numeric)
            <= (1e-4 * Math.Max(Math.Abs(pair.First.Analytic), Math.Abs(pair.Second.Numeric))) + 1e-7);
    }
}
