using System.Globalization;
using System.Text;
using Backprop.Functional.Networks;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Narration;

/// <summary>Presets as text: a line each, or the systems side by side.</summary>
public static class OptimizerTable
{
    /// <summary>All presets, a line each: rule, rate and every constant.</summary>
    public static string All()
    {
        var width = Presets.All.Max(preset => $"{preset}".Length);
        var text = new StringBuilder();
        foreach (var preset in Presets.All) text.Append(CultureInfo.InvariantCulture, $"{$"{preset}".PadRight(width)}  {Line(preset)}\n");
        return text.ToString();
    }

    /// <summary>One optimizer as a line of <see cref="All"/>, or all that is wrong with its name.</summary>
    /// <param name="text">An optimizer as text: <c>fann/rprop</c>, <c>adam:beta1=0.8</c>; without a system, the lecture's.</param>
    /// <param name="place">What the text is called in messages.</param>
    public static Checked<string> One(string text, string place) => Presets.Find(text) is { } preset
        ? Checked.Good($"{preset}  {Line(preset)}\n")
        : OptimizerComparison.FieldsOf(text, place).Map(fields => $"{text}  {Line(fields)}\n");

    /// <summary>A table for each name: its fields down, the systems across; a field in which systems differ has a star.</summary>
    public static string SideBySide() => string.Join('\n', Presets.ShortNames.Select(name => Block(name, [.. Presets.All.Where(preset => preset.Name == name)])));

    private static string Block(string name, Preset[] presets)
    {
        var columns = presets.Select(preset => Told(OptimizerFields.Of(preset))).ToList();
        var rows = columns.SelectMany(fields => fields.Select(field => field.Name)).Distinct().Select(field => columns.Select(fields => Value(fields, field)).Prepend(field).ToArray()).ToList();
        foreach (var row in rows.Where(row => row.Skip(1).Distinct().Count() > 1)) row[0] = $"* {row[0]}";
        string[][] all = [[name, .. presets.Select(preset => preset.System)], .. rows.Select(row => row[0].StartsWith('*') ? row : (string[])[$"  {row[0]}", .. row[1..]])];
        var widths = Enumerable.Range(0, presets.Length + 1).Select(column => all.Max(row => row[column].Length)).ToList();
        return string.Concat(all.Select(row => $"{string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()}\n"));
    }

    private static string Value(IReadOnlyList<(string Name, string Text)> fields, string name) => fields.FirstOrDefault(field => field.Name == name).Text ?? "-";

    private static string Line(Preset preset) => Line(OptimizerFields.Of(preset));

    private static string Line(IReadOnlyList<(string Name, string Text)> fields) => string.Join("  ", Told(fields).Select(field => field.Name == "rule" ? field.Text : $"{field.Name} {field.Text}"));

    /// <summary>Few decay, and only they say so.</summary>
    private static IReadOnlyList<(string Name, string Text)> Told(IReadOnlyList<(string Name, string Text)> fields) => [.. fields.Where(field => field is not ("decay", "0"))];
}
