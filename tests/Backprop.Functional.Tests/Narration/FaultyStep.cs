using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;

namespace Backprop.Functional.Tests.Narration;

/// <summary>
/// A step that is written out once more, so that a fault can be put in after any of its operations; everything behind the fault is computed from
/// what it left. Without a fault it is the step.
/// </summary>
internal sealed class FaultyStep(Func<string, Matrix, Matrix> fault)
{
    private static readonly Arithmetic On = Arithmetic.Plain;

    public StepTrace Explain(Recipe recipe, TrainingState before, Batch batch)
    {
        batch = batch with { X = fault("x", batch.X), T = fault("t", batch.T), Weights = batch.Weights is { } weights ? fault("weight", weights) : null };
        var network = recipe.Optimizer.LookAt(before.Network, before.Memory, On);
        var masks = recipe.Dropout?.Masks(network, batch.Count, before.Steps + 1);
        var forward = Forward(network, batch.X, masks);
        var error = Error(recipe, network, forward, batch);
        var backward = Backward(network, forward, error);
        var (dw, memory) = recipe.Optimizer.Update(before.Steps, before.Rate, error.E, backward.Gradients, before.Memory, before.Network, On);
        dw = new(Each("dw", "db", dw.Parameters));
        var after = before.Network.With(Each("new w", "new b", before.Network.Add(dw, On).Parameters));
        return new(recipe, before, batch, network, forward, error, backward, dw, before with { Network = after, Memory = memory, Steps = before.Steps + 1, E = error.E });
    }

    private ForwardPass Forward(Network network, Matrix x, Values<Matrix>? masks)
    {
        var (signals, passed) = (Values<LayerSignals>.Empty, x);
        foreach (var layer in network.Layers)
        {
            var n = signals.Count + 1;
            var v = fault($"v({n})", On.Affine(passed, layer.Weights.W, layer.Weights.Bias.Cells));
            var y = fault($"y({n})", layer.F.Apply(On, v));
            var one = new LayerSignals(v, y);
            if (n <= masks?.Count)
            {
                var mask = fault($"mask({n})", masks[n - 1]);
                one = one with { Mask = mask, Passed = fault($"kept({n})", Dropout.Masked(y, mask, On)) };
            }

            signals = signals.Add(one);
            passed = one.Passed;
        }

        return new(x, signals);
    }

    private OutputError Error(Recipe recipe, Network network, ForwardPass forward, Batch batch)
    {
        var error = Measure.Error(recipe.Loss, recipe.Accumulation, network, forward, batch, On);
        var (n, signal) = (network.Layers.Count, fault("signal", error.Signal));
        var delta = error.IsShort || signal.Equals(error.Signal) ? error.Delta : network.OutputActivation.Pull(On, forward.V(n), forward.Output, signal);
        return new(fault("E", Matrix.Scalar(Precision.Float64, error.E))[0, 0], signal, fault($"delta({n})", delta), error.IsShort);
    }

    private BackwardPass Backward(Network network, ForwardPass forward, OutputError error)
    {
        var N = network.Layers.Count;
        var (signals, deltas) = (new Matrix[N], new Matrix[N]);
        (signals[N - 1], deltas[N - 1]) = (error.Signal, error.Delta);
        for (var n = N - 1; n >= 1; n--)
        {
            var signal = On.BackProject(deltas[n], fault($"upper w({n})", network.W(n)));
            signals[n - 1] = fault($"signal({n})", forward.Layers[n - 1].Mask is { } mask ? Dropout.Masked(signal, mask, On) : signal);
            deltas[n - 1] = fault($"delta({n})", network.Layers[n - 1].F.Pull(On, forward.V(n), forward.Y(n), signals[n - 1]));
        }

        var gradients = network.Layers.Map((layer, n) => new Weights(
            On.Gradient(forward.Passed(n), deltas[n]),
            layer.Weights.Bias.With(_ => layer.Weights.Bias.Kind == BiasKind.Tied ? On.Sum(On.BiasGradient(deltas[n])) : On.BiasGradient(deltas[n]))));
        return new(Values.Of<Matrix>(signals), Values.Of<Matrix>(deltas), new(Each("dE/dw", "dE/db", new(gradients))));
    }

    private Parameters Each(string w, string b, Parameters parameters) => new(parameters.Layers.Map((weights, n) => new Weights(
        fault($"{w}({n})", weights.W),
        weights.Bias.With(cells => fault(weights.Bias.Kind == BiasKind.Tied ? $"{w}({n})_0" : $"{b}({n + 1})", cells)))));
}
