using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Training;

/// <summary>Hidden layers whose units begin alike: with the same weights in and out they have the same gradients, and stay alike for ever.</summary>
internal static class Symmetry
{
    /// <summary>A warning for each hidden layer of two units or more that all begin alike.</summary>
    public static IEnumerable<Warning> Of(Network network) =>
        from n in Enumerable.Range(1, network.Layers.Count - 1)
        where network.Layers[n].Inputs > 1 && AreAlike(network, n)
        select new Warning(FormattableString.Invariant($"hidden layer {n}"), FormattableString.Invariant(
            $"its {network.Layers[n].Inputs} units all begin with the same weights, in and out, so each step changes them alike and they stay one unit; ")
            + "begin with weights drawn by chance, such as init glorot-uniform");

    private static bool AreAlike(Network network, int n) =>
        HasEqualColumns(network.W(n - 1)) && (network.Bias(n - 1) is not Bias.PerNeuron { B: var b } || HasEqualColumns(b)) && HasEqualRows(network.W(n));

    private static bool HasEqualColumns(Matrix w) => Enumerable.Range(0, w.Count).All(k => w.At(k) == w[k / w.Columns, 0]);

    private static bool HasEqualRows(Matrix w) => Enumerable.Range(0, w.Count).All(k => w.At(k) == w[0, k % w.Columns]);
}
