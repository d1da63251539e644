using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Training;

/// <summary>
/// The same for nets as small as those of the lecture, with all parameters in one row: a step is one call for the signals and one for the rule,
/// which forms the gradient of each parameter where it takes it. What it does not know goes the general way.
/// </summary>
internal sealed class SmallExecutor : IStepping
{
    private const int Widest = 32;

    /// <summary>More parameters than these go through the rule in vectors, and so their gradient is written before.</summary>
    private const int Few = 40;

    private readonly Recipe recipe;
    private readonly Arithmetic arithmetic, successors;
    private readonly SmallLayer[] layers;
    private readonly SmallNet<double>? wide;
    private readonly SmallNet<float>? narrow;
    private readonly Parameters gradients;
    private TrainingState state;
    private Parameters w;
    private Memory memory;
    private long steps;
    private double? e;
    private bool isSeen = true;
    private Executor? general;
    private Batch? simple;

    private bool IsFew => w.Count <= Few;

    private SmallExecutor(Recipe recipe, TrainingState start, Arithmetic arithmetic)
    {
        (this.recipe, this.arithmetic, state, steps, e) = (recipe, arithmetic, start, start.Steps, start.E);
        layers = Layout(start.Network);
        (w, memory) = (Row(start.Network.Parameters), start.Memory.Map(Row));
        gradients = w.Drafts();
        if (start.Network.Precision == Precision.Float64) wide = new(layers);
        else narrow = new(layers);
        successors = IsFew ? arithmetic.Succeeding(wide, narrow) : arithmetic.Succeeding();
    }

    /// <summary>A run from a state, if both the net and what is done with it are simple enough; else nothing.</summary>
    public static SmallExecutor? For(Recipe recipe, TrainingState start, Arithmetic arithmetic) =>
        recipe is { Loss: Loss.HalfSquaredError, Dropout: null, Optimizer: { Links.Count: 0, Rule.LooksAhead: false } } && IsSmall(start.Network)
            ? new(recipe, start, arithmetic) : null;

    /// <inheritdoc/>
    public TrainingState State
    {
        get
        {
            if (general is not null) return general.State;
            if (isSeen) return state;
            isSeen = true;
            return state = state with { Network = state.Network.With(Shaped(w)), Memory = memory.Map(Shaped), Steps = steps, E = e };
        }
    }

    /// <inheritdoc/>
    public Gradients Gradients
    {
        get
        {
            if (general is not null) return general.Gradients;
            WriteGradients();
            return new(Shaped(gradients));
        }
    }

    /// <inheritdoc/>
    public Lender Lender { get; } = new();

    /// <inheritdoc/>
    public double Take(Batch batch)
    {
        if (general is null && !ReferenceEquals(batch, simple) && !IsSimple(simple = batch)) general = new Executor(recipe, State, arithmetic);
        if (general is not null) return general.Take(batch);
        var (row, isMean) = (w.Layers[0].W, recipe.Accumulation == Accumulation.Mean);
        var error = wide is not null ? wide.Signals(row.Cells<double>(), batch.X, batch.T, isMean) : narrow!.Signals(row.Cells<float>(), batch.X, batch.T, isMean);
        if (!IsFew) WriteGradients();
        (w, memory) = recipe.Optimizer.Rule.Advance(new(steps + 1, recipe.Optimizer.Eta(steps, state.Rate), error), gradients, memory, w, successors);
        (steps, e, isSeen) = (steps + 1, error, false);
        return error;
    }

    /// <inheritdoc/>
    public bool TryGoOn(TrainingState from)
    {
        if (general is not null || !isSeen || from.Steps != steps || !ReferenceEquals(from.Network, state.Network) || !ReferenceEquals(from.Memory, state.Memory)) return false;
        (state, e) = (from, from.E);
        return true;
    }

    private void WriteGradients()
    {
        var g = gradients.Layers[0].W;
        if (wide is not null) wide.Gradient(g.Open<double>());
        else narrow!.Gradient(g.Open<float>());
    }

    private bool IsSimple(Batch batch) =>
        batch is { Weights: null, Count: > 0 and <= Widest } && batch.X.Precision == w.Layers[0].W.Precision && batch.T.Precision == batch.X.Precision
        && batch.X.Columns == layers[0].Inputs && batch.T.Columns == layers[^1].Outputs && batch.T.Rows == batch.X.Rows;

    private static bool IsSmall(Network network)
    {
        if (network.Inputs > Widest) return false;
        foreach (var layer in network.Layers)
            if (layer.Outputs > Widest || Function(layer.F) is null) return false;
        return true;
    }

    private static SmallFunction? Function(Activation f) => f switch
    {
        Activation.Linear => SmallFunction.Linear,
        Activation.Relu => SmallFunction.Relu,
        Activation.Sigmoid => SmallFunction.Sigmoid,
        Activation.Tanh => SmallFunction.Tanh,
        _ => null,
    };

    private static SmallLayer[] Layout(Network network)
    {
        var (layout, at) = (new SmallLayer[network.Layers.Count], 0);
        for (var n = 0; n < layout.Length; n++)
        {
            var layer = network.Layers[n];
            layout[n] = new(layer.Inputs, layer.Outputs, at, layer.Weights.Bias.Cells?.Count ?? 0, layer.Weights.Bias.Kind == BiasKind.PerNeuron, Function(layer.F)!.Value);
            at += layer.Weights.Count;
        }

        return layout;
    }

    /// <summary>All parameters in one row of a layer without bias.</summary>
    private static Parameters Row(Parameters parameters)
    {
        var parts = new List<Matrix>();
        foreach (var weights in parameters.Layers)
        {
            parts.Add(weights.W);
            if (weights.Bias.Cells is { } cells) parts.Add(cells);
        }

        return new([new Weights(Matrix.Joined(parts[0].Precision, parts), new Bias.Absent())]);
    }

    /// <summary>A row in the shape of the network.</summary>
    private Parameters Shaped(Parameters row)
    {
        var all = row.Layers[0].W;
        return new(state.Network.Layers.Map((layer, n) => new Weights(
            all.Part(layers[n].Weights, layer.Inputs, layer.Outputs),
            layer.Weights.Bias.With(cells => all.Part(layers[n].Weights + (layer.Inputs * layer.Outputs), 1, cells.Count)))));
    }
}
