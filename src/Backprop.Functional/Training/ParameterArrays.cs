using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Training;

/// <summary>What has the shape of the network, as arrays with names: parameters, gradients, updates, memory.</summary>
/// <remarks>Iterators are compiled ahead of time; queries over pairs would be compiled when a command starts.</remarks>
internal static class ParameterArrays
{
    /// <summary>The arrays of one layer: <c>w(n)</c>, then <c>w(n)_0</c> or <c>b(n+1)</c>, under the prefix of a gradient (dE/d) or an update (d).</summary>
    public static IEnumerable<NamedArray> OfLayer(Stage stage, int? at, string prefix, int n, Weights weights, bool isNew = false, bool isAhead = false)
    {
        var w = new ValueName($"{prefix}w", n, IsNew: isNew, IsAhead: isAhead);
        yield return new(stage, at, w, Cells.Weights, weights.W);
        if (weights.Bias is Bias.Tied tied) yield return new(stage, at, w with { From = 0 }, Cells.One, tied.W0);
        if (weights.Bias is Bias.PerNeuron each) yield return new(stage, at, w with { Symbol = $"{prefix}b", Layer = n + 1 }, Cells.Biases, each.B);
    }

    /// <summary>The arrays of all layers.</summary>
    public static IEnumerable<NamedArray> Of(Stage stage, string prefix, Parameters parameters, bool isNew = false, bool isAhead = false)
    {
        for (var n = 0; n < parameters.Layers.Count; n++)
            foreach (var array in OfLayer(stage, null, prefix, n, parameters.Layers[n], isNew, isAhead)) yield return array;
    }

    /// <summary>A field under a letter of its own; a bias is told as a weight from x0: <c>m(0)_0</c> if tied, <c>m(0)_0,2</c> of neuron 2.</summary>
    public static IEnumerable<NamedArray> OfField(Stage stage, string letter, Parameters field, bool isNew = false)
    {
        for (var n = 0; n < field.Layers.Count; n++)
        {
            var name = new ValueName(letter, n, IsNew: isNew);
            yield return new(stage, null, name, Cells.Weights, field.Layers[n].W);
            if (field.Layers[n].Bias is Bias.Tied tied) yield return new(stage, null, name with { From = 0 }, Cells.One, tied.W0);
            if (field.Layers[n].Bias is Bias.PerNeuron each) yield return new(stage, null, name with { From = 0 }, Cells.WeightsOfX0, each.B);
        }
    }

    /// <summary>The memory of a rule, field by field, then its numbers.</summary>
    public static IEnumerable<NamedArray> Of(Stage stage, Memory memory, bool isNew = false)
    {
        foreach (var part in memory.Fields)
            foreach (var array in OfField(stage, part.Name, part.Field, isNew)) yield return array;
        foreach (var part in memory.Scalars) yield return Number(stage, new(part.Name, IsNew: isNew), part.Number);
    }

    /// <summary>A number that is double in a net of any precision.</summary>
    public static NamedArray Number(Stage stage, ValueName name, double number) => new(stage, null, name, Cells.One, Matrix.Scalar(Precision.Float64, number));

    /// <summary>The weights and the memory of a state.</summary>
    public static IEnumerable<NamedArray> Of(TrainingState state) => [.. Of(Stage.Before, "", state.Network.Parameters), .. Of(Stage.Before, state.Memory)];
}
