using System.Globalization;
using System.Text;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Narration;

/// <summary>Presets as lines: rule, rate and every constant.</summary>
public static class OptimizerTable
{
    /// <summary>All presets, a line each.</summary>
    public static string All()
    {
        var width = Presets.All.Max(preset => $"{preset}".Length);
        var text = new StringBuilder();
        foreach (var preset in Presets.All) text.Append(CultureInfo.InvariantCulture, $"{$"{preset}".PadRight(width)}  {Line(preset)}\n");
        return text.ToString();
    }

    /// <summary>The fields in which two presets differ.</summary>
    public static string Between(Preset a, Preset b)
    {
        var (left, right) = (Fields(a), Fields(b));
        var names = left.Select(field => field.Name).Union(right.Select(field => field.Name)).ToList();
        var text = new StringBuilder();
        foreach (var name in names)
        {
            var (one, other) = (Value(left, name), Value(right, name));
            if (one != other) text.Append(CultureInfo.InvariantCulture, $"{name}: {one} -> {other}\n");
        }

        return text.Length == 0 ? "no field differs\n" : text.ToString();

        static string Value(IReadOnlyList<(string Name, string Value)> fields, string name) => fields.FirstOrDefault(field => field.Name == name).Value ?? "none";
    }

    private static string Line(Preset preset) => string.Join("  ", Fields(preset).Select(field => field.Name == "rule" ? field.Value : $"{field.Name} {field.Value}"));

    private static IReadOnlyList<(string Name, string Value)> Fields(Preset preset) =>
    [
        ("rule", preset.Rule.Name),
        ("eta", Eta(preset)),
        .. OptimizerText.Constants(preset.Rule).Select(constant => (constant.Word, constant.Text)),
        .. preset.Rule.Decay == 0 ? [] : ((string, string)[])[("decay", Number(preset.Rule.Decay))],
    ];

    private static string Eta(Preset preset) => preset switch
    {
        { Meaning: EtaMeaning.Nothing } => "none",
        { Meaning: EtaMeaning.FirstStep } => $"{(preset.Eta is { } first ? Number(first) : "required")} (delta0)",
        { Eta: null } => "required",
        { Eta: { } eta } => Number(eta),
    };

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
