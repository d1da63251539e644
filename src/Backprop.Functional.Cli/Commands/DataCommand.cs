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
        """;

    public static Command Build(Terminal terminal)
    {
        var list = new Command("list", "The data sets that need no file");
        list.SetAction(_ => List(terminal));
        var source = new Argument<string>("source") { Description = "a name, a CSV file, an IDX file or a folder of IDX files", HelpName = "SOURCE" };
        var info = new Command("info", "What is in a data set, and its hash") { source };
        info.SetAction(parsed => Info(terminal, parsed.GetValue(source)!));
        return new CheckedCommand("data", _ => [], Footer) { list, info };
    }

    private static int List(Terminal terminal)
    {
        var widest = DataSource.Names.Max(name => name.Length);
        foreach (var name in DataSource.Names)
            terminal.Out.WriteLine($"{name.PadRight(widest)}  {Shape(DataSource.Load(name, DataOptions.Of(1)).OrThrow().Data)}");
        return ExitCode.Good;
    }

    private static int Info(Terminal terminal, string source) => DataSource.Load(source, DataOptions.Of(1)).Match(
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
