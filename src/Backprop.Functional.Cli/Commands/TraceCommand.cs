using System.CommandLine;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop trace: every value of some steps of an experiment.</summary>
internal static class TraceCommand
{
    public static Command Build(Terminal terminal)
    {
        var (experiment, options) = (new ExperimentOptions(), new TraceOptions());
        var command = new CheckedCommand("trace", parsed => [.. SeenExperiment.Problems(parsed, experiment), .. options.Read(parsed).Problems], Footer);
        options.AddTo(command);
        experiment.AddTo(command);
        command.SetAction(parsed => SeenExperiment.Read(parsed, experiment).Bind(ready => options.Read(parsed).Bind(request => Fitting(ready, request))).Match(
            good => Write(terminal, good.Ready, good.Request),
            problems => ExitCode.Report(terminal, problems)));
        return command;
    }

    private static Checked<(SeenExperiment Ready, TraceRequest Request)> Fitting(SeenExperiment ready, TraceRequest request) =>
        request.View.Sample is { } p && p > ready.Run.Batches.BatchSize
            ? Checked.Bad<(SeenExperiment, TraceRequest)>(new Problem.OutOfRange("--sample", FormattableString.Invariant($"a batch has {ready.Run.Batches.BatchSize} samples, there is no sample {p}"), "give a number up to that"))
            : Checked.Good((ready, request));

    private static int Write(Terminal terminal, SeenExperiment ready, TraceRequest request)
    {
        var told = 0L;
        var problem = OutputFile.Write(terminal, request.Out, text =>
        {
            foreach (var piece in Interruptible.Each(Told(ready, request), terminal.Cancelled))
            {
                text.Write(piece);
                told++;
            }
        });
        if (problem is not null) return ExitCode.Report(terminal, [problem]);
        if (terminal.Cancelled.IsCancellationRequested) return ExitCode.Cancelled;
        return told > 0 ? ExitCode.Good : ExitCode.Report(terminal, [new Problem.OutOfRange("--steps", "the run ends before that step", "give earlier steps, or more --epochs")]);
    }

    /// <summary>The text, piece by piece: none of them is larger than a step.</summary>
    private static IEnumerable<string> Told(SeenExperiment ready, TraceRequest request)
    {
        var traces = ready.Traces(request.First, request.Last);
        return request.Format == "json"
            ? TraceJson.Of(traces, ready.Settings, request.View).Select(static line => $"{line}\n")
            : TracePassages.Of(traces, TraceSettings.Title(ready.Run), Document.Find(request.Format)!, request.View);
    }

    private const string Footer =
        """
        example, explain and trace are one idea at three sizes: the lecture's example, one value, every value.

        Examples:
          backprop trace lecture06                          the lecture's example
          backprop trace my.experiment.json --steps 1..100 --format json --out first.jsonl
          backprop trace --data iris --only 'dE/dw(0)*' --steps 3 --format html --out step.html
        """;
}
