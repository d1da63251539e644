using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Laws;

/// <summary>Dropout trains the network that is left.</summary>
public class DropoutLaws
{
    private static readonly Gen<Spec> WithHidden = Gen.Select(GenSpecs.Finite.Where(spec => spec.Layers.Count > 1), Gen.OneOf(0.25, 0.5, 0.75))
        .Select((spec, p) => spec with { Dropout = p });

    private static readonly Gen<Spec> InFloat64 = WithHidden.Select(spec => spec with { Precision = Precision.Float64 });

    [Fact]
    public void Gradient_is_the_central_difference_with_the_mask_held_fixed() => Law.Holds(InFloat64, spec => IsDerivative(spec, Masks(spec)), 100);

    [Fact]
    public void Gradient_is_not_that_of_another_mask() => Law.FailsFor(InFloat64, spec =>
        IsDerivative(spec, spec.Recipe.Dropout!.Masks(spec.Network(), spec.Batches[0], 2)));

    [Fact]
    public void Gradient_is_not_that_of_the_whole_network() => Law.FailsFor(InFloat64, spec => IsDerivative(spec, null));

    /// <summary>Curvature leaves a difference about 1e-8 off; the scale of dropout makes it a little more.</summary>
    private static bool IsDerivative(Spec spec, Values<Matrix>? masks)
    {
        var (network, batch) = (spec.Network(), spec.Sample());
        if (Spec.IsNearKink(network, Forward.Pass(network, batch.X, Masks(spec)))) return true;
        var gradients = spec.Recipe.Explain(spec.Start, batch).Backward.Gradients;
        return GradientCheck.Of(network, spec.Recipe.Loss, spec.Accumulation, batch, masks).OrThrow().All(one =>
            Math.Abs(Analytic(gradients, one) - one.Numeric) <= (1e-4 * Math.Max(Math.Abs(Analytic(gradients, one)), Math.Abs(one.Numeric))) + 1e-7);
    }

    private static double Analytic(Gradients gradients, CheckedGradient one) => one.IsBias
        ? gradients.Bias(one.N).Cells!.At(Math.Max(0, one.To - 1))
        : gradients.W(one.N)[one.From - 1, one.To - 1];

    private static Values<Matrix> Masks(Spec spec) => spec.Recipe.Dropout!.Masks(spec.Network(), spec.Batches[0], 1);

    [Fact]
    public void Units_that_are_left_out_pass_nothing_on_and_get_nothing_back() => Law.Holds(WithHidden, spec =>
    {
        var trace = spec.Recipe.Explain(spec.Start, spec.Sample());
        return trace.Forward.Layers[^1].Mask is null && trace.Forward.Layers.SkipLast(1).Select((layer, n) => (layer, n)).All(one =>
            Enumerable.Range(0, one.layer.Y.Count).All(k => one.layer.Mask!.At(k) == 0
                ? IsPlusZero(one.layer.Passed.At(k)) && IsPlusZero(trace.Backward.Signals[one.n].At(k))
                : one.layer.Passed.At(k) == Rounded(spec, one.layer.Y.At(k) * one.layer.Mask.At(k))));

        static bool IsPlusZero(double x) => BitConverter.DoubleToInt64Bits(x) == 0;
        static double Rounded(Spec spec, double x) => spec.Precision == Precision.Float64 ? x : (float)x;
    });

    [Fact]
    public void Who_only_reads_a_network_leaves_no_unit_out() => Law.Holds(WithHidden, spec =>
    {
        var plain = spec with { Dropout = 0 };
        return Evaluation.Of(spec.Network(), spec.Recipe.Loss, spec.Accumulation, [spec.Sample()], null)
            .Equals(Evaluation.Of(plain.Network(), plain.Recipe.Loss, plain.Accumulation, [plain.Sample()], null));
    }, 200);

    [Fact]
    public void Dropout_of_nothing_is_none() => Law.Holds(GenSpecs.Any, spec =>
    {
        var recipe = spec.Recipe with { Dropout = new(0, Key.Of(spec.Seed)) };
        return recipe.Explain(spec.Start, spec.Sample()).After.Equals(spec.Recipe.Explain(spec.Start, spec.Sample()).After);
    });
}
