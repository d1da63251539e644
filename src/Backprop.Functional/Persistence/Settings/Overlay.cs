using Backprop.Functional.Networks;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>A setting that is given outside a file.</summary>
internal sealed record Assignment(string Path, Node Value);

/// <summary>Lays the settings of a command line over those of a file. Among themselves they may not repeat each other.</summary>
internal static class Overlay
{
    private const string Optimizer = "optimizer", Links = "optimizer.links";

    public static Checked<Node.Object> Lay(Node.Object file, IEnumerable<Assignment> given)
    {
        var parts = Codecs.All(given.Select(Parts));
        if (!parts.IsGood) return Checked.Bad<Node.Object>(parts.Problems);
        var flat = parts.OrThrow().SelectMany(several => several).ToList();
        var twice = Twice(flat).ToList();
        if (twice.Count > 0) return Checked.Bad<Node.Object>(twice);
        return WithoutRule(file, flat).Map(bottom => OneListOfLinks(flat).Aggregate(bottom, (tree, one) => Set(tree, one.Path.Split('.'), one.Value)));
    }

    /// <summary>The word of a command line as a value: JSON where it looks like it, else a word.</summary>
    public static Checked<Node> Value(string word, string origin) => word switch
    {
        ['{' or '[' or '"', ..] => NodeReader.Read(word, origin),
        "null" => Checked.Good<Node>(new Node.Null(new(origin, IsFile: false))),
        _ => Checked.Good<Node>(new Node.Text(new(origin, IsFile: false), word, IsWord: true)),
    };

    /// <summary>The single settings of an object or of the text of an optimizer.</summary>
    private static Checked<Numerics.Values<Assignment>> Parts(Assignment one) => one switch
    {
        { Path: Optimizer, Value: Node.Text text } => OptimizerCodec.Expanded(text, Optimizer).Bind(fields => Parts(one with { Value = fields })).Map(OneByOne),
        { Value: Node.Object fields } => Codecs.All(fields.Members.Select(member => Parts(new($"{one.Path}.{member.Key}", member.Value))))
            .Map(parts => Numerics.Values.From(parts.SelectMany(several => several))),
        _ => Checked.Good<Numerics.Values<Assignment>>([one]),
    };

    /// <summary>The links of a text as if each were given by its own option, so that others may stand beside them; one that stands there twice keeps them a list.</summary>
    private static Numerics.Values<Assignment> OneByOne(Numerics.Values<Assignment> parts) => Numerics.Values.From(parts.SelectMany(part =>
        part is { Path: Links, Value: Node.List { Items: var items } } && items.All(item => item is Node.Object { Members.Count: 1 })
            && items.Select(item => ((Node.Object)item).Members[0]).ToList() is var links && links.Select(link => link.Key).Distinct().Count() == links.Count
            ? links.Select(link => new Assignment($"{Links}.{link.Key}", link.Value))
            : [part]));

    private static IEnumerable<Problem> Twice(List<Assignment> flat) =>
        from i in Enumerable.Range(0, flat.Count)
        let earlier = flat.Take(i).FirstOrDefault(other => Overlaps(other.Path, flat[i].Path))
        where earlier is not null
        select new Problem.OutOfRange(flat[i].Path, $"it is given twice, by {earlier.Value.Origin.Text} and by {flat[i].Value.Origin.Text}", "give it once");

    private static bool Overlaps(string a, string b) => a == b || a.StartsWith($"{b}.", StringComparison.Ordinal) || b.StartsWith($"{a}.", StringComparison.Ordinal);

    /// <summary>Where another rule is named, the constants of the file's rule mean nothing any more.</summary>
    private static Checked<Node.Object> WithoutRule(Node.Object file, List<Assignment> flat)
    {
        if (!flat.Any(one => one.Path.StartsWith($"{Optimizer}.", StringComparison.Ordinal)) || file.Find(Optimizer) is not { } node) return Checked.Good(file);
        var renamed = flat.Any(one => one.Path is "optimizer.kind" or "optimizer.preset");
        var fields = node is Node.Text text ? OptimizerCodec.Expanded(text, Optimizer).Map(expanded => (Node)expanded) : Checked.Good(node);
        return fields.Map(value => Set(file, [Optimizer], value is Node.Object rule && renamed
            ? rule with { Members = [.. rule.Members.Where(member => OptimizerCodec.BesideTheRule.Contains(member.Key))] }
            : value));
    }

    /// <summary>Links that are given one by one, as the list that they are.</summary>
    private static List<Assignment> OneListOfLinks(List<Assignment> flat)
    {
        var links = flat.Where(one => one.Path.StartsWith($"{Links}.", StringComparison.Ordinal)).ToList();
        if (links.Count == 0) return flat;
        var items = links.Select(one => new Node.Object(one.Value.Origin, [new(one.Path[(Links.Length + 1)..], one.Value.Origin, one.Value)]));
        return [.. flat.Except(links), new(Links, new Node.List(links[0].Value.Origin, [.. items]))];
    }

    /// <summary>The tree with a value at a path; where the file has no object on the way, its reader will say so.</summary>
    private static Node.Object Set(Node.Object tree, ReadOnlySpan<string> path, Node value)
    {
        var (key, rest) = (path[0], path[1..].ToArray());
        var old = tree.Find(key);
        var next = rest.Length == 0 ? value
            : old is null or Node.Null ? Set(new Node.Object(value.Origin, []), rest, value)
            : old is Node.Object inner ? Set(inner, rest, value)
            : old;
        var member = new Member(key, value.Origin, next);
        return tree with { Members = old is null ? [.. tree.Members, member] : [.. tree.Members.Select(one => one.Key == key ? member : one)] };
    }
}
