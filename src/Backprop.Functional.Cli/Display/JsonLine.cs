using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Backprop.Functional.Cli.Display;

/// <summary>A JSON object on a line of its own.</summary>
internal static class JsonLine
{
    /// <summary>Its text in plain ASCII, without the end of the line.</summary>
    public static string Of(Action<Utf8JsonWriter> content) => Of(content, JavaScriptEncoder.Default);

    /// <summary>The same with the letters of all languages as they are. What a terminal would obey, or not show, is still escaped.</summary>
    public static string Lettered(Action<Utf8JsonWriter> content) => Shown.Of(Of(content, JavaScriptEncoder.UnsafeRelaxedJsonEscaping));

    /// <summary>Shows it at once.</summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> content)
    {
        output.WriteLine(Of(content));
        output.Flush();
    }

    private static string Of(Action<Utf8JsonWriter> content, JavaScriptEncoder encoder)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = encoder }))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
