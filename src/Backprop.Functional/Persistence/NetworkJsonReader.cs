using System.Globalization;
using System.Text.Json;
using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Persistence;

/// <summary>Reads a network strictly: what is unknown, missing or of the wrong kind is reported, all of it at once.</summary>
internal sealed class NetworkJsonReader
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    private readonly string place;
    private readonly List<Problem> problems = [];

    private NetworkJsonReader(string place) => this.place = place;

    public static Checked<Network> Read(string text, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return new NetworkJsonReader(place).Network(document.RootElement);
        }
        catch (JsonException e)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{place}:{(e.LineNumber ?? 0) + 1}:{(e.BytePositionInLine ?? 0) + 1}");
            return Checked.Bad<Network>(new Problem.Unreadable(at, "it is no JSON from here on, or repeats a key", "write a network as export and --out do"));
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate is JSON, and no text.
            return Checked.Bad<Network>(new Problem.Unreadable(place, "a text holds half a character", "write it anew"));
        }
    }

    private Checked<Network> Network(JsonElement root)
    {
        var fields = Fields(root, "", "formatVersion", "precision", "input", "output", "layers");
        if (fields.TryGetValue("formatVersion", out var version) && !(version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var v) && v == NetworkJson.FormatVersion))
            Fault("formatVersion", $"it is {version.GetRawText()}", $"this release reads version {NetworkJson.FormatVersion}");
        var word = fields.TryGetValue("precision", out var named) ? named.ValueKind == JsonValueKind.String ? named.GetString()! : named.GetRawText() : "float64";
        if (Precisions.Find(word) is not { } precision)
        {
            Fault("precision", $"'{word}' is unknown", $"one of {string.Join(", ", Precisions.Names)}");
            precision = Precision.Float64;
        }

        if (!fields.TryGetValue("layers", out var list)) Fault("layers", "it is missing", "give the list of layers from the first hidden one to the output");
        var layers = Items(list, "layers").Select((layer, n) => Layer(layer, $"layers[{n}]", precision)).ToList();
        return problems.Count > 0
            ? Checked.Bad<Network>(problems)
            : Networks.Network.Create(layers.OfType<Layer>()).Match(Checked.Good, bad => Checked.Bad<Network>(bad.Select(Here)));
    }

    private Layer? Layer(JsonElement element, string path, Precision precision)
    {
        var fields = Fields(element, path, "activation", "weights", "bias");
        var word = fields.TryGetValue("activation", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString()! : "";
        var f = Activations.Find(word);
        if (f is null) Fault($"{path}.activation", $"'{word}' is unknown", $"one of {string.Join(", ", Activations.Names)}");
        var w = fields.TryGetValue("weights", out var rows) ? Table(rows, $"{path}.weights", precision) : null;
        if (rows.ValueKind == JsonValueKind.Undefined) Fault($"{path}.weights", "it is missing", "give a list of rows, one for each unit of the layer before");
        Bias bias = fields.TryGetValue("bias", out var b) ? b.ValueKind switch
        {
            JsonValueKind.Null => new Bias.Absent(),
            JsonValueKind.Array => new Bias.PerNeuron(RowOf(Numbers(b, $"{path}.bias"), precision)),
            _ => new Bias.Tied(Matrix.Scalar(precision, Number(b, $"{path}.bias"))),
        } : new Bias.Absent();
        return f is null || w is null ? null : new(new(w, bias), f);
    }

    private Matrix? Table(JsonElement element, string path, Precision precision)
    {
        var rows = Items(element, path).Select((row, i) => Numbers(row, $"{path}[{i}]")).ToList();
        if (rows.Count == 0)
        {
            if (element.ValueKind == JsonValueKind.Array) Fault(path, "it has no rows", "give a list of rows, one for each unit of the layer before");
            return null;
        }

        for (var i = 1; i < rows.Count; i++)
            if (rows[i].Count != rows[0].Count)
                Fault($"{path}[{i}]", $"it has {Words.Count(rows[i].Count, "number", "numbers")}, the first row {rows[0].Count}", "give every row as many as the layer has neurons");
        return problems.Count > 0 ? null : Matrix.From(precision, rows.Count, rows[0].Count, [.. rows.SelectMany(row => row)]);
    }

    private static Matrix RowOf(List<double> numbers, Precision precision) => Matrix.From(precision, 1, numbers.Count, [.. numbers]);

    private List<double> Numbers(JsonElement element, string path) => [.. Items(element, path).Select((item, i) => Number(item, $"{path}[{i}]"))];

    private double Number(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var number) && double.IsFinite(number)) return number;
        Fault(path, $"{element.GetRawText()} is no finite number", "give a number such as 0.5");
        return 0;
    }

    private List<JsonElement> Items(JsonElement element, string path)
    {
        if (element.ValueKind is JsonValueKind.Array) return [.. element.EnumerateArray()];
        if (element.ValueKind != JsonValueKind.Undefined) Fault(path, $"it is {element.ValueKind}, not a list", "write [ .. ]");
        return [];
    }

    private Dictionary<string, JsonElement> Fields(JsonElement element, string path, params string[] known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Fault(path, $"it is {element.ValueKind}, not an object", "write { .. }");
            return [];
        }

        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
            if (known.Contains(property.Name)) fields[property.Name] = property.Value;
            else Fault(path.Length == 0 ? property.Name : $"{path}.{property.Name}", "the key is unknown", $"known here: {string.Join(", ", known)}");
        return fields;
    }

    private void Fault(string path, string rule, string cure) => problems.Add(new Problem.Unreadable(path.Length == 0 ? place : $"{place}: {path}", rule, cure));

    private Problem Here(Problem problem) => new Problem.Mismatch($"{place}: {problem.Place}", problem.Rule, problem.Cure);
}
