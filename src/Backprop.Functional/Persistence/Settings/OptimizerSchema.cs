using System.Globalization;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>What a JSON Schema says of an optimizer: a text, or an object whose fields are those of its rule.</summary>
internal static class OptimizerSchema
{
    /// <summary>A number in a text, which a field may be as well.</summary>
    private const string Number = @"^\s*[+-]?[0-9.]+([eE][+-]?[0-9]+)?\s*$";

    /// <summary>The inside of the schema.</summary>
    /// <param name="eta">The inside of that of the rate.</param>
    /// <param name="links">The inside of that of the links.</param>
    public static string Of(string eta, string links) =>
        $$"""
        "anyOf": [{ "type": "string", "minLength": 1 }, {
            "type": "object",
            "properties": { "eta": { {{eta}} }, "schedule": { "type": "string", "minLength": 1 }, "links": { {{links}} } },
            "not": { "required": ["kind", "preset"] },
            "anyOf": [{{string.Join(", ", Presets.All.GroupBy(preset => preset.Rule.Name).Select(presets => Rule(presets.Key, [.. presets])))}}]
        }]
        """;

    private static string Rule(string kind, List<Preset> presets)
    {
        var names = presets.Select(preset => preset.Name).Distinct().Where(name => presets.Contains(Presets.Find(name)!)).Concat(presets.Select(preset => preset.ToString()));
        var fields = OptimizerText.Constants(presets[0].Rule).Append(new Constant("decay", typeof(double), null, Bound.FromZero))
            .Select(constant => $"{Codecs.Quoted(constant.Word)}: {{ {Field(constant)} }}");
        var known = string.Join(", ", names.Select(Codecs.Quoted));
        return $$"""
            {
                "properties": { "kind": { "const": {{Codecs.Quoted(kind)}} }, "preset": { "enum": [{{known}}] }, {{string.Join(", ", fields)}}, "eta": true, "schedule": true, "links": true },
                "additionalProperties": false{{(presets.Contains(Presets.Find("sgd")!) ? "" : """, "anyOf": [{ "required": ["kind"] }, { "required": ["preset"] }]""")}}
            }
            """;
    }

    /// <summary>A number, be it as a text, or one of some words in letters of any size.</summary>
    private static string Field(Constant constant)
    {
        if (!constant.Type.IsEnum) return $"\"type\": [\"{(constant.Type == typeof(long) ? "integer" : "number")}\", \"string\"]{Limits(constant.Bound)}, \"pattern\": {Codecs.Quoted(Number)}";
        var words = Enum.GetNames(constant.Type).Select(name => name.ToLower(CultureInfo.InvariantCulture)).ToList();
        var anySize = words.Select(word => string.Concat(word.Select(letter => $"[{letter}{char.ToUpperInvariant(letter)}]")));
        return $"\"anyOf\": [{{ \"enum\": [{string.Join(", ", words.Select(Codecs.Quoted))}] }}, {Codecs.Matching($"^({string.Join('|', anySize)})$")}]";
    }

    private static string Limits(Bound? bound) => bound switch
    {
        Bound.Positive => ", \"exclusiveMinimum\": 0",
        Bound.FromZero => ", \"minimum\": 0",
        Bound.BelowOne => ", \"minimum\": 0, \"exclusiveMaximum\": 1",
        Bound.UpToOne => ", \"minimum\": 0, \"maximum\": 1",
        Bound.FromOne or Bound.Steps => ", \"minimum\": 1",
        _ => "",
    };
}
