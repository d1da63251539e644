using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Laws;

/// <summary>Training is a fold of a pure step.</summary>
public class FoldLaws
{
    private static readonly Gen<(Spec, int)> Cut = Gen.Select(GenSpecs.Every, Gen.Int[0, 5]);

    [Fact]
    public void Fold_of_two_stretches_is_the_fold_of_the_second_from_the_fold_of_the_first() =>
        Law.Holds(Cut, one => SplitsAt(one.Item1, one.Item2, one.Item1.Recipe.Step));

    [Fact]
    public void Step_with_a_memory_of_its_own_breaks_it() => Law.FailsFor(Cut, one =>
    {
        var calls = 0;
        return SplitsAt(one.Item1, one.Item2, (state, batch) => (one.Item1.Recipe with
        {
            Optimizer = Backprop.Functional.Optimizers.Optimizer.GradientDescent(one.Item1.Eta / ++calls),
        }).Step.Invoke(state, batch));
    });

    private static bool SplitsAt(Spec spec, int cut, Func<TrainingState, Batch, TrainingState> step)
    {
        var batches = spec.Samples();
        Batches a = new(batches.Take(cut)), b = new(batches.Skip(cut));
        return a.Then(b).Fold(spec.Start, step).Equals(b.Fold(a.Fold(spec.Start, step), step));
    }

    [Fact]
    public void Scan_ends_where_fold_does_and_has_a_state_a_batch() => Law.Holds(GenSpecs.Every, spec =>
    {
        var (batches, states) = (new Batches(spec.Samples()), new Batches(spec.Samples()).Scan(spec.Start, spec.Recipe.Step).ToList());
        return states.Count == spec.Batches.Count && states[^1].Equals(batches.Fold(spec.Start, spec.Recipe.Step)) && states[^1].Steps == states.Count;
    });

    [Fact]
    public void Scan_of_each_nth_needs_an_n_and_gives_nothing_of_nothing()
    {
        var spec = new Spec(Precision.Float64, 2, [(1, "linear")], "sse", BiasKind.Absent, Accumulation.Sum, [1], 0.5, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Batches(spec.Samples()).Scan(spec.Start, spec.Recipe.Step, every: 0));
        Assert.Empty(new Batches([]).Scan(spec.Start, spec.Recipe.Step, every: 2));
        Assert.Empty(new Batches([]).Scan(0, (count, _) => count + 1, every: 2));
    }

    [Fact]
    public void Explain_is_the_step_and_the_step_is_the_fold_of_one() => Law.Holds(GenSpecs.Every, spec => IsOneStep(spec, spec.Recipe.Step));

    [Fact]
    public void Step_with_another_eta_is_not_what_explain_says() => Law.FailsFor(GenSpecs.Every, spec =>
        IsOneStep(spec, (spec.Recipe with { Optimizer = Backprop.Functional.Optimizers.Optimizer.GradientDescent(Math.BitIncrement(spec.Eta)) }).Step));

    private static bool IsOneStep(Spec spec, Func<TrainingState, Batch, TrainingState> step)
    {
        var trace = spec.Recipe.Explain(spec.Start, spec.Sample());
        return trace.After.Equals(step(spec.Start, spec.Sample())) && trace.After.Equals(Batches.Of(spec.Sample()).Fold(spec.Start, step));
    }

    [Fact]
    public void Every_width_computes_every_value_of_the_plain_step() => Law.Holds(Gen.OneOf(GenSpecs.Every, GenSpecs.Wide), spec =>
    {
        var plain = spec.Recipe.Explain(spec.Start, spec.Sample());
        return new[] { Width.Scalar, Width.V128, Width.V256, Width.V512 }.Select(Arithmetic.Of).Append(Arithmetic.Fast)
            .All(on => TrainingStep.Explain(spec.Recipe, spec.Start, spec.Sample(), on).Equals(plain));
    });

    [Fact]
    public void Plain_step_folds_to_the_bits_of_the_fast_one() => Law.Holds(GenSpecs.Every, spec =>
    {
        var batches = new Batches(spec.Samples());
        return batches.Fold(spec.Start, spec.Recipe.PlainStep).Sha256 == batches.Fold(spec.Start, spec.Recipe.Step).Sha256;
    });

    [Fact]
    public void No_published_state_ever_changes() => Law.Holds(GenSpecs.Every, spec => StaysAsBorn(spec, spec.Recipe.Step));

    [Fact]
    public void Step_that_writes_into_the_state_before_it_is_found() => Law.FailsFor(GenSpecs.Every, spec =>
        StaysAsBorn(spec, (state, batch) => WrittenInto(state, spec.Recipe.Step.Invoke(state, batch))));

    private static bool StaysAsBorn(Spec spec, Func<TrainingState, Batch, TrainingState> step)
    {
        List<(TrainingState State, string Birth)> published = [(spec.Start, spec.Start.Sha256)];
        var samples = spec.Samples();
        var births = samples.Map(batch => batch.X.Sha256 + batch.T.Sha256);
        foreach (var state in new Batches(samples).Scan(published[0].State, step)) published.Add((state, state.Sha256));
        return published.All(one => one.State.Sha256 == one.Birth)
            && samples.Map((batch, k) => Matrix.From(batch.X.Precision, batch.X.Rows, batch.X.Columns, Cells(batch.X)).Sha256
                + Matrix.From(batch.T.Precision, batch.T.Rows, batch.T.Columns, Cells(batch.T)).Sha256 == births[k]).All(same => same);
    }

    private static double[] Cells(Matrix matrix) => [.. Enumerable.Range(0, matrix.Count).Select(matrix.At)];

    /// <summary>The mutant: the successor's weights in the arrays of its predecessor.</summary>
    private static TrainingState WrittenInto(TrainingState before, TrainingState after)
    {
        foreach (var ((_, old), (_, next)) in before.Network.Parameters.Tensors().Zip(after.Network.Parameters.Tensors()))
        {
            if (old.Precision == Precision.Float64) Write<double>(old, next);
            else Write<float>(old, next);
        }

        return before with { Steps = after.Steps, E = after.E };

        static void Write<T>(Matrix old, Matrix next) where T : unmanaged
        {
            var cells = MemoryMarshal.CreateSpan(ref Unsafe.AsRef(in MemoryMarshal.GetReference(old.Cells<T>())), old.Count);
            next.Cells<T>().CopyTo(cells);
        }
    }
}
