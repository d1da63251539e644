using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>A model or a checkpoint as named values: its tensors under the names of their cells, its metadata as settings.</summary>
internal static class TensorEntries
{
    public static TraceSteps Of(SafeTensors file) =>
        new([new(null, () => [.. file.Tensors.Select(static one => Entry(one.Name, one.Tensor))])])
        {
            Settings = [.. file.Metadata.Select(static one => (one.Key, one.Value))], CompleteKind = file.Word("formatVersion") is null ? null : file.Word("kind"),
        };

    /// <summary>What a network is besides its numbers.</summary>
    public static IEnumerable<(string Name, string Value)> Settings(Network network) =>
        [("network", network.Shape), ("activations", string.Join(", ", network.Layers.Map(static layer => layer.F.Name))), ("precision", Precisions.NameOf(network.Precision))];

    /// <summary>W(1), w0(1), b(2) or, of a memory or the best network, with a word before it.</summary>
    private static TraceEntry Entry(string tensor, Matrix cells)
    {
        var (letter, name) = tensor.Split(' ') is [var before, var rest] ? (before, rest) : (null, tensor);
        var array = (name.FirstOrDefault(), ValueName.Parse(name)?.Layer) switch
        {
            ('W', { } n) => new NamedArray(Stage.Before, null, new(letter ?? "w", n), Cells.Weights, cells),
            ('w', { } n) => new NamedArray(Stage.Before, null, new(letter ?? "w", n, 0), Cells.One, cells),
            ('b', { } n) when letter is null or "best" => new NamedArray(Stage.Before, null, new("b", n), Cells.Biases, cells),
            ('b', { } n) => new NamedArray(Stage.Before, null, new(letter, n - 1, 0), Cells.WeightsOfX0, cells),
            _ => new NamedArray(Stage.Before, null, new(name), Cells.Weights, cells),
        };
        var named = letter == "best" ? array with { Name = array.Name with { Symbol = array.Name.Symbol == "b" ? "bestB" : "best" } } : array;
        return TraceEntry.Of(named, null) with { Stage = letter == "best" ? "best network" : letter is null ? "weights" : "memory" };
    }
}
