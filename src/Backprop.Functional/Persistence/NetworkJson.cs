using System.Text;
using System.Text.Json;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Persistence;

/// <summary>
/// A network as JSON: <c>{ "formatVersion": 1, "precision": "float64", "layers": [ { "activation", "weights": [[..]..], "bias" } ] }</c>.
/// A row of weights is a unit of the layer before; a bias is a number (shared by the layer), a list (one a neuron) or null.
/// Numbers are the shortest text that reads back to the same bits.
/// </summary>
public static class NetworkJson
{
    /// <summary>The version that <see cref="Write(Network)"/> writes and <see cref="Read"/> reads.</summary>
    public const int FormatVersion = 1;

    /// <summary>The text of a network, ending in one newline.</summary>
    public static string Write(Network network) => Write(network, static _ => { });

    /// <summary>The same with further keys before the layers.</summary>
    internal static string Write(Network network, Action<Utf8JsonWriter> more)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("formatVersion", FormatVersion);
            json.WriteString("precision", Precisions.NameOf(network.Precision));
            more(json);
            json.WriteStartArray("layers");
            foreach (var layer in network.Layers) Write(json, layer);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>The network of a text, or all that is wrong with it.</summary>
    /// <param name="text">The JSON; comments and trailing commas are allowed.</param>
    /// <param name="place">What the text is called in messages: the file.</param>
    public static Checked<Network> Read(string text, string place) => NetworkJsonReader.Read(text, place);

    private static void Write(Utf8JsonWriter json, Layer layer)
    {
        json.WriteStartObject();
        json.WriteString("activation", layer.F.Name);
        json.WriteStartArray("weights");
        for (var i = 0; i < layer.Inputs; i++) Row(json, layer.Weights.W, i);
        json.WriteEndArray();
        json.WritePropertyName("bias");
        switch (layer.Weights.Bias)
        {
            case Bias.Tied tied: Number(json, tied.W0, 0, 0); break;
            case Bias.PerNeuron each: Row(json, each.B, 0); break;
            default: json.WriteNullValue(); break;
        }

        json.WriteEndObject();
    }

    private static void Row(Utf8JsonWriter json, Matrix matrix, int row)
    {
        json.WriteStartArray();
        for (var j = 0; j < matrix.Columns; j++) Number(json, matrix, row, j);
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, Matrix matrix, int row, int column)
    {
        if (matrix.Precision == Precision.Float64) json.WriteNumberValue(matrix[row, column]);
        else json.WriteNumberValue((float)matrix[row, column]);
    }
}
