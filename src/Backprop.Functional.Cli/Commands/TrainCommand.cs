using System.CommandLine;
using Backprop.Functional.Cli.Display;
using Backprop.Functional.Cli.Parsing;
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
        var command = new CheckedCommand("train", parsed => [.. options.Experiment.Read(parsed).Problems, .. Unwritable(parsed, options)], TrainOptions.Footer);
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var display = Displays.Choose(terminal, parsed.Flag(options.Json), parsed.Flag(options.Quiet));
            return options.Experiment.Read(parsed).Bind(given => given.Prepare()).Match(
                ready => Train(terminal, display, ready.Run, parsed.Flag(options.Plain), parsed.Given(options.Out)),
                problems => ExitCode.Report(terminal, problems));
        });
        return command;
    }

    private static IEnumerable<Problem> Unwritable(ParseResult parsed, TrainOptions options) =>
        parsed.Given(options.Out) is { } folder && SafeFile.CannotWriteInto(folder) is { } reason ? [reason] : [];

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
}
