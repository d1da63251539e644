using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Laws;

/// <summary>The gradient of one sample is formed where the rule takes it, or where somebody asks for it, with the same bits.</summary>
public class RankOneLaws
{
    private static readonly Gen<Precision> Precisions = Gen.OneOf(Precision.Float64, Precision.Float32);

    private static readonly Gen<(Spec Spec, Optimizer Optimizer)> Tasks = Gen.Select(
        Precisions, Gen.Int[1, 40], Gen.OneOf(4, 8, 16, 32, 48, 64, 33), Gen.OneOf(1, 2, 16, 10), Gen.OneOf(BiasKind.Absent, BiasKind.Tied, BiasKind.PerNeuron),
        Gen.OneOf(DonationLaws.Rules), Gen.OneOf(0, 0.125), Gen.ULong)
        .Select((precision, inputs, hidden, outputs, bias, rule, decay, seed) => (
            new Spec(precision, inputs, [(hidden, "sigmoid"), (hidden, "relu"), (outputs, "linear")], "sse", bias, Accumulation.Mean, [1, 1, 1, 2, 1, 1], 0.125, seed),
            new Optimizer(rule with { Decay = decay }, 0.0625)));

    private static readonly Gen<(Width Width, int Threads, int Asks)> Ways = Gen.Select(Gen.OneOf(Width.Scalar, Width.V128, Width.V256, Width.V512), Gen.Int[1, 2], Gen.Int[1, 4]);

    [Fact]
    public void Step_has_the_bits_of_the_definition_whether_or_not_the_gradient_is_asked_for() => Law.Holds(Gen.Select(Tasks, Ways), one =>
    {
        var ((spec, optimizer), (width, threads, asks)) = one;
        var (recipe, state) = (spec.Recipe with { Optimizer = optimizer }, TrainingState.Start(spec.Network(), optimizer));
        var (run, step) = (new Executor(recipe, state, Arithmetic.Of(width, threads)), 0);
        foreach (var batch in spec.Samples())
        {
            var trace = recipe.Explain(state, batch);
            run.Take(batch);
            state = trace.After;
            if (++step % asks == 0 && !run.Gradients.Equals(trace.Backward.Gradients)) return false;
            if (step % 3 == 0 && !run.State.Equals(state)) return false;
        }

        return run.State.Equals(state);
    });

    [Fact]
    public void Links_are_given_the_gradient() => Law.Holds(Gen.Select(Tasks, Ways), one =>
    {
        var ((spec, plain), (width, threads, _)) = one;
        var optimizer = plain with { Links = [new Link.L2(0.0625), new Link.ClipByNorm(0.5)] };
        var (recipe, start) = (spec.Recipe with { Optimizer = optimizer }, TrainingState.Start(spec.Network(), optimizer));
        var run = new Executor(recipe, start, Arithmetic.Of(width, threads));
        foreach (var batch in spec.Samples()) run.Take(batch);
        return run.State.Equals(spec.Samples().Fold(start, (state, batch) => recipe.Explain(state, batch).After));
    }, 300);

    [Fact]
    public void Product_that_is_owed_is_paid_before_it_is_frozen()
    {
        var (y, delta) = (Matrix.From(Precision.Float64, 1, 3, [1, -2, 3]), Matrix.Build(Precision.Float64, 1, 16, 0, static (_, k) => k / 4.0));
        var g = Matrix.Draft<double>(3, 16);
        g.Owe(new(y, delta, Width.V128));
        g.Freeze();
        Assert.Equal(Arithmetic.Plain.Gradient(y, delta), g);
    }
}
