using Backprop.Functional.Networks;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>A link as JSON: an object with its word and its number, <c>{ "l2": 0.001 }</c>.</summary>
internal static class LinkCodec
{
    private static readonly (string Word, Codec<double> Number, Func<double, Link> Link)[] Known =
    [
        ("l1", Codecs.FromZero("0.001"), number => new Link.L1(number)),
        ("l2", Codecs.FromZero("0.001"), number => new Link.L2(number)),
        ("clip-by-norm", Codecs.Positive("1"), number => new Link.ClipByNorm(number)),
        ("clip-by-value", Codecs.Positive("1"), number => new Link.ClipByValue(number)),
        ("scale", Codecs.Positive("0.5"), number => new Link.Scale(number)),
    ];

    public static Codec<Link> Codec { get; } = new(
        Read,
        Write,
        () => $"\"type\": \"object\", \"properties\": {{ {string.Join(", ", Known.Select(one => $"\"{one.Word}\": {{ {one.Number.Schema()} }}"))} }}, "
        + "\"additionalProperties\": false, \"minProperties\": 1, \"maxProperties\": 1");

    private static Checked<Link> Read(Node node, string path)
    {
        if (node is not Node.Object { Members: [var member] })
            return Codecs.Bad<Link>(node, path, $"a link is an object with one key, not {(node is Node.Object ? "this one" : node.Said)}", "write { \"l2\": 0.001 }");
        return Known.FirstOrDefault(one => one.Word == member.Key) is { Word: not null } known
            ? known.Number.Read(member.Value, $"{path}.{member.Key}").Map(known.Link)
            : Codecs.Unknown<Link>(new Node.Text(member.Origin, member.Key, IsWord: false), path, [.. Known.Select(one => one.Word)]);
    }

    private static string Write(Link link)
    {
        var (word, number) = link switch
        {
            Link.L1 one => ("l1", one.Lambda),
            Link.L2 one => ("l2", one.Lambda),
            Link.ClipByNorm one => ("clip-by-norm", one.C),
            Link.ClipByValue one => ("clip-by-value", one.C),
            Link.Scale one => ("scale", one.S),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return $"{{ \"{word}\": {Known.First(one => one.Word == word).Number.Write(number)} }}";
    }
}
