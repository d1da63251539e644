using System.CommandLine;
using Backprop.Functional.Cli.Display;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop data list, backprop data info NAME|FILE|FOLDER.</summary>
internal static class DataCommand
{
    private const string Footer =
        """
        Examples:
          backprop data list
          backprop data info iris
          backprop data info my.csv
          backprop data info my.csv --missing drop               as train reads it with the same option
        """;

    public static Command Build(Terminal terminal)
    {
        var list = new Command("list", "The data sets that need no file");
        list.SetAction(_ => List(terminal));
        var source = new Argument<string>("source") { Description = "a name, a CSV file, an IDX file or a folder of IDX files", HelpName = "SOURCE" };
        var missing = new Option<string>("--missing")
        {
            HelpName = "WORD", Description = "CSV: refuse missing values (error), drop their rows, or fill in the mean of the whole column", DefaultValueFactory = _ => "error",
        };
        var info = new CheckedCommand("info", parsed => Read(parsed, source, missing).Problems, "") { source, missing };
        info.Description = "What is in a data set, and its hash";
        info.SetAction(parsed => Info(terminal, parsed.GetValue(source)!, Read(parsed, source, missing).Csv));
        return new CheckedCommand("data", _ => [], Footer) { list, info };
    }

    private static int List(Terminal terminal)
    {
        var widest = DataSource.Names.Max(name => name.Length);
        foreach (var name in DataSource.Names)
            terminal.Out.WriteLine($"{name.PadRight(widest)}  {Shape(DataSource.Load(name, DataOptions.Of(1)).OrThrow().Data)}");
        return ExitCode.Good;
    }

    /// <summary>How to read a file, and all that is wrong with the words.</summary>
    private static (CsvOptions Csv, IReadOnlyList<Problem> Problems) Read(ParseResult parsed, Argument<string> source, Option<string> missing)
    {
        var words = new WordReader(parsed);
        var csv = new CsvOptions { Missing = words.Missing(missing) };
        if (csv.Missing != MissingValues.Refuse && parsed.GetResult(source)?.Tokens is [{ Value: var name }, ..]) words.Add(WordReader.NoCsv(missing, name));
        return (csv, words.Problems);
    }

    private static int Info(Terminal terminal, string source, CsvOptions csv) => DataSource.Load(source, DataOptions.Of(1) with { Csv = csv }).Match(
        parts =>
        {
            Describe(terminal.Out, "data", parts.Data);
            terminal.Out.WriteLine($"inputs   {Shown.Of(Words.List(parts.Data.FeatureNames, 12))}");
            terminal.Out.WriteLine($"targets  {Shown.Of(Words.List(Targets(parts.Data.Targets), 12))}");
            if (parts.GivenTest is { } test) Describe(terminal.Out, "test", test);
            WarningText.Write(terminal, parts.Data.Warnings);
            return ExitCode.Good;
        },
        problems => ExitCode.Report(terminal, problems));

    /// <summary>Names of numbers; classes with how many samples each has.</summary>
    private static Values<string> Targets(Targets targets) => targets is Targets.Classes classes
        ? classes.Names.Map((name, c) => FormattableString.Invariant($"{name} ({classes.Labels.Count(label => label == c)})"))
        : targets.Names;

    private static void Describe(TextWriter text, string what, Dataset data)
    {
        text.WriteLine($"{what,-8} {Shown.Of(data.Name)}  {Shape(data)}");
        text.WriteLine($"         sha256 {data.Sha256}");
    }

    private static string Shape(Dataset data) => FormattableString.Invariant(
        $"{Words.Count(data.Count, "row", "rows")}, {Words.Count(data.Inputs, "input", "inputs")} -> {Outputs(data)}");

    private static string Outputs(Dataset data) => data.Targets is Targets.Classes classes
        ? Words.Count(classes.Names.Count, "class", "classes")
        : Words.Count(data.Outputs, "number", "numbers");
}
