using System.Globalization;
using System.Text.Json;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;

namespace Backprop.Functional.Cli.Display;

/// <summary>Predictions as CSV or as JSON lines: the class and what the model gives each class, or the numbers.</summary>
internal static class PredictionText
{
    public static void WriteCsv(TextWriter text, Model model, Values<Prediction> predictions)
    {
        text.WriteLine(string.Join(',', ((string[])[.. model.IsClassifier ? ["class"] : (string[])[], .. model.OutputNames]).Select(Field)));
        foreach (var prediction in predictions)
        {
            var outputs = Each(model, prediction).Select(output => output.ToString("R", CultureInfo.InvariantCulture));
            text.WriteLine(string.Join(',', (string[])[.. model.IsClassifier ? [Field(prediction.Class ?? "")] : (string[])[], .. outputs]));
        }
    }

    public static void WriteJson(TextWriter text, Model model, Values<Prediction> predictions)
    {
        foreach (var prediction in predictions)
            text.WriteLine(JsonLine.Lettered(json => Write(json, model, prediction)));
    }

    private static void Write(Utf8JsonWriter json, Model model, Prediction prediction)
    {
        if (model.IsClassifier) json.WriteString("class", prediction.Class);
        if (prediction.Probability is { } probability) json.WriteReal("probability", probability);
        json.WriteStartObject("outputs");
        foreach (var (name, output) in Enumerable.Zip(model.OutputNames, Each(model, prediction))) json.WriteReal(name, output);
        json.WriteEndObject();
    }

    /// <summary>An output a name: one output for two classes is the second one's.</summary>
    private static Values<double> Each(Model model, Prediction prediction) =>
        prediction.Outputs is [var second] && model.OutputNames.Count == 2 ? [1 - second, second] : prediction.Outputs;

    private static string Field(string name) => name.AsSpan().ContainsAny(",\"\r\n") ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
}
