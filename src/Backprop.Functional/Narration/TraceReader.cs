using System.Globalization;
using System.Text;
using System.Text.Json;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>Reads traces as <see cref="TraceJson"/> describes them, step by step.</summary>
internal static class TraceReader
{
    /// <summary>Whether a first line says under its key that it is that of a trace, whatever else is wrong with it; the word may stand anywhere.</summary>
    public static bool IsFirst(string line)
    {
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(line));
        try
        {
            while (json.Read())
                if (json is { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName } && json.ValueTextEquals("format")
                    && json.Read() && json.TokenType == JsonTokenType.String && json.ValueTextEquals("backprop-trace")) return true;
        }
        catch (JsonException)
        {
        }

        return false;
    }

    /// <summary>The settings of a first line, or what is wrong with it.</summary>
    public static Checked<IReadOnlyList<(string Name, string Value)>> Settings(string line, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format) || format.ValueEquals("backprop-trace") is false)
                return Checked.Bad<IReadOnlyList<(string, string)>>(Wrong(place, 1, "the first line is not that of a trace"));
            if (Twice(root) is { } twice) return Checked.Bad<IReadOnlyList<(string, string)>>(Wrong(place, 1, twice));
            if (!root.TryGetProperty("version", out var version) || !version.TryGetInt32(out var number) || number != TraceJson.Version)
                return Checked.Bad<IReadOnlyList<(string, string)>>(Wrong(place, 1, $"it is no trace of version {TraceJson.Version}"));
            return Checked.Good<IReadOnlyList<(string, string)>>([.. root.EnumerateObject().Where(static one => one.Name is not ("format" or "version"))
                .SelectMany(static one => one.Name == "settings" ? TraceSettings.Flat("", one.Value.GetRawText()) : TraceSettings.Flat(one.Name, one.Value.GetRawText()))]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Checked.Bad<IReadOnlyList<(string, string)>>(Wrong(place, 1, "the first line is no JSON"));
        }
    }

    /// <summary>What an object of a first line says twice, or one within it; a list is one value.</summary>
    private static string? Twice(JsonElement value) => value.ValueKind != JsonValueKind.Object ? null
        : EntryReader.Twice(value) ?? value.EnumerateObject().Select(static one => Twice(one.Value)).FirstOrDefault(static fault => fault is not null);

    /// <summary>A trace; what is wrong with it is told when it is read.</summary>
    public static TraceSteps Read(IEnumerable<string> lines, string place, ICollection<Problem> problems) => Settings(lines.FirstOrDefault() ?? "", place).Match(
        settings => new TraceSteps(Steps(lines.Skip(1), place, problems)) { Settings = settings },
        bad =>
        {
            foreach (var problem in bad) problems.Add(problem);
            return new TraceSteps([]);
        });

    /// <summary>The steps of the lines behind the first.</summary>
    /// <param name="lines">The lines, drawn on demand.</param>
    /// <param name="place">What messages call them.</param>
    /// <param name="problems">Receives what is wrong; the steps end there.</param>
    public static IEnumerable<TraceStep> Steps(IEnumerable<string> lines, string place, ICollection<Problem> problems)
    {
        var (step, held, number) = (0L, new List<string>(), 1);
        foreach (var line in lines)
        {
            number++;
            if (line.Length == 0) continue;
            if (StepOf(line) is not { } next || next < step || next < 1)
            {
                problems.Add(Wrong(place, number, "the line has no step, or a smaller one than the line before"));
                yield break;
            }

            if (next != step && held.Count > 0)
            {
                yield return Of(step, held, place, number - held.Count, problems);
                held = [];
            }

            step = next;
            held.Add(line);
        }

        if (held.Count > 0) yield return Of(step, held, place, number - held.Count + 1, problems);
    }

    private static TraceStep Of(long step, List<string> lines, string place, int first, ICollection<Problem> problems) => new(step, () =>
    {
        var (entries, earlier) = (new List<TraceEntry>(lines.Count), new Dictionary<string, TraceEntry>(lines.Count));
        for (var k = 0; k < lines.Count; k++)
        {
            var (entry, fault) = EntryReader.Read(lines[k]);
            if (entry is null) problems.Add(Wrong(place, first + k, fault));
            else if (!Contradicts(earlier, entry)) entries.Add(entry);
            else problems.Add(Wrong(place, first + k, string.Create(CultureInfo.InvariantCulture, $"{entry.Name} is told twice in step {step}, and not as the same")));
        }

        return entries;
    })
    {
        Lines = lines,
    };

    /// <summary>Whether an earlier entry of its name says something else; one that only repeats it does not matter.</summary>
    private static bool Contradicts(Dictionary<string, TraceEntry> earlier, TraceEntry entry) =>
        !earlier.TryAdd(entry.Key, entry) && EntryComparison.Of(earlier[entry.Key], entry, Tolerance.None) is not null;

    /// <summary>The step of a line; ours begins with it.</summary>
    private static long? StepOf(string line)
    {
        const string Start = "{\"step\":";
        if (line.StartsWith(Start, StringComparison.Ordinal) && line.IndexOf(',', Start.Length) is var end and > 0
            && long.TryParse(line.AsSpan(Start.Length, end - Start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var step)) return step;
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("step", out var value) && value.TryGetInt64(out step) ? step : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Problem.Unreadable Wrong(string place, int line, string rule) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{place}({line})"), rule, "backprop trace --format json writes such files, and its documentation tells the format");
}
