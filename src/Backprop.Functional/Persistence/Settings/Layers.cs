using Backprop.Functional.Networks;

namespace Backprop.Functional.Persistence.Settings;

/// <summary><c>network.layers</c>: units and activation of each layer, the output last; another way to say hidden, activation, output and outputs.</summary>
internal static class Layers
{
    private const string Path = "network.layers";
    private static readonly string[] Same = ["hidden", "activation", "output", "outputs"];

    /// <summary>The document in the terms of the table, or what is wrong with its layers.</summary>
    public static Checked<Node.Object> Spread(Node.Object document)
    {
        if (document.Find("network") is not Node.Object network || network.Find("layers") is not { } node) return Checked.Good(document);
        List<Problem> problems = [.. network.Members.Where(member => Same.Contains(member.Key)).Select(member => new Problem.OutOfRange(member.Origin.At($"network.{member.Key}"), "the layers say it already", $"give it once: here, or in {Path} at {node.Origin.Text}"))];
        if (node is not Node.List { Items: { Count: > 0 } items })
            return Checked.Bad<Node.Object>([.. problems, new Problem.OutOfRange(node.Origin.At(Path), $"layers are a list with the output as its last, not {node.Said}", "write [{ \"units\": 8, \"activation\": \"tanh\" }, { \"units\": 3, \"activation\": \"softmax\" }]")]);
        for (var n = 0; n < items.Count; n++) problems.AddRange(Faults(items[n], $"{Path}[{n}]", isOutput: n == items.Count - 1));
        if (problems.Count > 0) return Checked.Bad<Node.Object>(problems);
        var (hidden, output) = (items.Take(items.Count - 1).Cast<Node.Object>().ToList(), (Node.Object)items[^1]);
        var words = hidden.ConvertAll(layer => layer.Find("activation") ?? new Node.Text(layer.Origin, "sigmoid", IsWord: false));
        Member[] said =
        [
            Of("hidden", new Node.List(node.Origin, hidden.ConvertAll(layer => layer.Find("units")!))),
            .. words.Count > 0 ? [Of("activation", new Node.List(node.Origin, words))] : (Member[])[],
            .. output.Find("activation") is { } f ? [Of("output", f)] : (Member[])[],
            .. output.Find("units") is { } units ? [Of("outputs", units)] : (Member[])[],
        ];
        var spread = network with { Members = [.. network.Members.Where(member => member.Key != "layers"), .. said] };
        return Checked.Good(document with { Members = [.. document.Members.Select(member => member.Key == "network" ? member with { Value = spread } : member)] });

        static Member Of(string key, Node value) => new(key, value.Origin, value);
    }

    private static IEnumerable<Problem> Faults(Node layer, string path, bool isOutput)
    {
        if (layer is not Node.Object fields) return [new Problem.OutOfRange(layer.Origin.At(path), $"a layer is an object, not {layer.Said}", "write { \"units\": 8, \"activation\": \"tanh\" }")];
        return
        [
            .. fields.Members.Where(member => member.Key is not ("units" or "activation")).Select(member => new Problem.Unknown(member.Origin.At($"{path}.{member.Key}"), "the key is unknown", "known here are units, activation")),
            .. fields.Find("units") is null && !isOutput ? [new Problem.OutOfRange(fields.Origin.At(path), "a hidden layer needs units", "write { \"units\": 8, \"activation\": \"tanh\" }")] : (Problem[])[],
        ];
    }
}
