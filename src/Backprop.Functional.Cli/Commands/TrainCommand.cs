using System.CommandLine;
using Backprop.Functional.Cli.Display;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Persistence;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop train: read, fold, report.</summary>
internal static class TrainCommand
{
    public static Command Build(Terminal terminal)
    {
        var options = new TrainOptions();
        var command = new CheckedCommand("train", parsed => [.. new TrainSettings(parsed, options).Read().Problems], TrainOptions.Footer);
        foreach (var option in options.All) command.Add(option);
        command.SetAction(parsed =>
        {
            var display = Displays.Choose(terminal, parsed.Flag(options.Json), parsed.Flag(options.Quiet));
            return new TrainSettings(parsed, options).Read()
                .Bind(settings => DataSource.Load(settings.Source, settings.Data).Bind(settings.Experiment.Prepare))
                .Match(
                    run => Train(terminal, display, run, parsed.Flag(options.Plain), parsed.Given(options.Out)),
                    problems => ExitCode.Report(terminal, [.. problems.Select(AsOption)]));
        });
        return command;
    }

    private static int Train(Terminal terminal, IDisplay display, Run run, bool plain, string? folder)
    {
        foreach (var warning in run.Warnings) terminal.Error.WriteLine($"warning: {warning}");
        display.Begin(run);
        Epoch? last = null;
        foreach (var epoch in Interruptible.Each(plain ? run.PlainEpochs() : run.Epochs(), terminal.Cancelled))
        {
            last = epoch;
            if (epoch.Stop is not StopReason.Diverged) display.Show(run, epoch);
        }

        if (last?.Stop is null) return Cancelled(terminal, display, run, last?.Number ?? 0);
        var summary = Summary.Of(run, last);
        display.End(run, summary);
        if (summary.Reason is StopReason.Diverged) return ExitCode.Diverged;
        return folder is null ? ExitCode.Good : Write(terminal, run, summary, folder);
    }

    private static int Cancelled(Terminal terminal, IDisplay display, Run run, int epochs)
    {
        display.Abandon();
        terminal.Error.WriteLine($"cancelled after {epochs} of {run.Experiment.Epochs} epochs; nothing is written");
        return ExitCode.Cancelled;
    }

    private static int Write(Terminal terminal, Run run, Summary summary, string folder)
    {
        var problem = SafeFile.Write(folder, "model.json", ModelJson.Write(Model.Of(run, summary.State.Network)))
            ?? SafeFile.Write(folder, "summary.json", SummaryJson.Write(run, summary));
        return problem is null ? ExitCode.Good : ExitCode.Report(terminal, [problem]);
    }

    /// <summary>A rule of the library names a setting; here it is an option.</summary>
    private static Problem AsOption(Problem problem) => problem.Place switch
    {
        "hidden" or "eta" or "epochs" or "batch" or "split" or "init" or "data" or "loss" => problem switch
        {
            Problem.Missing => new Problem.Missing($"--{problem.Place}", problem.Rule, problem.Cure),
            Problem.Unknown => new Problem.Unknown($"--{problem.Place}", problem.Rule, problem.Cure),
            _ => new Problem.OutOfRange($"--{problem.Place}", problem.Rule, problem.Cure),
        },
        _ => problem,
    };
}
