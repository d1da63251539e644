using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>The kinds of values that settings have.</summary>
internal static class Codecs
{
    /// <summary>A text that is not empty.</summary>
    public static Codec<string> Text(string missing, string cure) => new(
        (node, path) => node is Node.Text { Value: { Length: > 0 } text } ? Checked.Good(text) : Bad<string>(node, path, node is Node.Text ? missing : $"it is a text, not {node.Said}", cure),
        Quoted,
        () => "\"type\": \"string\", \"minLength\": 1");

    /// <summary>A whole number from low to high.</summary>
    public static Codec<ulong> Whole(ulong low, ulong high, string usual) => new(
        (node, path) => ulong.TryParse(Spelling(node), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? Checked.Good(number)
            : Bad<ulong>(node, path, $"it is a whole number from {low} to {high}, not {node.Said}", $"use a number such as {usual}"),
        number => number.ToString(CultureInfo.InvariantCulture),
        () => $"\"type\": \"integer\", \"minimum\": {low}, \"maximum\": {high}");

    /// <summary>A positive, finite number.</summary>
    public static Codec<double> Positive(string usual) => Real(number => number > 0, "a positive number", usual, "\"exclusiveMinimum\": 0");

    /// <summary>A finite number that is not negative.</summary>
    public static Codec<double> FromZero(string usual) => Real(number => number >= 0, "a number from 0 on", usual, "\"minimum\": 0");

    /// <summary>A finite number that keeps a rule.</summary>
    public static Codec<double> Real(Func<double, bool> rule, string what, string usual, string schema) => new(
        (node, path) => double.TryParse(Spelling(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && rule(number)
            ? Checked.Good(number)
            : Bad<double>(node, path, $"it is {what}, not {node.Said}",
                node is Node.Text { IsWord: true } word && word.Value.Contains(',', StringComparison.Ordinal) ? "write the decimal point as a point: 0.1" : $"use a number such as {usual}"),
        number => number.ToString("R", CultureInfo.InvariantCulture),
        () => $"\"type\": \"number\"{(schema.Length > 0 ? $", {schema}" : "")}");

    /// <summary>True or false.</summary>
    public static Codec<bool> Flag { get; } = new(
        (node, path) => node switch
        {
            Node.Flag flag => Checked.Good(flag.Value),
            Node.Text { IsWord: true, Value: "true" or "false" } word => Checked.Good(word.Value == "true"),
            _ => Bad<bool>(node, path, $"it is true or false, not {node.Said}", "write true or false"),
        },
        flag => flag ? "true" : "false",
        () => "\"type\": \"boolean\"");

    /// <summary>One of some words.</summary>
    public static Codec<T> Choice<T>(params (string Word, T Value)[] choices) where T : struct =>
        new((node, path) => node is Node.Text text && choices.Any(choice => choice.Word == text.Value)
                ? Checked.Good(choices.First(choice => choice.Word == text.Value).Value)
                : Unknown<T>(node, path, [.. choices.Select(choice => choice.Word)]),
            value => Quoted(choices.First(choice => choice.Value.Equals(value)).Word),
            () => $"\"enum\": [{string.Join(", ", choices.Select(choice => Quoted(choice.Word)))}]");

    /// <summary>A word of a vocabulary whose words may hold numbers.</summary>
    public static Codec<T> Word<T>(Func<string, T?> find, IReadOnlyList<string> names, Func<T, string> nameOf) where T : class => new(
        (node, path) => node is Node.Text text && find(text.Value) is { } found ? Checked.Good(found) : Unknown<T>(node, path, names),
        value => Quoted(nameOf(value)),
        () => $"{OfWords(names)}, \"description\": {Quoted($"one of {Words.List(names)}")}");

    /// <summary>What a reader of the library makes of a word or a number; its cure shows what such a text looks like.</summary>
    public static Codec<T> Parsed<T>(Func<string, Checked<T>> parse, Func<T, string> write, Func<string> schema, string cure) => new(
        (node, path) => (node is Node.Text text ? text.Value : Spelling(node)) is { } word
            ? parse(word).Match(Checked.Good, bad => Checked.Bad<T>(bad.Select(problem => new Problem.OutOfRange(node.Origin.At(path), problem.Rule, problem.Cure))))
            : Bad<T>(node, path, $"it is a text or a number, not {node.Said}", cure),
        write,
        schema);

    /// <summary>A list; on the command line the items stand between commas, or the word none says that there are none.</summary>
    public static Codec<Values<T>> List<T>(Codec<T> item, Func<Node, string> rule, string cure) => new(
        (node, path) => node switch
        {
            Node.List list => All(list.Items.Select((one, i) => item.Read(one, $"{path}[{i}]"))),
            Node.Text { IsWord: true, Value: "none" } => Checked.Good<Values<T>>([]),
            Node.Text { IsWord: true } word => All(word.Value.Split(',').Select(part => item.Read(word with { Value = part.Trim() }, path))),
            _ => Bad<Values<T>>(node, path, rule(node), cure),
        },
        items => $"[{string.Join(", ", items.Map(item.Write))}]",
        () => $"\"type\": \"array\", \"items\": {{ {item.Schema()} }}");

    /// <summary>The same, or null for what follows from the rest.</summary>
    public static Codec<T?> Open<T>(this Codec<T> codec) where T : class => new(
        (node, path) => node is Node.Null ? Checked.Good<T?>(null) : codec.Read(node, path).Map(value => (T?)value),
        value => value is null ? "null" : codec.Write(value),
        () => OrNull(codec.Schema()));

    /// <summary>The same, or null for what follows from the rest.</summary>
    public static Codec<T?> OpenNumber<T>(this Codec<T> codec) where T : struct => new(
        (node, path) => node is Node.Null ? Checked.Good<T?>(null) : codec.Read(node, path).Map(value => (T?)value),
        value => value is { } number ? codec.Write(number) : "null",
        () => OrNull(codec.Schema()));

    /// <summary>All values, or all problems.</summary>
    public static Checked<Values<T>> All<T>(IEnumerable<Checked<T>> items)
    {
        var (values, problems) = (new List<T>(), new List<Problem>());
        foreach (var item in items)
            if (item.IsGood) values.Add(item.OrThrow());
            else problems.AddRange(item.Problems);
        return problems.Count > 0 ? Checked.Bad<Values<T>>(problems) : Checked.Good(Values.From(values));
    }

    public static Checked<T> Bad<T>(Node node, string path, string rule, string cure) => Checked.Bad<T>(new Problem.OutOfRange(node.Origin.At(path), rule, cure));

    public static Checked<T> Unknown<T>(Node node, string path, IReadOnlyList<string> names) => node is Node.Text text
        ? Checked.Bad<T>(new Problem.Unknown(node.Origin.At(path), $"{Words.Quote(text.Value)} is unknown", $"{Words.DidYouMean(text.Value, names)}known are {string.Join(", ", names)}"))
        : Bad<T>(node, path, $"it is a word, not {node.Said}", $"known are {string.Join(", ", names)}");

    /// <summary>A text as JSON.</summary>
    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>The digits of what may be a number.</summary>
    public static string? Spelling(Node node) => node switch
    {
        Node.Number number => number.Raw,
        Node.Text { IsWord: true } word => word.Value,
        _ => null,
    };

    /// <summary>The schema of words; one such as <c>leaky-relu:a</c> takes numbers after its colon, or perhaps has usual ones.</summary>
    public static string OfWords(IEnumerable<string> names)
    {
        var words = names.Select(name => name.Split(':')).ToList();
        var plain = $"{{ \"enum\": [{string.Join(", ", words.Where(word => word.Length == 1).Select(word => Quoted(word[0])))}] }}";
        return $"\"anyOf\": [{string.Join(", ", words.Where(word => word.Length > 1).Select(word => Matching($"^{word[0]}(:|$)")).Prepend(plain))}]";
    }

    /// <summary>The schema of a text with a form.</summary>
    public static string Matching(string pattern) => $"{{ \"type\": \"string\", \"pattern\": {Quoted(pattern)} }}";

    private static string OrNull(string schema) => $"\"anyOf\": [{{ {schema} }}, {{ \"type\": \"null\" }}]";
}
