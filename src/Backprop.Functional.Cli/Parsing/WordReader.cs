using System.CommandLine;
using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli.Parsing;

/// <summary>Reads the words of options as values. What cannot be read is remembered, and a stand-in is returned, so that reading goes on.</summary>
internal sealed class WordReader(ParseResult parsed)
{
    private readonly List<Problem> problems = [];

    /// <summary>All that could not be read so far.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    public void Add(params IEnumerable<Problem> more) => problems.AddRange(more);

    public ulong Whole(Option<string> option, ulong low, ulong high, string usual)
    {
        var text = parsed.Word(option);
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high) return number;
        Add(new Problem.OutOfRange(option.Name, $"it is a whole number from {low} to {high}, not '{text}'", $"use a number such as {usual}"));
        return low;
    }

    /// <summary>A positive number, by default the usual one.</summary>
    public double Positive(Option<string> option, string usual)
    {
        var text = parsed.Word(option);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 && double.IsFinite(number)) return number;
        Add(new Problem.OutOfRange(option.Name, $"it is a positive number, not '{text}'",
            text.Contains(',', StringComparison.Ordinal) ? "write the decimal point as a point: 0.1" : $"use a number such as {usual}"));
        return 1;
    }

    public T Choice<T>(Option<string> option, params (string Word, T Value)[] choices)
    {
        var word = parsed.Word(option);
        foreach (var (known, value) in choices)
            if (known == word) return value;
        Add(Unknown(option, word, [.. choices.Select(choice => choice.Word)]));
        return choices[0].Value;
    }

    /// <summary>The word of an option, one of those that are known.</summary>
    public string OneOf(Option<string> option, IReadOnlyList<string> names)
    {
        var word = parsed.Word(option);
        if (!names.Contains(word)) Add(Unknown(option, word, names));
        return word;
    }

    /// <summary>What becomes of missing values.</summary>
    public MissingValues Missing(Option<string> option) => Choice(option, ("error", MissingValues.Refuse), ("drop", MissingValues.Drop), ("mean", MissingValues.Mean));

    /// <summary>What is wrong with an option for CSV files where the data is no such file.</summary>
    public static IEnumerable<Problem> NoCsv(Option option, string source) => DataSource.IsCsv(source)
        ? []
        : [new Problem.Mismatch(option.Name, $"it is for CSV files, and {Words.Quote(source)} is none", "leave it out, or name a CSV file as data")];

    public static Problem Unknown(Option option, string word, IReadOnlyList<string> names) =>
        new Problem.Unknown(option.Name, $"'{word}' is unknown", $"{Words.DidYouMean(word, names)}known are {string.Join(", ", names)}");
}
