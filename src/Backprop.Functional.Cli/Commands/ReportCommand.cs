using System.CommandLine;
using Backprop.Functional.Cli.Display;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Reports;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop report RUN..: runs as one HTML page.</summary>
internal static class ReportCommand
{
    public static Command Build(Terminal terminal)
    {
        var runs = new Argument<string[]>("runs") { HelpName = "RUN", Description = "the folders that train wrote", Arity = ArgumentArity.OneOrMore };
        var options = new SeenRun();
        var output = new PathOption("--out") { IsOutputFile = true, HelpName = "FILE", Description = "Write into this file; by default report.html in the folder of the run, or here for several" };
        var command = new CheckedCommand("report", parsed => options.Faults(parsed), Footer) { runs, output };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var folders = parsed.GetValue(runs)!;
            var read = folders.Select(folder => options.Read(parsed, folder)).ToList();
            List<Problem> problems = [.. read.SelectMany(run => run.Problems)];
            return problems.Count > 0
                ? ExitCode.Report(terminal, problems)
                : Write(terminal, Values.From(read.Select(run => run.OrThrow())), parsed.Given(output) ?? (folders is [var only] ? Path.Combine(only, "report.html") : "report.html"));
        });
        return command;
    }

    private static int Write(Terminal terminal, Values<ReportRun> runs, string path)
    {
        foreach (var run in runs.Where(run => run.Samples is null))
        {
            terminal.Error.WriteLine($"warning: {Shown.Of(run.Name)}: its data is not at hand; the report has no boundary, no hidden units and no step-through");
            foreach (var reason in run.Lacking) terminal.Error.WriteLine($"warning: {Shown.Of($"{reason}")}");
        }

        if (OutputFile.Write(terminal, path, text => text.Write(Report.Html(runs))) is { } problem) return ExitCode.Report(terminal, problem);
        terminal.Out.WriteLine($"report   {path}");
        return ExitCode.Good;
    }

    private const string Footer =
        """
        One HTML file that needs no network, no other file and no script: curves, network, hidden units, confusion, decision boundary, a
        step to walk through with the arrow keys, settings and hashes; of several runs their comparison.

        Examples:
          backprop report runs/first
          backprop report runs/first runs/second --out compared.html
        """;
}
