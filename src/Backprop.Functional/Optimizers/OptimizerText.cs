using System.Text.RegularExpressions;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

/// <summary>
/// Optimizers as text: links, each with its number, then a preset with its fields: <c>adam</c>, <c>pytorch/rmsprop</c>, <c>rprop:variant=plus,delta0=0.05</c>,
/// <c>l2=0.001+clip-by-norm=1+adam:eta=0.01,decay=0.001</c>. A field is a constant of the rule, <c>eta</c> or <c>decay</c>. A schedule has a text of its own.
/// </summary>
public static partial class OptimizerText
{
    /// <summary>The optimizer of a text, or all that is wrong with it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="eta">A learning rate that is given elsewhere; a second one in the text is refused.</param>
    /// <param name="place">What the text is called in messages.</param>
    public static Checked<Optimizer> Parse(string text, double? eta, string place)
    {
        var (before, name, fields) = Parts(text);
        var links = before.Select(part => LinkText.Parse(part, place)).ToList();
        var pairs = fields.Select(field => field.Split('=', 2)).ToList();
        List<Problem> problems =
        [
            .. links.SelectMany(link => link.Problems),
            .. pairs.Where(field => field.Length < 2).Select(field => new Problem.OutOfRange(place, $"'{field[0]}' has no value", "write field=value")),
        ];
        if (Presets.Find(name) is not { } found) return Checked.Bad<Optimizer>([.. problems, Unknown(name, place)]);
        var built = Build(found, pairs.Where(field => field.Length == 2).Select(field => (field[0], field[1], place)), eta, place);
        return problems.Count + built.Problems.Count > 0
            ? Checked.Bad<Optimizer>([.. problems, .. built.Problems])
            : built.Map(optimizer => optimizer with { Links = Values.From(links.Select(link => link.OrThrow())) });
    }

    /// <summary>The text of an optimizer, beside its schedule: the nearest preset, and what differs from it. <see cref="Parse"/> reads it back at a constant eta.</summary>
    public static string Write(Optimizer optimizer)
    {
        var (preset, fields) = Presets.All.Where(one => one.Rule.GetType() == optimizer.Rule.GetType() && (one.Meaning != EtaMeaning.FirstStep || !optimizer.Rule.UsesEta))
            .Select(one => (one, Fields: Differing(one, optimizer).ToList())).MinBy(one => one.Fields.Count);
        var name = Presets.Find(preset.Name) == preset ? preset.Name : $"{preset}";
        return string.Join('+', optimizer.Links.Select(LinkText.Write).Append(fields.Count == 0 ? name : $"{name}:{string.Join(',', fields)}"));
    }

    /// <summary>A text taken apart: the links, the name of the preset, its fields.</summary>
    internal static (string[] Links, string Name, string[] Fields) Parts(string text)
    {
        var parts = Plus().Split(text);
        return parts[^1].Split(':', 2) is [var name, var fields] ? (parts[..^1], name, fields.Split(',')) : (parts[..^1], parts[^1], []);
    }

    /// <summary>The value of one field of a preset, or what is wrong with it.</summary>
    internal static Checked<object?> Field(Preset preset, string word, string text, string place)
    {
        var known = Known(preset.Rule);
        return known.FirstOrDefault(one => one.Word == word) is { } constant
            ? constant.Read(text, place)
            : Checked.Bad<object?>(new Problem.Unknown(place, $"{preset.Name} has no field '{word}'",
                $"{Words.DidYouMean(word, known.Select(one => one.Word))}it has {string.Join(", ", known.Select(one => one.Word))}"));
    }

    /// <summary>A preset with other fields, each with the place where it was written.</summary>
    internal static Checked<Optimizer> Build(Preset preset, IEnumerable<(string Word, string Text, string Place)> fields, double? eta, string place)
    {
        var problems = new List<Problem>();
        var given = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (eta is { } outside) given["eta"] = outside;
        foreach (var (word, text, where) in fields)
        {
            var (value, faults) = Field(preset, word, text, where);
            problems.AddRange(faults);
            if (faults.Count == 0 && !given.TryAdd(word, value)) problems.Add(new Problem.OutOfRange(where, $"{word} is given twice", "give it once"));
        }

        var rule = Constant.With(preset.Rule, [.. Constants(preset.Rule).Select(constant => given.GetValueOrDefault(constant.Word, constant.Value))]) with
        {
            Decay = (double)given.GetValueOrDefault("decay", preset.Rule.Decay)!,
        };
        var rated = Rated(preset, rule, (double?)given.GetValueOrDefault("eta"), given.ContainsKey("delta0"), place);
        // A constant that could not be read stands at its usual value: what is said of it would mislead.
        if (problems.Count == 0) problems.AddRange(rated.Match(optimizer => OptimizerRules.Problems(optimizer.Rule, place), bad => bad));
        return problems.Count > 0 ? Checked.Bad<Optimizer>(problems) : rated;
    }

    /// <summary>The rule at its rate, as the preset's system understands it.</summary>
    private static Checked<Optimizer> Rated(Preset preset, Rule rule, double? eta, bool hasFirstStep, string place)
    {
        if (eta is { } number && !Bound.Positive.Hold(number)) return Bad("eta is a positive number", "use a number such as 0.1");
        return (preset.Meaning, eta) switch
        {
            (EtaMeaning.FirstStep, { } first) => hasFirstStep
                ? Bad($"the learning rate of {preset} is its first step, and delta0 is given too", "give one of them")
                : Checked.Good(new Optimizer((Rule.Rprop)rule with { Delta0 = first }, 1)),
            (EtaMeaning.FirstStep, null) => hasFirstStep || preset.Eta is not null
                ? Checked.Good(new Optimizer(rule, 1))
                : Bad($"{preset} has no first step of its own", $"give one: {preset}:delta0=0.1"),
            (EtaMeaning.Nothing, not null) when !rule.UsesEta => Bad($"{preset.Name} has no learning rate", "leave eta out; the first step is delta0"),
            _ => (eta ?? preset.Eta) is { } rate
                ? Checked.Good(new Optimizer(rule, rate))
                : Bad($"{preset} has no learning rate of its own", $"give one: {preset}:eta=0.1"),
        };

        Checked<Optimizer> Bad(string wrong, string cure) => Checked.Bad<Optimizer>(new Problem.OutOfRange(place, wrong, cure));
    }

    /// <summary>The fields in which an optimizer is not the preset, or for which the preset has no value.</summary>
    private static IEnumerable<string> Differing(Preset preset, Optimizer optimizer)
    {
        var (own, usual) = (Constants(optimizer.Rule), Constants(preset.Rule));
        var lacksFirstStep = preset is { Meaning: EtaMeaning.FirstStep, Eta: null };
        for (var i = 0; i < own.Count; i++)
            if (!Equals(own[i].Value, usual[i].Value) || (lacksFirstStep && own[i].Word == "delta0")) yield return $"{own[i].Word}={own[i].Text}";
        if (optimizer.Rule.Decay != preset.Rule.Decay) yield return $"decay={Number(optimizer.Rule.Decay)}";
        var eta = ScheduleText.FirstRate(optimizer.Rate);
        if (optimizer.Rule.UsesEta && eta != preset.Eta) yield return $"eta={Number(eta)}";

        static string Number(double number) => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The constants of a rule in the order of its constructor, each by its word in small letters.</summary>
    internal static IReadOnlyList<Constant> Constants(Rule rule) => Constant.Of(rule);

    /// <summary>All fields that a text may set.</summary>
    private static IReadOnlyList<Constant> Known(Rule rule) =>
        [.. Constants(rule), new("eta", typeof(double), null, Bound.Positive), new("decay", typeof(double), rule.Decay, Bound.FromZero)];

    private static Problem.Unknown Unknown(string name, string place) => new(place, $"'{name}' is unknown",
        $"{Words.DidYouMean(name, Presets.ShortNames.Concat(Presets.All.Select(one => $"{one}")))}"
        + $"known are {string.Join(", ", Presets.ShortNames)}, each also as system/name with {string.Join(", ", Presets.Systems)}");

    /// <summary>A plus before a word; one within a number, 1e+5, separates nothing.</summary>
    [GeneratedRegex(@"\+(?=[a-z])")] internal static partial Regex Plus();
}
