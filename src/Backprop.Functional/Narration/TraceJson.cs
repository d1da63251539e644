using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>
/// A trace as JSON lines, the format in which traces are compared, from other machines and other programs too. The first line says what was run;
/// each further line is a value (<c>name</c>) or a large array in short (<c>array</c>), in causal order:
/// <code>
/// {"format":"backprop-trace","version":1,"numerics":1,"precision":"float64","network":"3-2-2","settings":{"loss":"sse",..}}
/// {"step":1,"stage":"forward","layer":1,"name":"v(1)_1","value":4.3,"bits":"4011333333333333","formula":"w(0)_0 x_0 + ..",
///  "terms":[{"factors":"w(0)_0 x_0","a":0.5,"b":1,"sum":0.5,"sumBits":"3FE0000000000000"},..],"inputs":["w(0)_0",..]}
/// {"step":1,"stage":"forward","layer":1,"array":"v(1)","kind":"signals","rows":128,"columns":512,"sha256":"..","min":..,"max":..,"mean":..,
///  "inputs":["x","w(0)","b(1)"],"sums":["..",..],"cells":["..",..]}
/// </code>
/// step, and name with bits or array with rows, columns and sums or cells, must be there; all else may be left out. bits are 16 hexadecimal digits
/// for a double, 8 for a float; a value beside them may be rounded, and one that is another number is refused. So are min, max and sha256 beside
/// cells that have others, a property that stands twice in a line, and two values of one name in one step. A remark stands with what the step
/// computes and does not use. Lines of cells hold the bits of a row, one after another; sums are 48 digits a row (see <c>RowSums</c>). What a step
/// begins with is told at the first step; afterwards it is what the step before left under <c>new</c>.
/// </summary>
public static class TraceJson
{
    /// <summary>The version that is written and read.</summary>
    public const int Version = 1;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All lines of some steps; none if there is no step.</summary>
    /// <param name="traces">The steps, each before the next.</param>
    /// <param name="settings">What the run is, by name.</param>
    /// <param name="view">What of a step is told.</param>
    public static IEnumerable<string> Of(IEnumerable<StepTrace> traces, IEnumerable<(string Name, string Value)> settings, TraceView view)
    {
        var isFirst = true;
        foreach (var trace in traces)
        {
            if (isFirst) yield return Header(trace.Before.Network, settings);
            foreach (var line in Lines(trace, isFirst, view)) yield return line;
            isFirst = false;
        }
    }

    /// <summary>The first line.</summary>
    /// <param name="network">The network before the first step.</param>
    /// <param name="settings">What the run is, by name: differences here are told before all others.</param>
    public static string Header(Network network, IEnumerable<(string Name, string Value)> settings) => Line(json =>
    {
        json.WriteString("format", "backprop-trace");
        json.WriteNumber("version", Version);
        json.WriteNumber("numerics", NumericsVersion.Current);
        json.WriteString("precision", Precisions.NameOf(network.Precision));
        json.WriteString("network", network.Shape);
        json.WriteStartObject("settings");
        foreach (var (name, value) in settings) json.WriteString(name, value);
        json.WriteEndObject();
    });

    /// <summary>The lines of a step.</summary>
    /// <param name="trace">The step.</param>
    /// <param name="isFirst">Whether no step was told before it: then what it begins with is told too.</param>
    /// <param name="view">What of it is told.</param>
    public static IEnumerable<string> Lines(StepTrace trace, bool isFirst, TraceView view)
    {
        var arrays = TraceArrays.Of(trace).ToList();
        var small = TraceView.IsSmall(arrays);
        var narrative = small || view.IsChosen ? new ValueNarrative(trace) : null;
        foreach (var array in arrays.Where(array => isFirst || array.Stage != Stage.Before || array.Name is { Symbol: "eta" } or { IsAhead: true }))
            if (small || view.IsChosen || array.Kind == Cells.One)
            {
                foreach (var (name, value) in array.Values())
                    if (view.Shows(name)) yield return Line(json => Value(json, trace, array, name, value, narrative));
            }
            else yield return Line(json => Array(json, trace, array, view.Full));
    }

    private static void Value(Utf8JsonWriter json, StepTrace trace, NamedArray array, ValueName name, double value, ValueNarrative? narrative)
    {
        var numbers = new NumberText(array.Matrix.Precision, null);
        Place(json, trace, array);
        json.WriteString("name", $"{name}");
        Number(json, "value", value, numbers);
        json.WriteString("bits", numbers.Bits(value));
        var statement = narrative?.Tell(name);
        var formula = statement?.Formula;
        if (formula is not null) json.WriteString("formula", Notation.Text.Letters(formula));
        Remark(json, trace, name);
        if (statement is { Terms.Count: > 1 }) Terms(json, statement.Terms, numbers);
        Inputs(json,
            formula is not null ? FormulaSymbols.Inputs(formula, trace).Select(static input => $"{input}")
            : array.Stage == Stage.Update ? ArrayInputs.Update(trace, name)
            : ArrayInputs.Of(trace, array with { Name = name }));
    }

    /// <summary>The paths of a sum, each with the accumulator after it.</summary>
    private static void Terms(Utf8JsonWriter json, Values<PathTerm> terms, NumberText numbers)
    {
        json.WriteStartArray("terms");
        foreach (var term in terms)
        {
            json.WriteStartObject();
            json.WriteString("factors", $"{term.A.Name} {term.B.Name}");
            Number(json, "a", term.A.Number, numbers);
            Number(json, "b", term.B.Number, numbers);
            Number(json, "sum", term.Accumulator, numbers);
            json.WriteString("sumBits", numbers.Bits(term.Accumulator));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Array(Utf8JsonWriter json, StepTrace trace, NamedArray array, bool full)
    {
        var (matrix, numbers) = (array.Matrix, new NumberText(array.Matrix.Precision, null));
        var summary = ArraySummary.Of(matrix);
        Place(json, trace, array);
        json.WriteString("array", $"{array.Name}");
        json.WriteString("kind", array.Kind.Word());
        json.WriteNumber("rows", matrix.Rows);
        json.WriteNumber("columns", matrix.Columns);
        json.WriteString("sha256", matrix.Sha256);
        Number(json, "min", summary.Min, numbers);
        Number(json, "max", summary.Max, numbers);
        Number(json, "mean", summary.Mean, numbers with { Precision = Precision.Float64 });
        Remark(json, trace, array.Name);
        Inputs(json, ArrayInputs.Of(trace, array));
        json.WriteStartArray(full ? "cells" : "sums");
        for (var row = 0; row < matrix.Rows; row++) json.WriteStringValue(full ? Bits(matrix, row, numbers) : Sums(RowSums.Of(matrix, row)));
        json.WriteEndArray();
    }

    private static void Remark(Utf8JsonWriter json, StepTrace trace, ValueName name)
    {
        if (DeltaNarrative.Remark(trace, name) is { Length: > 0 } remark) json.WriteString("remark", remark);
    }

    private static void Place(Utf8JsonWriter json, StepTrace trace, NamedArray array)
    {
        json.WriteNumber("step", trace.Before.Steps + 1);
        json.WriteString("stage", array.Stage.Word());
        if (array.Layer is { } layer) json.WriteNumber("layer", layer);
    }

    private static void Inputs(Utf8JsonWriter json, IEnumerable<string> names)
    {
        json.WriteStartArray("inputs");
        foreach (var name in names) json.WriteStringValue(name);
        json.WriteEndArray();
    }

    /// <summary>JSON has no number for what is not finite.</summary>
    private static void Number(Utf8JsonWriter json, string name, double value, NumberText numbers)
    {
        json.WritePropertyName(name);
        if (double.IsFinite(value)) json.WriteRawValue(numbers.Shortest(value));
        else json.WriteStringValue(numbers.Shortest(value));
    }

    private static string Bits(Matrix matrix, int row, NumberText numbers)
    {
        var text = new StringBuilder(matrix.Columns * 16);
        for (var column = 0; column < matrix.Columns; column++) text.Append(numbers.Bits(matrix[row, column]));
        return text.ToString();
    }

    private static string Sums(RowSums sums) => FormattableString.Invariant($"{sums.Zeroth:X16}{sums.First:X16}{sums.Second:X16}");

    private static string Line(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Relaxed))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
