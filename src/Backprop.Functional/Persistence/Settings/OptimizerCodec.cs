using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>
/// An optimizer as JSON: <c>kind</c> (a rule) or <c>preset</c> (a rule as a system ships it), the fields of the rule, <c>decay</c>, <c>eta</c>,
/// <c>schedule</c> and <c>links</c>; or the text that <c>--optimizer</c> takes. What a field may be, <see cref="OptimizerText"/> decides.
/// </summary>
internal static class OptimizerCodec
{
    /// <summary>What gradient descent has where no rate is said.</summary>
    public const double UsualRate = 0.5;

    private static readonly Codec<Values<Link>> Links = Codecs.List(LinkCodec.Codec, node => $"links are a list, not {node.Said}", "write [ { \"l2\": 0.001 } ]");
    private static readonly Codec<double> Eta = Codecs.Positive("0.1");
    private static readonly Codec<string> Text = Codecs.Text("a text is missing", "write one such as \"step:gamma=0.5,every=100\"");

    /// <summary>The keys that stay when another rule is named.</summary>
    public static IReadOnlyList<string> BesideTheRule { get; } = ["schedule", "links"];

    public static Codec<Optimizer> Codec { get; } = new(
        (node, path) => node is Node.Text text ? Expanded(text, path).Bind(fields => Read(fields, path)) : Read(node, path),
        Write,
        () => OptimizerSchema.Of(Eta.Schema(), Links.Schema()));

    /// <summary>The rules that have a preset, by their own names.</summary>
    private static IEnumerable<string> Kinds => Presets.All.Select(preset => preset.Rule.Name).Distinct();

    /// <summary><c>l2=0.001+adam:eta=0.01,beta1=0.8</c> as an object; its numbers stay words.</summary>
    public static Checked<Node.Object> Expanded(Node.Text text, string path)
    {
        var (before, name, parts) = OptimizerText.Parts(text.Value);
        var (links, fields) = (before.Select(link => link.Split('=', 2)).ToList(), parts.Select(field => field.Split('=', 2)).ToList());
        var place = text.Origin.At(path);
        List<Problem> problems =
        [
            .. links.Where(link => link.Length < 2).Select(link => new Problem.OutOfRange(place, $"the link '{link[0]}' has no number", "write link=number, such as l2=0.001, before the rule")),
            .. fields.Where(field => field.Length < 2).Select(field => new Problem.OutOfRange(place, $"'{field[0]}' has no value", "write field=value")),
            .. fields.GroupBy(field => field[0]).Where(same => same.Count() > 1).Select(same => new Problem.OutOfRange(place, $"{same.Key} is given twice", "give it once")),
        ];
        return problems.Count > 0
            ? Checked.Bad<Node.Object>(problems)
            : Checked.Good(new Node.Object(text.Origin, 
            [
                Of("preset", name, text.Origin), .. fields.Select(field => Of(field[0], field[1], OfField(field[0]))),
                .. links.Count == 0
                    ? []
                    : (Member[])[new("links", text.Origin, new Node.List(text.Origin, [.. links.Select(link => new Node.Object(text.Origin, [Of(link[0], link[1], text.Origin)]))]))],
            ]));

        static Member Of(string key, string word, Origin origin) => new(key, origin, new Node.Text(origin, word, IsWord: true));

        Origin OfField(string key) => text.Origin.IsFile ? text.Origin : text.Origin with { Text = $"{text.Origin.Text} {key}" };
    }

    private static Checked<Optimizer> Read(Node node, string path)
    {
        if (node is not Node.Object fields) return Codecs.Bad<Optimizer>(node, path, $"it is an object or a text, not {node.Said}", "write { \"kind\": \"adam\" } or \"adam\"");
        var problems = new List<Problem>();
        var preset = Preset(fields, path, problems);
        var eta = fields.Find("eta") is { } given ? Get(Eta.Read(given, $"{path}.eta"), problems, 1)
            : preset is { Eta: null, Rule: Rule.GradientDescent } && !OfSystem(fields) ? UsualRate
            : (double?)null;
        var links = fields.Find("links") is { } list ? Get(Links.Read(list, $"{path}.links"), problems, []) : [];
        List<string> constants = preset is null ? [] : Constants(fields, preset, path, problems);
        var place = (fields.Find("preset") ?? fields.Find("kind") ?? node).Origin.At(path);
        var optimizer = preset is null || problems.Count > 0 ? null : Get(OptimizerText.Parse(Spelt(preset, constants), eta, place), problems, null!);
        var rate = fields.Find("schedule") is { } schedule ? Schedule(schedule, optimizer?.Rate.At(0) ?? 1, $"{path}.schedule", problems) : null;
        return problems.Count > 0 ? Checked.Bad<Optimizer>(problems) : Checked.Good(optimizer! with { Rate = rate ?? optimizer.Rate, Links = links });
    }

    /// <summary>Whether a system is named: what it says of the rate counts, and sgd alone is nobody's.</summary>
    private static bool OfSystem(Node.Object fields) => fields.Find("preset") is Node.Text { Value: var name } && name.Contains('/', StringComparison.Ordinal);

    private static Preset? Preset(Node.Object fields, string path, List<Problem> problems)
    {
        var (kind, name) = (fields.Find("kind"), fields.Find("preset"));
        if (kind is not null && name is not null)
            problems.Add(new Problem.Mismatch(kind.Origin.At($"{path}.kind"), "there is a preset too", "name the kind of the rule, or a preset that has one"));
        if ((kind ?? name) is not { } node) return Presets.Find("sgd");
        var found = node is not Node.Text text ? null : kind is null ? Presets.Find(text.Value) : Presets.All.FirstOrDefault(preset => preset.Rule.Name == text.Value);
        if (found is null && node is Node.Text unknown)
        {
            var known = kind is null ? Presets.All.Where(one => Presets.Find(one.Name) == one).Select(one => one.Name).ToList() : [.. Kinds];
            problems.Add(new Problem.Unknown(node.Origin.At($"{path}.{(kind is null ? "preset" : "kind")}"), $"{Words.Quote(unknown.Value)} is unknown",
                $"{Words.DidYouMean(unknown.Value, known.Concat(Presets.All.Select(one => one.ToString())))}known are {string.Join(", ", known)}"
                + (kind is null ? $", each also as system/name with {string.Join(", ", Presets.Systems)}" : "")));
        }
        else if (found is null)
            problems.Add(new Problem.OutOfRange(node.Origin.At(path), $"it is a word, not {node.Said}", "see backprop optimizers"));
        return found;
    }

    /// <summary>The fields of the rule, each judged by itself, so that each fault has its own place.</summary>
    private static List<string> Constants(Node.Object fields, Preset preset, string path, List<Problem> problems)
    {
        var constants = new List<string>();
        foreach (var (key, origin, value) in fields.Members.Where(member => member.Key is not ("kind" or "preset" or "eta" or "schedule" or "links")))
        {
            var word = value is Node.Text text ? text.Value : Codecs.Spelling(value);
            var place = (word is null ? value.Origin : origin).At($"{path}.{key}");
            if (word is null || word.AsSpan().ContainsAny(",=:")) problems.Add(new Problem.OutOfRange(place, $"it is a number or a word, not {value.Said}", "see backprop optimizers"));
            else if (OptimizerText.Field(preset, key, word, place) is { IsGood: false } bad) problems.AddRange(bad.Problems);
            else constants.Add($"{key}={word}");
        }

        return constants;
    }

    private static LearningRate? Schedule(Node node, double eta, string path, List<Problem> problems) =>
        Get(Text.Read(node, path).Bind(text => ScheduleText.Parse(text, eta, node.Origin.At(path))), problems, null!);

    private static string Spelt(Preset preset, List<string> fields) => fields.Count == 0 ? preset.ToString() : $"{preset}:{string.Join(',', fields)}";

    private static T Get<T>(Checked<T> result, List<Problem> problems, T otherwise)
    {
        problems.AddRange(result.Problems);
        return result.Match(value => value, _ => otherwise);
    }

    private static string Write(Optimizer optimizer)
    {
        var constants = OptimizerText.Constants(optimizer.Rule).Select(constant =>
            $"  \"{constant.Word}\": {(constant.Value is double number ? Number(number) : Codecs.Quoted(constant.Value!.ToString()!.ToLowerInvariant()))},\n");
        return $"{{\n  \"kind\": \"{optimizer.Rule.Name}\",\n{string.Concat(constants)}  \"decay\": {Number(optimizer.Rule.Decay)},\n"
            + (optimizer.Rule.UsesEta ? $"  \"eta\": {Number(ScheduleText.FirstRate(optimizer.Rate))},\n" : "")
            + $"  \"schedule\": {Codecs.Quoted(ScheduleText.Write(optimizer.Rate))},\n  \"links\": {Links.Write(optimizer.Links)}\n}}";
    }

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
