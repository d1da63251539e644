using System.Text.Json;
using Backprop.Functional.Data;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Persistence;

/// <summary>
/// A model as JSON: the network as <see cref="NetworkJson"/> writes it, with <c>input</c> (features, scaling) and <c>output</c> (classes or numbers) beside its layers.
/// </summary>
public static class ModelJson
{
    /// <summary>The text of a model, ending in one newline. It can be read as a network too.</summary>
    public static string Write(Model model) => NetworkJson.Write(model.Network, json =>
    {
        json.WriteStartObject("input");
        Names(json, "features", model.FeatureNames);
        json.WriteStartObject("scaling");
        Scaling(json, model.Scaling);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("output");
        Names(json, model.IsClassifier ? "classes" : "numbers", model.OutputNames);
        json.WriteEndObject();
    });

    private static void Scaling(Utf8JsonWriter json, Scaling scaling)
    {
        switch (scaling)
        {
            case Data.Scaling.Standard standard:
                json.WriteString("kind", "standard");
                Row(json, "mean", standard.Mean);
                Row(json, "sd", standard.Sd);
                break;
            case Data.Scaling.Divide divide:
                json.WriteString("kind", "divide");
                json.WriteNumber("by", divide.By);
                break;
            default:
                json.WriteString("kind", "none");
                break;
        }
    }

    private static void Row(Utf8JsonWriter json, string name, Matrix row)
    {
        json.WriteStartArray(name);
        for (var j = 0; j < row.Columns; j++) json.WriteNumberValue(row[0, j]);
        json.WriteEndArray();
    }

    private static void Names(Utf8JsonWriter json, string name, Values<string> names)
    {
        json.WriteStartArray(name);
        foreach (var one in names) json.WriteStringValue(one);
        json.WriteEndArray();
    }
}
