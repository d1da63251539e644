using System.CommandLine;
using Backprop.Functional.Data.Sources;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop data list, backprop data info NAME|FILE|FOLDER.</summary>
internal static class DataCommand
{
    public static Command Build(Terminal terminal)
    {
        var list = new Command("list", "The data sets that need no file");
        list.SetAction(_ =>
        {
            foreach (var name in DataSource.Names) Describe(terminal, name);
            return ExitCode.Good;
        });
        var source = new Argument<string>("source") { Description = "A name, a CSV file, an IDX file or a folder of IDX files" };
        var info = new Command("info", "What is in a data set, and its hash") { source };
        info.SetAction(parsed => Describe(terminal, parsed.GetValue(source)!));
        return new("data") { list, info };
    }

    private static int Describe(Terminal terminal, string source) => DataSource.Load(source, DataOptions.Of(1)).Match(
        parts =>
        {
            terminal.Out.WriteLine(parts.Data);
            if (parts.GivenTest is { } test) terminal.Out.WriteLine($"  test: {test}");
            foreach (var warning in parts.Data.Warnings) terminal.Error.WriteLine($"warning: {warning}");
            return ExitCode.Good;
        },
        problems => ExitCode.Report(terminal, problems));
}
