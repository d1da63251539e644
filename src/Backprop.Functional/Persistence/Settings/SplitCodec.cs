using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>A split as the text that --split takes, or as an object: train, validation, test. Classes keep their shares in each part, always.</summary>
internal static class SplitCodec
{
    private static readonly string[] Parts = ["train", "validation", "test"];

    public static Codec<Fractions> Codec { get; } = new(
        (node, path) => node is Node.Object shares ? Read(shares, path) : Text.Read(node, path),
        split => Text.Write(split),
        () => $"\"anyOf\": [{{ \"type\": [\"string\", \"number\"] }}, {{ \"type\": \"object\", \"properties\": {{ {string.Join(", ", Parts.Select(Share))}, \"stratify\": {{ \"const\": true }} }}, "
        + "\"required\": [\"train\"], \"additionalProperties\": false }]");

    private static string Share(string part) => $"{Codecs.Quoted(part)}: {{ \"type\": \"number\", \"minimum\": 0, \"maximum\": 1 }}";

    private static Codec<Fractions> Text => Codecs.Parsed(Fractions.Parse,
        split => Codecs.Quoted(split.ToString()), () => "\"type\": \"string\"", "write \"0.8/0.2\" or { \"train\": 0.8, \"validation\": 0.2 }");

    private static Checked<Fractions> Read(Node.Object shares, string path)
    {
        List<Problem> problems =
        [
            .. shares.Members.Where(member => member.Key != "stratify" && !Parts.Contains(member.Key))
                .Select(member => new Problem.Unknown(
                    member.Origin.At($"{path}.{member.Key}"), "the key is unknown", $"{Words.DidYouMean(member.Key, Parts)}known here are train, validation, test, stratify")),
            .. shares.Find("stratify") is { } stratify and not Node.Flag { Value: true }
                ? [new Problem.OutOfRange(stratify.Origin.At($"{path}.stratify"), "classes keep their shares in each part, always", "write true, or leave it out")] : (Problem[])[],
            .. shares.Find("train") is null ? [new Problem.OutOfRange(shares.Origin.At(path), "the share of train is missing", "write { \"train\": 0.8, \"validation\": 0.2 }")] : (Problem[])[],
        ];
        decimal[] numbers = [.. Parts.Select(part => Number(shares.Find(part), $"{path}.{part}", problems))];
        return problems.Count > 0
            ? Checked.Bad<Fractions>(problems)
            : Fractions.Create(numbers[0], numbers[1], numbers[2]).Match(
                Checked.Good, bad => Checked.Bad<Fractions>(bad.Select(problem => new Problem.OutOfRange(shares.Origin.At(path), problem.Rule, problem.Cure))));
    }

    private static decimal Number(Node? node, string path, List<Problem> problems)
    {
        if (node is null) return 0;
        if (decimal.TryParse(Codecs.Spelling(node), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var share) && share <= 1) return share;
        problems.Add(new Problem.OutOfRange(node.Origin.At(path), $"a share is a number from 0 to 1, not {node.Said}", "use a number such as 0.15"));
        return 0;
    }
}
