using System.Text.Json;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>A run of an oracle: a fold over the same batches, epoch after epoch, of which the networks at some marks are asked for.</summary>
internal sealed class Run(Network start, Recipe recipe, Batch all, Batches epoch, Engine engine)
{
    private readonly SortedDictionary<int, TrainingState> known = new() { [0] = TrainingState.Start(start, recipe.Optimizer) };

    /// <summary>E over all samples with the weights after k updates.</summary>
    public double LossAfter(int k)
    {
        var network = After(k).Network;
        return Measure.Error(recipe.Loss, recipe.Accumulation, network, Forward.Pass(network, all.X), all).E;
    }

    /// <summary>Compares W, b and y, under the name that the file has for it, after k updates.</summary>
    public void CompareWeights(Comparison comparison, int k, Fields expected, Tolerance tolerance, string output = "y")
    {
        var network = After(k).Network;
        var (w, b) = (expected.Take("W").EnumerateArray().ToList(), expected.MaybeList("b"));
        if (w.Count != network.Layers.Count || (b is not null && b.Count != w.Count)) throw new UnknownInOracle(expected.Place, "other layers");
        for (var n = 0; n < w.Count; n++)
        {
            comparison.Cells($"W({n}) after {k}", Quantity.Expected(w[n], expected.Place), network.W(n), tolerance);
            if (network.Bias(n).Cells is { } cells)
                comparison.Cells($"bias({n}) after {k}", Quantity.Expected(b is null ? throw new UnknownInOracle(expected.Place, "'b' is missing") : b[n], expected.Place), cells, tolerance);
            else if (b is not null && b[n].ValueKind != JsonValueKind.Null) throw new UnknownInOracle(expected.Place, "a bias that is not there");
        }

        if (expected.Maybe(output) is { } y)
            comparison.Cells($"y after {k}", Quantity.Expected(y, expected.Place), Forward.Pass(network, all.X).Output, tolerance);
    }

    private TrainingState After(int k)
    {
        if (known.TryGetValue(k, out var there)) return there;
        var (from, state) = known.Last(mark => mark.Key < k);
        var perEpoch = epoch.Count();
        var batches = new Batches(epoch.Repeat(1 + (k / perEpoch)).Skip(from).Take(k - from));
        return known[k] = batches.Fold(state, engine.Step(recipe));
    }
}
