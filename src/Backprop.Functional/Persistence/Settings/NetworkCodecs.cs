using System.Globalization;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>The values of a network's settings.</summary>
internal static class NetworkCodecs
{
    public static Codec<Values<int>> Sizes { get; } = Codecs.List(
        new Codec<int>(
            (node, path) => int.TryParse(Codecs.Spelling(node), CultureInfo.InvariantCulture, out var size) && size >= 1
                ? Checked.Good(size)
                : Codecs.Bad<int>(node, path, $"a layer has a whole number of neurons, 1 or more, not {node.Said}", "write sizes such as 64 or 32,16, or none"),
            size => size.ToString(CultureInfo.InvariantCulture),
            () => "\"type\": \"integer\", \"minimum\": 1"),
        node => $"sizes are a list, not {node.Said}", "write [32, 16]");

    public static Codec<Activation> Activation { get; } = Codecs.Word(Functions.Activations.Find, Functions.Activations.Names, f => f.Name);

    private static readonly Codec<Values<Activation>> List = Codecs.List(Activation, node => $"it is a word or a list of them, not {node.Said}", "write \"tanh\" or [\"tanh\", \"relu\"]");

    /// <summary>One word for all layers, or a list.</summary>
    public static Codec<Values<Activation>> Activations { get; } = new(
        (node, path) => node is Node.Text { IsWord: false } ? Activation.Read(node, path).Map<Values<Activation>>(f => [f]) : List.Read(node, path),
        all => all is [var one] ? Activation.Write(one) : List.Write(all),
        () => $"\"anyOf\": [{{ {Activation.Schema()} }}, {{ {List.Schema()} }}]");

    /// <summary>A word of the vocabulary, or what can only be a path.</summary>
    public static Codec<string> FirstWeights { get; } = new(
        (node, path) => node is Node.Text text && (Initializers.Find(text.Value) is not null || text.Value.AsSpan().ContainsAny("/\\."))
            ? Checked.Good(text.Value)
            : node is Node.Text ? Codecs.Unknown<string>(node, path, Initializers.Names)
            : Codecs.Bad<string>(node, path, $"it is a text, not {node.Said}",
                $"write a text such as \"uniform:-0.5,0.5\", or a file: \"model.safetensors\"; known are {string.Join(", ", Initializers.Names)}"),
        Codecs.Quoted,
        () => $"\"anyOf\": [{{ {Codecs.OfWords(Initializers.Names)} }}, {Codecs.Matching(@"[/\\.]")}]");
}
