using System.Text;
using System.Text.Json;
using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Lecture;

/// <summary>The worked example as JSON: every value with its bits, path terms, printed numbers and verdicts, and all errata.</summary>
public static class ExampleJson
{
    private static readonly NumberText Numbers = new(Precision.Float64, null);

    /// <summary>One object; numbers as the shortest text that reads back to the same bits.</summary>
    public static string Of(ExampleReport report)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("formatVersion", 1);
            json.WriteString("example", "lecture 06, 3-2-2");
            json.WriteNumber("eta", WorkedExample.Eta);
            Sections(json, report);
            WriteErrata(json);
            json.WriteStartArray("after");
            foreach (var (updates, e) in report.After)
            {
                json.WriteStartObject();
                json.WriteNumber("updates", updates);
                Number(json, "E", e);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Sections(Utf8JsonWriter json, ExampleReport report)
    {
        json.WriteStartArray("sections");
        foreach (var section in report.Sections)
        {
            json.WriteStartObject();
            json.WriteString("title", section.Title);
            json.WriteStartArray("values");
            foreach (var line in section.Lines) Value(json, line);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Value(Utf8JsonWriter json, ExampleLine line)
    {
        json.WriteStartObject();
        json.WriteString("name", $"{line.Statement.Name}");
        if (line.Statement.Formula is { } formula)
        {
            json.WriteString("formula", Notation.Text.Letters(formula));
            json.WriteString("numbers", Notation.Text.Numbers(formula, Numbers));
        }

        Number(json, "value", line.Statement.Value);
        if (line.Statement.Terms.Count > 0)
        {
            json.WriteStartArray("terms");
            foreach (var term in line.Statement.Terms) Term(json, term);
            json.WriteEndArray();
        }

        if (line.Printed.Count > 0)
        {
            json.WriteStartArray("printed");
            foreach (var comparison in line.Printed) Printed(json, comparison);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Term(Utf8JsonWriter json, PathTerm term)
    {
        json.WriteStartObject();
        json.WriteString("factors", $"{term.A.Name} {term.B.Name}");
        json.WriteNumber("a", term.A.Number);
        json.WriteNumber("b", term.B.Number);
        Number(json, "sum", term.Accumulator);
        json.WriteEndObject();
    }

    private static void Printed(Utf8JsonWriter json, Comparison comparison)
    {
        json.WriteStartObject();
        json.WriteString("text", comparison.Printed.Text);
        json.WriteString("slide", comparison.Printed.Slide);
        json.WriteString("verdict", comparison.Word.ToLowerInvariant());
        if (comparison.Printed.Reason is { } reason) json.WriteString("reason", reason);
        if (comparison.Printed.Label is { } label) json.WriteString("label", label);
        json.WriteEndObject();
    }

    private static void WriteErrata(Utf8JsonWriter json)
    {
        json.WriteStartArray("errata");
        foreach (var erratum in Errata.Labels.Concat(Errata.Formulas))
        {
            json.WriteStartObject();
            json.WriteString("id", erratum.Id);
            json.WriteString("place", erratum.Place);
            json.WriteString("printed", erratum.Printed);
            json.WriteString("meant", erratum.Meant);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        json.WriteNumber(name, value);
        json.WriteString(name == "value" ? "bits" : $"{name}Bits", Numbers.Bits(value));
    }
}
