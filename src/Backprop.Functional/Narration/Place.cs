using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>Where a weight or a bias stands among parameters.</summary>
/// <param name="N">The layer of the weights, w(n).</param>
/// <param name="IsBias">Whether it is a bias.</param>
/// <param name="Cell">The cell of its matrix, row by row.</param>
internal readonly record struct Place(int N, bool IsBias, int Cell)
{
    /// <summary>The place of <c>w(0)_1,2</c>, <c>w(0)_0</c> or <c>b(1)_2</c>; nothing if the parameters have no such weight.</summary>
    public static Place? Of(ValueName weight, Parameters parameters)
    {
        if (weight is not { Symbol: "w" or "b", Layer: { } layer, From: { } from, Sample: null, IsNew: false, IsAhead: false }) return null;
        var n = weight.Symbol == "b" ? layer - 1 : layer;
        if (n < 0 || n >= parameters.Layers.Count) return null;
        var (w, bias) = (parameters.Layers[n].W, parameters.Layers[n].Bias);
        return (weight.Symbol, weight.To) switch
        {
            ("w", { } to) when from >= 1 && from <= w.Rows && to >= 1 && to <= w.Columns => new(n, false, ((from - 1) * w.Columns) + to - 1),
            ("w", null) when from == 0 && bias is Bias.Tied => new(n, true, 0),
            ("b", null) when bias is Bias.PerNeuron each && from >= 1 && from <= each.B.Columns => new(n, true, from - 1),
            _ => null,
        };
    }

    /// <summary>The matrix in which it stands.</summary>
    public Matrix In(Parameters parameters) => IsBias ? parameters.Layers[N].Bias.Cells! : parameters.Layers[N].W;

    /// <summary>Its number.</summary>
    public double ValueIn(Parameters parameters) => In(parameters).At(Cell);

    /// <summary>The same place of something that has a letter of its own; there a bias is a weight from x0.</summary>
    public static ValueName Named(string letter, ValueName weight) =>
        weight.Symbol == "b" ? new(letter, weight.Layer - 1, 0, weight.From) : weight with { Symbol = letter };
}
