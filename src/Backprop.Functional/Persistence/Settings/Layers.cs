using System.Text.Json.Nodes;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Persistence.Settings;

/// <summary><c>network.layers</c>: units and activation of each layer, the output last; another way to say hidden, activation, output and outputs.</summary>
internal static class Layers
{
    private const string Path = "network.layers";
    private static readonly string[] Same = ["hidden", "activation", "output", "outputs"];
    private static readonly string[] Keys = ["units", "activation"];

    /// <summary>The document in the terms of the table, each value at the path where it was written; and what the table cannot find wrong with the layers.</summary>
    public static (Node.Object Document, IReadOnlyList<Problem> Problems) Spread(Node.Object document)
    {
        if (document.Find("network") is not Node.Object network || network.Find("layers") is not { } node) return (document, []);
        List<Problem> problems =
        [
            .. network.Members.Where(member => Same.Contains(member.Key)).Select(member => new Problem.OutOfRange(
                member.Origin.At($"network.{member.Key}"), "the layers say it already", $"give it once: here, or in {Path} at {node.Origin.Text}")),
        ];
        if (node is not Node.List { Items: { Count: > 0 } items })
        {
            problems.Add(new Problem.OutOfRange(node.Origin.At(Path),
                node is Node.List ? "there is no layer, and the output is one" : $"layers are a list with the output as its last, not {node.Said}",
                "write [{ \"units\": 8, \"activation\": \"tanh\" }, { \"units\": 3, \"activation\": \"softmax\" }]"));
            return (document, problems);
        }

        for (var n = 0; n < items.Count; n++) problems.AddRange(Faults(items[n], $"{Path}[{n}]", isOutput: n == items.Count - 1));
        var hidden = items.Take(items.Count - 1).Index().Where(layer => layer.Item is Node.Object).ToList();
        var words = hidden.ConvertAll(layer => Of(layer.Item, layer.Index, "activation") ?? new Node.Text(layer.Item.Origin, "sigmoid", IsWord: false));
        Member[] said =
        [
            new("hidden", node.Origin, new Node.List(node.Origin with { Path = Path }, [.. hidden.Select(layer => Of(layer.Item, layer.Index, "units")).OfType<Node>()])),
            .. words.Count > 0 ? [new("activation", node.Origin, new Node.List(node.Origin with { Path = Path }, words))] : (Member[])[],
            .. Of(items[^1], items.Count - 1, "activation") is { } f ? [new("output", f.Origin, f)] : (Member[])[],
            .. Of(items[^1], items.Count - 1, "units") is { } units ? [new("outputs", units.Origin, units)] : (Member[])[],
        ];
        var spread = network with { Members = [.. network.Members.Where(member => member.Key != "layers"), .. said] };
        return (document with { Members = [.. document.Members.Select(member => member.Key == "network" ? member with { Value = spread } : member)] }, problems);
    }

    /// <summary>Adds the layers to the JSON Schema of the object in which they stand, and that no key stands beside them that says the same.</summary>
    public static void Describe(JsonObject schema)
    {
        var (units, activation) = (SettingTable.Find("network.outputs")!.Schema(), SettingTable.Find("network.output")!.Schema());
        schema["properties"]!["layers"] = JsonNode.Parse($$"""
            {
                "type": "array", "minItems": 1,
                "items": { "type": "object", "properties": { "units": { {{units}} }, "activation": { {{activation}} } }, "additionalProperties": false },
                "description": "Units and activation of each layer, the output last; instead of {{string.Join(", ", Same)}}"
            }
            """);
        schema["dependentSchemas"] = new JsonObject { ["layers"] = new JsonObject { ["properties"] = new JsonObject(Same.Select(key => KeyValuePair.Create(key, (JsonNode?)false))) } };
    }

    /// <summary>A value of a layer, which knows where it stands.</summary>
    private static Node? Of(Node layer, int n, string key) =>
        (layer as Node.Object)?.Find(key) is { } value ? value with { Origin = value.Origin with { Path = $"{Path}[{n}].{key}" } } : null;

    private static IEnumerable<Problem> Faults(Node layer, string path, bool isOutput)
    {
        if (layer is not Node.Object fields) return [new Problem.OutOfRange(layer.Origin.At(path), $"a layer is an object, not {layer.Said}", "write { \"units\": 8, \"activation\": \"tanh\" }")];
        return
        [
            .. fields.Members.Where(member => !Keys.Contains(member.Key)).Select(member => new Problem.Unknown(
                member.Origin.At($"{path}.{member.Key}"), "the key is unknown", $"{Words.DidYouMean(member.Key, Keys)}known here are units, activation")),
            .. fields.Find("units") is null && !isOutput
                ? [new Problem.OutOfRange(fields.Origin.At(path), "a hidden layer needs units", "write { \"units\": 8, \"activation\": \"tanh\" }")]
                : (Problem[])[],
        ];
    }
}
