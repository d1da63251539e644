using System.Text.Json;
using System.Text.RegularExpressions;

namespace Backprop.Functional.Tests.Persistence;

/// <summary>Judges JSON by a JSON Schema, as far as ours uses that language; a keyword that it does not know is an error and not a pass.</summary>
internal static class SchemaCheck
{
    public static bool Passes(JsonElement schema, JsonElement value) => schema.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => schema.EnumerateObject().All(keyword => Keeps(schema, keyword.Name, keyword.Value, value)),
    };

    private static bool Keeps(JsonElement schema, string keyword, JsonElement rule, JsonElement value) => keyword switch
    {
        "$schema" or "title" or "description" or "default" => true,
        "type" => rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Any(type => Is(type.GetString()!, value)) : Is(rule.GetString()!, value),
        "const" => JsonElement.DeepEquals(rule, value),
        "enum" => rule.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)),
        "anyOf" => rule.EnumerateArray().Any(one => Passes(one, value)),
        "not" => !Passes(rule, value),
        "minimum" => !IsNumber(value) || value.GetDouble() >= rule.GetDouble(),
        "maximum" => !IsNumber(value) || value.GetDouble() <= rule.GetDouble(),
        "exclusiveMinimum" => !IsNumber(value) || value.GetDouble() > rule.GetDouble(),
        "exclusiveMaximum" => !IsNumber(value) || value.GetDouble() < rule.GetDouble(),
        "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= rule.GetInt32(),
        "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!, RegexOptions.ECMAScript),
        "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(item => Passes(rule, item)),
        "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32(),
        "required" => value.ValueKind != JsonValueKind.Object || rule.EnumerateArray().All(key => value.TryGetProperty(key.GetString()!, out _)),
        "minProperties" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() >= rule.GetInt32(),
        "maxProperties" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() <= rule.GetInt32(),
        "properties" => value.ValueKind != JsonValueKind.Object || rule.EnumerateObject().All(property => !value.TryGetProperty(property.Name, out var inner) || Passes(property.Value, inner)),
        "additionalProperties" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().All(property =>
            (schema.TryGetProperty("properties", out var known) && known.TryGetProperty(property.Name, out _)) || Passes(rule, property.Value)),
        "dependentSchemas" => value.ValueKind != JsonValueKind.Object || rule.EnumerateObject().All(one => !value.TryGetProperty(one.Name, out _) || Passes(one.Value, value)),
        _ => throw new NotSupportedException(keyword),
    };

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => IsNumber(value),
        "integer" => IsNumber(value) && double.IsInteger(value.GetDouble()),
        _ => throw new NotSupportedException(type),
    };

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number;
}
