using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>The table as a JSON Schema (draft 2020-12), for editors.</summary>
internal static class DocumentSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An indented document, ending in one newline.</summary>
    public static string Text
    {
        get
        {
            var root = Inside("");
            var properties = (JsonObject)root["properties"]!;
            properties.Insert(0, "formatVersion", new JsonObject { ["const"] = ExperimentDocument.FormatVersion });
            properties.Insert(0, "$schema", new JsonObject());
            root.Insert(0, "title", "An experiment of backprop");
            root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
            return root.ToJsonString(Indented) + "\n";
        }
    }

    private static JsonObject Inside(string prefix)
    {
        var properties = new JsonObject();
        foreach (var key in DocumentReader.Keys(prefix))
            properties[key] = SettingTable.Find(prefix + key) is { } setting ? Of(setting) : Inside($"{prefix}{key}.");
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (prefix == "network.") Layers.Describe(schema);
        return schema;
    }

    private static JsonObject Of(Setting setting)
    {
        var schema = (JsonObject)JsonNode.Parse($"{{ {setting.Schema()} }}")!;
        schema["description"] = setting.Help;
        schema["default"] = JsonNode.Parse(setting.Write(new ExperimentDocument()));
        return schema;
    }
}
