using System.CommandLine;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Pictures;
using Backprop.Functional.Reports;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop plot RUN --kind KIND: one picture of a run as SVG.</summary>
internal static class PlotCommand
{
    public static Command Build(Terminal terminal)
    {
        var folder = new Argument<string>("run") { HelpName = "RUN", Description = "the folder that train wrote" };
        var kind = new Option<string>("--kind") { HelpName = "WORD", Description = Words.Or([.. Plots.Kinds]), DefaultValueFactory = _ => Plots.Kinds[0] };
        var options = new SeenRun();
        var output = new PathOption("--out") { IsOutputFile = true, HelpName = "FILE", Description = "Write into this file, such as loss.svg; by default it is printed" };
        var command = new CheckedCommand("plot", parsed => [.. Faults(parsed, kind), .. options.Faults(parsed)], Footer) { folder, kind, output };
        options.AddTo(command);
        command.SetAction(parsed => options.Read(parsed, parsed.GetValue(folder)!).Bind(run => Drawn(run, parsed.Word(kind))).Match(
            picture => ExitCode.Report(terminal, OutputFile.Write(terminal, parsed.Given(output), text => text.Write(picture.Svg))),
            problems => ExitCode.Report(terminal, problems)));
        return command;
    }

    /// <summary>The picture; where it needs data that is not at hand, why it is not.</summary>
    private static Checked<Picture> Drawn(ReportRun run, string kind) => Plots.Of(run, kind).Match(Checked.Good, problems => Checked.Bad<Picture>(
        [.. problems, .. kind is "units" or "boundary" ? run.Lacking : []]));

    private static IReadOnlyList<Problem> Faults(ParseResult parsed, Option<string> kind)
    {
        var words = new WordReader(parsed);
        words.OneOf(kind, Plots.Kinds);
        return words.Problems;
    }

    private const string Footer =
        """
        The same run gives the same bytes, in light and dark surroundings.

        Examples:
          backprop plot runs/first --kind loss --out loss.svg
          backprop plot runs/first --kind boundary --inputs petal_length_cm,petal_width_cm --out boundary.svg
        """;
}
