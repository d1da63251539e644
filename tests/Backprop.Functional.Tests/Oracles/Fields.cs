using System.Globalization;
using System.Text.Json;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>What the reader of the oracles does not know. It fails the test: nothing in a file is passed over in silence.</summary>
public sealed class UnknownInOracle(string place, string what) : Exception($"{place}: {what}");

/// <summary>A JSON object whose every member must be asked for: <see cref="End"/> fails on the rest.</summary>
internal sealed class Fields
{
    /// <summary>What is written for people, wherever it stands; nothing in it could be compared.</summary>
    private static readonly HashSet<string> Prose = ["title", "comment", "note", "formula", "checks", "observed", "number_convention"];

    private readonly Dictionary<string, JsonElement> left;

    public Fields(JsonElement element, string place)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new UnknownInOracle(place, $"an object is expected, not {element.ValueKind}");
        Place = place;
        left = element.EnumerateObject().Where(member => !IsProse(member.Name)).ToDictionary(member => member.Name, member => member.Value);
    }

    public string Place { get; }

    private static bool IsProse(string name) => Prose.Contains(name) || name.StartsWith("torch_", StringComparison.Ordinal);

    public JsonElement Take(string name) => Maybe(name) ?? throw new UnknownInOracle(Place, $"'{name}' is missing");

    public bool Has(string name) => left.ContainsKey(name);

    public JsonElement? Maybe(string name) => left.Remove(name, out var value) ? value : null;

    /// <summary>The items of a list; none where it is absent or null.</summary>
    public List<JsonElement>? MaybeList(string name) => Maybe(name) is { ValueKind: not JsonValueKind.Null } list ? [.. list.EnumerateArray()] : null;

    public Fields Object(string name) => new(Take(name), $"{Place}.{name}");

    public Fields? MaybeObject(string name) => Maybe(name) is { } value ? new(value, $"{Place}.{name}") : null;

    public string Word(string name) => Take(name).GetString() ?? throw new UnknownInOracle(Place, $"'{name}' is no word");

    public string? MaybeWord(string name) => Maybe(name)?.GetString();

    public double Number(string name) => Quantity.Number(Take(name), $"{Place}.{name}");

    /// <summary>A number of samples or epochs; <c>full</c> is what is meant where none is given.</summary>
    public int? MaybeCount(string name) => Maybe(name)?.ToString() switch
    {
        null or "full" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 => count,
        var text => throw new UnknownInOracle(Place, $"{name} '{text}'"),
    };

    /// <summary>What else says how the oracle was made, or is known already.</summary>
    public Fields Remarks(params string[] names)
    {
        foreach (var name in names) left.Remove(name);
        return this;
    }

    /// <summary>All members that are left, by name.</summary>
    public IEnumerable<(string Name, JsonElement Value)> Rest()
    {
        var rest = left.Select(member => (member.Key, member.Value)).ToList();
        left.Clear();
        return rest;
    }

    /// <summary>Every member was read.</summary>
    public void End()
    {
        if (left.Count > 0) throw new UnknownInOracle(Place, $"unknown: {string.Join(", ", left.Keys)}");
    }
}
