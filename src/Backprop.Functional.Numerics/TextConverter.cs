using System.Text.Json;
using System.Text.Json.Serialization;

namespace Backprop.Functional.Numerics;

/// <summary>
/// Writes a value to JSON as its text. System.Text.Json looks at what a property is declared as: of a closed union it would write the members of the
/// base alone, and values that differ would look the same. Reading is refused; files have documents of their own.
/// </summary>
public sealed class TextConverter : JsonConverter<object>
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => true;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    /// <inheritdoc/>
    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"{typeToConvert} is not read from JSON");
}
