using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Passes;

namespace Backprop.Functional.Training;

/// <summary>
/// Takes step after step with the bits of <see cref="Recipe.Explain"/>, in the memory of the step before: signals and gradients are written
/// where those of the last step were, and a state that nobody has seen gives its place to its successor. A state that is asked for is frozen, and
/// the next step writes elsewhere.
/// </summary>
/// <remarks>One run of one caller: a fold makes one and lets nobody see it.</remarks>
internal sealed class Executor : IStepping
{
    private readonly Recipe recipe;
    private readonly Arithmetic on, successors;
    private readonly Tape tape;
    private readonly Matrix[] v, y, passed, deltas, ofW;
    private readonly Matrix?[] ofBias, masks;
    private TrainingState state;
    private Parameters w, gradients;
    private Parameters? linked, ahead;
    private Memory memory;
    private long steps;
    private double? e;
    private bool isSeen = true;

    public Executor(Recipe recipe, TrainingState start, Arithmetic arithmetic)
    {
        (this.recipe, state, w, gradients, memory, steps, e) = (recipe, start, start.Network.Parameters, start.Network.Parameters, start.Memory, start.Steps, start.E);
        ((tape, on), successors) = (arithmetic.Repeating(), arithmetic.Succeeding());
        var layers = start.Network.Layers.Count;
        (v, y, passed, deltas) = (new Matrix[layers], new Matrix[layers], new Matrix[layers], new Matrix[layers]);
        (ofW, ofBias, masks) = (new Matrix[layers], new Matrix?[layers], new Matrix?[layers]);
    }

    /// <inheritdoc/>
    public TrainingState State
    {
        get
        {
            if (isSeen) return state;
            foreach (var part in memory.Fields) part.Field.Frozen();
            isSeen = true;
            return state = state with { Network = state.Network.With(w.Frozen()), Memory = memory, Steps = steps, E = e };
        }
    }

    /// <inheritdoc/>
    public Gradients Gradients => new(gradients);

    /// <inheritdoc/>
    public Lender Lender { get; } = new();

    /// <inheritdoc/>
    public double Take(Batch batch)
    {
        tape.Rewind(batch.Count);
        var rule = recipe.Optimizer.Rule;
        var point = rule.LooksAhead ? rule.LookAt(Copy(w, ref ahead), memory, successors) : w;
        if (recipe.Dropout is { } dropout) Draw(dropout, batch.Count);
        Forward(point, batch.X);
        var error = Measure.Error(recipe.Loss, recipe.Accumulation, state.Network.OutputActivation, v[^1], y[^1], batch, on);
        Backward(point, error.Delta);
        Update(point, batch.X, error.E);
        return error.E;
    }

    /// <inheritdoc/>
    public bool TryGoOn(TrainingState from)
    {
        if (!isSeen || from.Steps != steps || !ReferenceEquals(from.Network, state.Network) || !ReferenceEquals(from.Memory, state.Memory)) return false;
        (state, e) = (from, from.E);
        return true;
    }

    private void Draw(Dropout dropout, int rows)
    {
        for (var n = 1; n < masks.Length; n++) masks[n - 1] = dropout.Mask(state.Network, rows, steps + 1, n, on);
    }

    private void Forward(Parameters at, Matrix x)
    {
        for (var n = 0; n < v.Length; n++)
        {
            v[n] = on.Affine(n == 0 ? x : passed[n - 1], at.Layers[n].W, at.Layers[n].Bias.Cells);
            y[n] = state.Network.Layers[n].F.Apply(on, v[n]);
            passed[n] = masks[n] is { } mask ? Dropout.Masked(y[n], mask, on) : y[n];
        }
    }

    private void Backward(Parameters at, Matrix delta)
    {
        deltas[^1] = delta;
        for (var n = deltas.Length - 1; n >= 1; n--)
        {
            var signal = on.BackProject(deltas[n], at.Layers[n].W);
            if (masks[n - 1] is { } mask) signal = Dropout.Masked(signal, mask, on);
            deltas[n - 1] = state.Network.Layers[n - 1].F.Pull(on, v[n - 1], y[n - 1], signal);
        }
    }

    private void Update(Parameters point, Matrix x, double error)
    {
        var optimizer = recipe.Optimizer;
        gradients = Gradient(x);
        var g = optimizer.Links.Count == 0 ? gradients : Linked(point);
        (w, memory) = optimizer.Rule.Advance(new(steps + 1, optimizer.Eta(steps, state.Rate), error), g, memory, w, successors);
        (steps, e, isSeen) = (steps + 1, error, false);
    }

    /// <summary>dE/dw where that of the last step lies; another record only if the place is another.</summary>
    private Parameters Gradient(Matrix x)
    {
        var isSame = true;
        for (var n = 0; n < deltas.Length; n++)
        {
            var (weights, delta) = (gradients.Layers[n], deltas[n]);
            ofW[n] = on.Gradient(n == 0 ? x : passed[n - 1], delta);
            ofBias[n] = weights.Bias.Kind switch
            {
                BiasKind.PerNeuron => on.BiasGradient(delta),
                BiasKind.Tied => on.Sum(on.BiasGradient(delta)),
                _ => null,
            };
            isSame &= ReferenceEquals(ofW[n], weights.W) && ReferenceEquals(ofBias[n], weights.Bias.Cells);
        }

        return isSame ? gradients : Collected();
    }

    private Parameters Collected() => new(gradients.Layers.Map((weights, n) => new Weights(ofW[n], weights.Bias.With(_ => ofBias[n]!))));

    private Parameters Linked(Parameters point)
    {
        var g = Copy(gradients, ref linked);
        foreach (var link in recipe.Optimizer.Links) g = link.Apply(g, point, successors);
        return g;
    }

    /// <summary>The same numbers in drafts that stay at hand.</summary>
    private Parameters Copy(Parameters original, ref Parameters? drafts) => (drafts ??= original.Drafts()).Lift(successors, new Second(), original);

    /// <summary>b.</summary>
    private readonly struct Second : IFormula
    {
        public L At<L>(L a, L b, L c) where L : struct, ILane<L> => b;
    }
}
