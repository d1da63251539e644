using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Laws;

/// <summary>Networks of different weights that are the same function.</summary>
public class ShapeLaws
{
    private static readonly Gen<(Spec Spec, int Shift)> WithHidden = Gen.Select(GenSpecs.Finite.Where(spec => spec.Layers.Count > 1), Gen.Int[1, 5]);

    [Fact]
    public void Hidden_units_in_another_order_permute_the_trace() => Law.Holds(WithHidden, one => IsPermuted(one.Spec, one.Shift, one.Shift));

    [Fact]
    public void Rows_above_in_another_order_than_the_columns_are_found() => Law.FailsFor(WithHidden, one => IsPermuted(one.Spec, one.Shift, 0));

    /// <summary>
    /// Turns the first hidden layer by some units: then everything of that layer is turned, and all else is as it was, within 256 units in the
    /// last place of the largest magnitude of the trace.
    /// </summary>
    private static bool IsPermuted(Spec spec, int shift, int shiftAbove)
    {
        var (network, batch) = (spec.Network(), spec.Sample());
        var turned = network.With(Turned(network.Parameters, shift, shiftAbove));
        var a = spec.Recipe.Explain(TrainingState.Start(network, spec.Recipe.Optimizer), batch);
        var b = spec.Recipe.Explain(TrainingState.Start(turned, spec.Recipe.Optimizer), batch);
        if (Spec.IsNearKink(network, a.Forward)) return true;
        var magnitude = Traces.Largest(a);
        return Math.Abs(a.Error.E - b.Error.E) <= 256 * spec.Ulp * magnitude * batch.T.Count
            && Traces.AreNear(Signals(a, shift), Signals(b, 0), 256, magnitude) && Traces.AreNear(Weights(a, shift), Weights(b, 0), 256, magnitude);
    }

    private static IEnumerable<Matrix> Signals(StepTrace trace, int shift) => trace.Forward.Layers.SelectMany((layer, n) =>
        new[] { layer.V, layer.Y, trace.Backward.Signals[n], trace.Backward.Deltas[n] }.Select(m => n == 0 ? Columns(m, shift) : m));

    private static IEnumerable<Matrix> Weights(StepTrace trace, int shift) =>
        new[] { trace.Backward.Gradients.Parameters, trace.Dw.Parameters, trace.After.Network.Parameters }
            .SelectMany(parameters => Turned(parameters, shift, shift).Tensors()).Select(one => one.Tensor);

    private static Parameters Turned(Parameters parameters, int shift, int shiftAbove) => new(parameters.Layers.Map((weights, n) => n switch
    {
        0 => new(Columns(weights.W, shift), weights.Bias.With(cells => Columns(cells, shift))),
        1 => weights with { W = Rows(weights.W, shiftAbove) },
        _ => weights,
    }));

    private static Matrix Columns(Matrix m, int shift) =>
        Matrix.Build(m.Precision, m.Rows, m.Columns, (m, shift), static (s, k) => s.m[k / s.m.Columns, ((k % s.m.Columns) + s.shift) % s.m.Columns]);

    private static Matrix Rows(Matrix m, int shift) =>
        Matrix.Build(m.Precision, m.Rows, m.Columns, (m, shift), static (s, k) => s.m[((k / s.m.Columns) + s.shift) % s.m.Rows, k % s.m.Columns]);

    [Fact]
    public void Linear_layers_are_one_layer() => Law.Holds(GenSpecs.Finite, spec => Collapses(spec, "linear"));

    [Fact]
    public void Other_layers_are_not() => Law.FailsFor(WithHidden.Select((spec, _) => spec), spec => Collapses(spec, "tanh"));

    /// <summary>
    /// f(x) = (..(x W0 + b0) W1 + b1..) = x (W0 W1 ..) + (b0 W1 .. + b1 ..), the remark of the lecture on linear activations. The error of either
    /// side is a few units in the last place of the same expression with all its numbers positive, so that is the scale.
    /// </summary>
    private static bool Collapses(Spec spec, string hidden)
    {
        spec = spec with { Layers = spec.Layers.Map((layer, n) => (layer.Units, n < spec.Layers.Count - 1 ? hidden : "linear")) };
        var (network, x) = (spec.Network(), spec.Sample().X);
        var (y, one) = (Forward.Pass(network, x).Output, Forward.Pass(OneLayer(network), x).Output);
        var positive = Forward.Pass(OneLayer(network.With(network.Parameters.Map(Positive))), Positive(x)).Output;
        return Enumerable.Range(0, y.Count).All(k => Math.Abs(y.At(k) - one.At(k)) <= 32 * spec.Ulp * positive.At(k));
    }

    private static Network OneLayer(Network network)
    {
        var (w, b) = (Wide(network.W(0)), Wide(network.Bias(0), network.Layers[0].Outputs));
        for (var n = 1; n < network.Layers.Count; n++)
        {
            b = Sum(Product(b, Wide(network.W(n))), Wide(network.Bias(n), network.Layers[n].Outputs));
            w = Product(w, Wide(network.W(n)));
        }

        return new([new Layer(new(w.To(network.Precision), new Bias.PerNeuron(b.To(network.Precision))), new Activation.Linear())]);

        static Matrix Wide(object cells, int outputs = 0) => cells switch
        {
            Matrix m => m.To(Precision.Float64),
            Bias.Tied tied => Matrix.Constant(Precision.Float64, 1, outputs, tied.W0[0, 0]),
            Bias.PerNeuron each => each.B.To(Precision.Float64),
            _ => Matrix.Zero(Precision.Float64, 1, outputs),
        };

        static Matrix Product(Matrix a, Matrix b) => Matrix.Build(Precision.Float64, a.Rows, b.Columns, (a, b), static (s, k) =>
            Enumerable.Range(0, s.a.Columns).Sum(i => s.a[k / s.b.Columns, i] * s.b[i, k % s.b.Columns]));

        static Matrix Sum(Matrix a, Matrix b) => Matrix.Build(Precision.Float64, a.Rows, a.Columns, (a, b), static (s, k) => s.a.At(k) + s.b.At(k));
    }

    private static Matrix Positive(Matrix m) => Matrix.Build(m.Precision, m.Rows, m.Columns, m, static (s, k) => Math.Abs(s.At(k)));
}
