using System.CommandLine;
using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Cli.Parsing;

/// <summary>Reads the words of options as values. What cannot be read is remembered, and a stand-in is returned, so that reading goes on.</summary>
internal sealed class WordReader(ParseResult parsed)
{
    private readonly List<Problem> problems = [];

    /// <summary>All that could not be read so far.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    public void Add(params IEnumerable<Problem> more) => problems.AddRange(more);

    public Values<int> Sizes(Option<string> option)
    {
        var text = parsed.Word(option);
        if (text == "none") return [];
        var sizes = new List<int>();
        foreach (var part in text.Split(','))
            if (int.TryParse(part, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var size) && size >= 1) sizes.Add(size);
            else Add(new Problem.OutOfRange(option.Name, $"a layer has a whole number of neurons, 1 or more, not '{part}'", "write sizes such as 64 or 32,16, or none"));
        return Values.From(sizes);
    }

    public ulong Whole(Option<string> option, ulong low, ulong high, string usual)
    {
        var text = parsed.Word(option);
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high) return number;
        Add(new Problem.OutOfRange(option.Name, $"it is a whole number from {low} to {high}, not '{text}'", $"use a number such as {usual}"));
        return low;
    }

    /// <summary>A positive number; nothing if the option is not given.</summary>
    public double? Positive(Option<string?> option) => parsed.Given(option) is { } text ? Positive(option, text, "0.1") : null;

    /// <summary>A positive number, by default the usual one.</summary>
    public double Positive(Option<string> option, string usual) => Positive(option, parsed.Word(option), usual) ?? 1;

    private double? Positive(Option option, string text, string usual)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 && double.IsFinite(number)) return number;
        Add(new Problem.OutOfRange(option.Name, $"it is a positive number, not '{text}'",
            text.Contains(',', StringComparison.Ordinal) ? "write the decimal point as a point: 0.1" : $"use a number such as {usual}"));
        return null;
    }

    public T? Find<T>(Option option, string? word, Func<string, T?> find, IReadOnlyList<string> names) where T : class
    {
        if (word is null) return null;
        if (find(word) is { } found) return found;
        Add(Unknown(option, word, names));
        return null;
    }

    public T Choice<T>(Option<string> option, params (string Word, T Value)[] choices)
    {
        var word = parsed.Word(option);
        foreach (var (known, value) in choices)
            if (known == word) return value;
        Add(Unknown(option, word, [.. choices.Select(choice => choice.Word)]));
        return choices[0].Value;
    }

    /// <summary>What a reader of the library makes of the word; nothing if the option is not given.</summary>
    public T? Read<T>(Option<string?> option, Func<string, Checked<T>> read) where T : class =>
        parsed.Given(option) is { } word ? read(word).Match(
            value => (T?)value,
            bad =>
            {
                Add(bad.Select(problem => new Problem.OutOfRange(option.Name, problem.Rule, problem.Cure)));
                return null;
            }) : null;

    public static Problem Unknown(Option option, string word, IReadOnlyList<string> names) =>
        new Problem.Unknown(option.Name, $"'{word}' is unknown", $"{Words.DidYouMean(word, names)}known are {string.Join(", ", names)}");
}
