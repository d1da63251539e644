using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Backprop.Functional.Cli.Display;

/// <summary>A JSON object on a line of its own.</summary>
internal static class JsonLine
{
    /// <summary>Its text, without the end of the line.</summary>
    /// <param name="content">Writes what is inside the object.</param>
    /// <param name="encoder">How strings are written; by default everything but plain ASCII is escaped.</param>
    public static string Of(Action<Utf8JsonWriter> content, JavaScriptEncoder? encoder = null)
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

    /// <summary>Shows it at once.</summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> content)
    {
        output.WriteLine(Of(content));
        output.Flush();
    }
}
