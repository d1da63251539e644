using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>Slips that somebody could make, each built from the parts of the library, to show that the oracles reject them.</summary>
internal static class Mutants
{
    public static IReadOnlyDictionary<string, Engine> All { get; } = new[]
    {
        Of("the upper weights are new when the error comes back through them", back: UpperWeightsNew),
        Of("delta has the other sign", error: error => error with { Delta = Lift<Negative>(error.Delta) }),
        Of("sum and mean are exchanged", recipe: recipe => recipe with
        {
            Accumulation = recipe.Accumulation == Accumulation.Sum ? Accumulation.Mean : Accumulation.Sum,
        }),
        Of("a tied bias counts its first neuron only", gradients: gradients => TiedBias(gradients, static (g, delta) => First(g, delta))),
        Of("a tied bias counts its last neuron twice", gradients: gradients => TiedBias(gradients, static (g, delta) => LastTwice(g, delta))),
        Of("a hidden delta forgets f'", back: (before, _, forward, error) => Back(before, before, forward, error, static (_, _, _, signal) => signal)),
        Of("the output delta forgets f'", error: error => error with { Delta = error.Signal }),
        Of("E lacks its half", error: error => error with { E = 2 * error.E }),
        Of("the gradient is taken at the weights for the point ahead", looksAhead: false),
        Of("the update is added with the sign of the gradient", gradients: pass => pass with { Gradients = new(pass.Gradients.Parameters.Map(Lift<Negative>)) }),
    }.ToDictionary(engine => engine.Name);

    /// <summary>No slip at all, made in the same way: it must be accepted, or the rejections above would say nothing.</summary>
    public static Engine None { get; } = Of("none");

    private static Engine Of(
        string name, Func<Recipe, Recipe>? recipe = null, Func<OutputError, OutputError>? error = null,
        Func<Network, Func<BackwardPass, Network>, ForwardPass, OutputError, BackwardPass>? back = null, Func<BackwardPass, BackwardPass>? gradients = null, bool looksAhead = true) =>
        Engine.Mutant(name, (given, before, batch) =>
        {
            var used = recipe?.Invoke(given) ?? given;
            var network = looksAhead ? used.Optimizer.LookAt(before.Network, before.Memory, Arithmetic.Plain) : before.Network;
            var forward = Forward.Pass(network, batch.X);
            var e = Measure.Error(used.Loss, used.Accumulation, network, forward, batch);
            e = error?.Invoke(e) ?? e;
            var backward = back?.Invoke(network, After, forward, e) ?? Back(network, network, forward, e);
            backward = gradients?.Invoke(backward) ?? backward;
            var (dw, memory) = Update(backward);
            return new(given, before, batch, network, forward, e, backward, dw, new(before.Network + dw, memory, before.Steps + 1, e.E));

            (Update Dw, Backprop.Functional.Optimizers.Memory Next) Update(BackwardPass pass) => used.Optimizer.Update(before.Steps, e.E, pass.Gradients, before.Memory, before.Network);

            Network After(BackwardPass pass) => before.Network + Update(pass).Dw;
        });

    /// <summary>F9 of the errata: step 3 of the algorithm, "propagate and update", taken in the wrong order.</summary>
    private static BackwardPass UpperWeightsNew(Network before, Func<BackwardPass, Network> after, ForwardPass forward, OutputError error) =>
        Back(before, after(Back(before, before, forward, error)), forward, error);

    private static BackwardPass Back(
        Network network, Network upper, ForwardPass forward, OutputError error, Func<Activation, Matrix, Matrix, Matrix, Matrix>? pull = null)
    {
        var (signals, deltas) = (new List<Matrix> { error.Signal }, new List<Matrix> { error.Delta });
        for (var n = network.Layers.Count - 1; n >= 1; n--)
        {
            signals.Insert(0, Arithmetic.Plain.BackProject(deltas[0], upper.W(n)));
            var f = network.Layers[n - 1].F;
            deltas.Insert(0, pull?.Invoke(f, forward.V(n), forward.Y(n), signals[0]) ?? f.Pull(forward.V(n), forward.Y(n), signals[0]));
        }

        var gradients = network.Layers.Map((layer, n) => new Weights(Arithmetic.Plain.Gradient(forward.Y(n), deltas[n]), layer.Weights.Bias.Kind switch
        {
            BiasKind.Tied => new Bias.Tied(Arithmetic.Plain.Sum(Arithmetic.Plain.BiasGradient(deltas[n]))),
            BiasKind.PerNeuron => new Bias.PerNeuron(Arithmetic.Plain.BiasGradient(deltas[n])),
            _ => new Bias.Absent(),
        }));
        return new(Values.From(signals), Values.From(deltas), new(new(gradients)));
    }

    private static BackwardPass TiedBias(BackwardPass pass, Func<Matrix, Matrix, Matrix> slip) => pass with
    {
        Gradients = new(new(pass.Gradients.Parameters.Layers.Map((weights, n) =>
            weights.Bias is Bias.Tied tied ? weights with { Bias = new Bias.Tied(slip(tied.W0, pass.Deltas[n])) } : weights))),
    };

    private static Matrix First(Matrix g, Matrix delta) => Matrix.Scalar(g.Precision, Arithmetic.Plain.BiasGradient(delta)[0, 0]);

    private static Matrix LastTwice(Matrix g, Matrix delta) => Matrix.Scalar(g.Precision, 2 * Arithmetic.Plain.BiasGradient(delta)[0, delta.Columns - 1]);

    private static Matrix Lift<F>(Matrix matrix) where F : struct, Backprop.Functional.Numerics.Kernels.IFormula => Arithmetic.Plain.Lift(new F(), matrix);
}
