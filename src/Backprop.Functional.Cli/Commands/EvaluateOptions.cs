using System.CommandLine;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli.Commands;

/// <summary>The data of evaluate: what it is, and how to read it.</summary>
internal sealed class EvaluateOptions
{
    public Option<string?> Data { get; } = new("--data") { HelpName = "SOURCE", Description = "A name (see: backprop data list), a CSV file, or a folder of IDX files, whose test part is taken" };
    public Option<string?> Target { get; } = new("--target")
    {
        HelpName = "COLUMN", Description = "CSV: the column with the answers, by name or number; by default the one that the model learned, else the last that is no input",
    };
    public Option<string?> Weight { get; } = new("--weight") { HelpName = "COLUMN", Description = "CSV: the column that says what each sample counts in the loss, by name or number" };
    public Option<string> Missing { get; } = new("--missing")
    {
        HelpName = "WORD", Description = "CSV: refuse missing values (error), drop their rows, or fill in the mean that the model was trained with",
        DefaultValueFactory = _ => "error",
    };
    public Option<bool> NoHeader { get; } = new("--no-header") { Description = "CSV: the first line is data" };
    public Option<string> Seed { get; } = new("--seed") { HelpName = "N", Description = "The seed from which generated data is drawn", DefaultValueFactory = _ => "1" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Data, Target, Weight, Missing, NoHeader, Seed]) command.Add(option);
    }

    /// <summary>How to read the data, and all that is wrong with the words.</summary>
    public (DataOptions Options, IReadOnlyList<Problem> Problems) Read(ParseResult parsed)
    {
        var words = new WordReader(parsed);
        var source = parsed.Given(Data);
        if (source is null && !parsed.IsGiven(Data)) words.Add(new Problem.OutOfRange(Data.Name, "it is missing", "name the data, such as --data later.csv"));
        var csv = new CsvOptions
        {
            Target = parsed.Given(Target), Weight = parsed.Given(Weight), Header = parsed.Flag(NoHeader) ? false : null,
            Missing = words.Missing(Missing),
        };
        ReadOnlySpan<(Option, bool)> ofCsv =
        [
            (Target, csv.Target is not null), (Weight, csv.Weight is not null),
            (Missing, csv.Missing != MissingValues.Refuse), (NoHeader, csv.Header is not null),
        ];
        foreach (var (option, isGiven) in ofCsv)
            if (isGiven && source is not null) words.Add(WordReader.NoCsv(option, source));
        return (DataOptions.Of(words.Whole(Seed, 0, ulong.MaxValue, "1")) with { Csv = csv }, words.Problems);
    }
}
