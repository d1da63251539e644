using System.Text;
using System.Text.Json;

namespace Backprop.Functional.Cli.Display;

/// <summary>A JSON object on a line of its own, shown at once.</summary>
internal static class JsonLine
{
    public static void Write(TextWriter output, Action<Utf8JsonWriter> content)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
        output.Flush();
    }
}
