using Backprop.Functional.Cli.Commands;
using Backprop.Functional.Cli.Display;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Runs;

/// <summary>A run, where it starts or goes on, and what makes the place where it will be kept.</summary>
internal sealed record RunToKeep(Run Run, RunState From, Func<Checked<IRecord>> Keep);

/// <summary>A run with the place where it starts or goes on, and where it is kept.</summary>
/// <param name="Epochs">Those that are left of it.</param>
internal sealed record KeptRun(Run Run, RunState From, IEnumerable<Epoch> Epochs, IRecord Record)
{
    /// <summary>A run whose first epoch is computed while the place is made where it is kept, and every other while the one before it is written.</summary>
    public static Checked<KeptRun> Begin(RunToKeep left, bool plain, CancellationToken cancelled)
    {
        var (run, from, keep) = left;
        var epochs = Interruptible.Ahead(plain ? run.PlainEpochs(from) : run.Epochs(from), cancelled);
        return keep().Map(record => new KeptRun(run, from, epochs, record));
    }

    /// <summary>Runs it to its end, or until somebody stops it; the exit code.</summary>
    public static int Of(Terminal terminal, IDisplay display, KeptRun kept)
    {
        var (run, from, epochs, record) = kept;
        WarningText.Write(terminal, run.Warnings);
        if (from.Progress.Epoch > 0) terminal.Error.WriteLine(Ended(run, from)?.Stop switch
        {
            null => $"going on after epoch {from.Progress.Epoch}",
            StopReason.EpochsDone => $"after epoch {from.Progress.Epoch} nothing is left to do; --epochs with a larger number goes on",
            var reason => $"nothing is left to do: {reason}",
        });
        display.Begin(run, from.Progress.Epoch);
        var last = Ended(run, from);
        foreach (var epoch in epochs)
        {
            last = epoch;
            if (epoch.Stop is not StopReason.Diverged) display.Show(run, epoch);
            if (record.Add(epoch) is { } problem) return Lost(terminal, display, problem, record);
        }

        return last?.Stop is null ? Cancelled(terminal, display, kept, last?.Number ?? from.Progress.Epoch) : End(terminal, display, kept, last);
    }

    /// <summary>The end of a run that had ended before; nothing if it goes on.</summary>
    private static Epoch? Ended(Run run, RunState from) => run.Stopping.Judge(from.Progress) is { } reason ? new Epoch(from, null, [], 0, reason) : null;

    private static int End(Terminal terminal, IDisplay display, KeptRun kept, Epoch last)
    {
        var (run, record) = (kept.Run, kept.Record);
        var summary = Summary.Of(run, last);
        var problem = record.Finish(summary);
        display.End(run, summary);
        if (problem is not null) return ExitCode.Report(terminal, problem);
        display.Kept(record.Last.Text);
        return summary.Reason is StopReason.Diverged ? ExitCode.Diverged : record.Last.Code;
    }

    private static int Cancelled(Terminal terminal, IDisplay display, KeptRun kept, int epochs)
    {
        display.Abandon();
        if (kept.Record.Interrupt() is { } problem) return ExitCode.Report(terminal, problem);
        terminal.Error.WriteLine($"cancelled after {epochs} of {Words.Count(kept.Run.MostEpochs, "epoch", "epochs")}; backprop train --resume {Shown.Of(kept.Record.Folder)} goes on");
        return ExitCode.Cancelled;
    }

    private static int Lost(Terminal terminal, IDisplay display, Problem problem, IRecord record)
    {
        display.Abandon();
        terminal.Error.WriteLine($"the run stops, because it can no longer be kept; what is there is whole, and backprop train --resume {Shown.Of(record.Folder)} goes on from it");
        return ExitCode.Report(terminal, problem);
    }
}
