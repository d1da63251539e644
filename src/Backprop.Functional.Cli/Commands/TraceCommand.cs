using System.CommandLine;
using Backprop.Functional.Cli.Display;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Data;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop trace: every value of some steps of an experiment.</summary>
internal static class TraceCommand
{
    public static Command Build(Terminal terminal)
    {
        var (experiment, options) = (SeenExperiment.Options(), new TraceOptions());
        var command = new CheckedCommand("trace", parsed => [.. SeenExperiment.Problems(parsed, experiment), .. options.Read(parsed).Problems], Footer);
        options.AddTo(command);
        experiment.AddTo(command);
        command.SetAction(parsed => Interruptible.Once(() => SeenExperiment.Read(parsed, experiment), terminal.Cancelled)?
            .Bind(ready => options.Read(parsed).Bind(request => Fitting(ready, request))).Match(
                good => Write(terminal, good.Ready, good.Request),
                problems => ExitCode.Report(terminal, problems))
            ?? ExitCode.Cancelled);
        return command;
    }

    private static Checked<(SeenExperiment Ready, TraceRequest Request)> Fitting(SeenExperiment ready, TraceRequest request) =>
        request.View.Sample is { } p && p > ready.Run.Batches.BatchSize
            ? Checked.Bad<(SeenExperiment, TraceRequest)>(new Problem.OutOfRange("--sample",
                FormattableString.Invariant($"a batch has {Words.Count(ready.Run.Batches.BatchSize, "sample", "samples")}, there is no sample {p}"), "give a number up to that"))
            : RunLength.Beyond(ready.Run, "--steps", request.First) is { } problem ? Checked.Bad<(SeenExperiment, TraceRequest)>(problem)
            : Checked.Good((ready, request));

    private static int Write(Terminal terminal, SeenExperiment ready, TraceRequest request)
    {
        using var pieces = Interruptible.Each(Told(ready, request), terminal.Cancelled).GetEnumerator();
        // The frame of a trace in which nothing is told: nobody needs to see it.
        var (first, frame) = (new List<string>(), request.Format == "json" ? 1 : 2);
        while (first.Count <= frame && pieces.MoveNext()) first.Add(pieces.Current);
        var problem = terminal.Cancelled.IsCancellationRequested || first.Count > frame ? OutputFile.Write(terminal, request.Out, text =>
            {
                foreach (var piece in first) text.Write(piece);
                while (pieces.MoveNext()) text.Write(pieces.Current);
            })
            : first.Count == 0 ? RunLength.Ended(ready.Run, "--steps", request.First)
            : new Problem.Unknown("--only", $"no value of these steps matches {Words.Or([.. request.View.Only.Map(Words.Quote)])}",
                "write a name such as w(1)_2,1 or a pattern such as 'delta*'; backprop trace lists all names");
        return problem is not null ? ExitCode.Report(terminal, problem)
            : terminal.Cancelled.IsCancellationRequested ? ExitCode.Cancelled
            : ExitCode.Good;
    }

    /// <summary>The text, piece by piece: none of them is larger than a step.</summary>
    private static IEnumerable<string> Told(SeenExperiment ready, TraceRequest request)
    {
        var traces = ready.Traces(request.First, request.Last);
        return request.Format == "json"
            ? TraceJson.Of(traces, ready.Settings, request.View).Select(static line => $"{Shown.Of(line)}\n")
            : TracePassages.Of(traces, Shown.Of(TraceSettings.Title(ready.Run)), Document.Find(request.Format)!, request.View);
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
