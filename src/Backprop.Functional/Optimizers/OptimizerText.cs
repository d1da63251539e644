using System.Globalization;
using System.Reflection;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Optimizers;

/// <summary>
/// Optimizers as text: a preset, then its fields, <c>adam</c>, <c>pytorch/rmsprop</c>, <c>rprop:variant=plus,delta0=0.05</c>, <c>adam:eta=0.01,decay=0.001</c>.
/// A field is a constant of the rule, <c>eta</c> or <c>decay</c>.
/// </summary>
public static class OptimizerText
{
    /// <summary>The optimizer of a text, or all that is wrong with it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="eta">A learning rate that is given elsewhere; a second one in the text is refused.</param>
    /// <param name="place">What the text is called in messages.</param>
    public static Checked<Optimizer> Parse(string text, double? eta, string place)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        if (Presets.Find(name) is not { } preset)
            return Checked.Bad<Optimizer>(new Problem.Unknown(place, $"'{name}' is unknown", $"known are {string.Join(", ", Presets.All.Where(one => Presets.Find(one.Name) == one).Select(one => one.Name))}, each also as system/name with {string.Join(", ", Presets.Systems)}"));
        var fields = (colon < 0 ? [] : text[(colon + 1)..].Split(',')).Select(field => field.Split('=', 2)).ToList();
        var problems = fields.Where(field => field.Length < 2).Select(field => (Problem)new Problem.OutOfRange(place, $"'{field[0]}' has no value", "write field=value"))
            .Concat(fields.GroupBy(field => field[0]).Where(same => same.Count() > 1 || (same.Key == "eta" && eta is not null))
                .Select(same => new Problem.OutOfRange(place, $"{same.Key} is given twice", "give it once"))).ToList();
        return problems.Count > 0 ? Checked.Bad<Optimizer>(problems) : Build(preset, fields.ToDictionary(field => field[0], field => field[1]), eta, place);
    }

    private static Checked<Optimizer> Build(Preset preset, Dictionary<string, string> fields, double? eta, string place)
    {
        var problems = new List<Problem>();
        var rate = fields.Remove("eta", out var written) ? Number("eta", written) : eta ?? preset.Eta;
        var decay = fields.Remove("decay", out var lambda) ? Number("decay", lambda) : preset.Rule.Decay;
        if (rate is null) problems.Add(new Problem.OutOfRange(place, $"{preset} has no learning rate of its own", $"give one: {preset}:eta=0.1"));
        if (!(rate is null or (> 0 and < double.PositiveInfinity))) problems.Add(new Problem.OutOfRange(place, $"eta is a positive number, not {written}", "use a number such as 0.1"));
        if (!(decay >= 0 && double.IsFinite(decay))) problems.Add(new Problem.OutOfRange(place, "decay is a number from 0 on", "use a number such as 0.01"));
        var constants = Constants(preset.Rule);
        var values = constants.Select(constant => fields.Remove(constant.Word, out var text) ? Value(constant, text) : constant.Value).ToArray();
        problems.AddRange(fields.Keys.Select(field => new Problem.Unknown(place, $"{preset.Name} has no field '{field}'",
            $"it has {string.Join(", ", constants.Select(constant => constant.Word).Append("eta").Append("decay"))}")));
        return problems.Count > 0
            ? Checked.Bad<Optimizer>(problems)
            : Checked.Good(new Optimizer((Rule)Constructor(preset.Rule).Invoke(values) with { Decay = decay }, rate!.Value));

        double Number(string field, string text)
        {
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
            problems.Add(new Problem.OutOfRange(place, $"{field} is a number, not '{text}'", "use a number such as 0.1"));
            return 1;
        }

        object? Value((string Word, Type Type, object? Value) constant, string text)
        {
            if (constant.Type == typeof(double)) return Number(constant.Word, text);
            if (Enum.GetNames(constant.Type).FirstOrDefault(word => string.Equals(word, text, StringComparison.OrdinalIgnoreCase)) is { } known) return Enum.Parse(constant.Type, known);
            problems.Add(new Problem.Unknown(place, $"{constant.Word} '{text}' is unknown", $"known are {string.Join(", ", Enum.GetNames(constant.Type)).ToLowerInvariant()}"));
            return constant.Value;
        }
    }

    /// <summary>The constants of a rule in the order of its constructor, each by its word in small letters.</summary>
    internal static IReadOnlyList<(string Word, Type Type, object? Value)> Constants(Rule rule) =>
        [.. Constructor(rule).GetParameters().Select(parameter => (parameter.Name!.ToLowerInvariant(), parameter.ParameterType, rule.GetType().GetProperty(parameter.Name!)!.GetValue(rule)))];

    private static ConstructorInfo Constructor(Rule rule) => rule.GetType().GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;
}
