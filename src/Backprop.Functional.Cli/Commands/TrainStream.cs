using System.CommandLine;
using Backprop.Functional.Cli.Display;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop train --data -: online learning from CSV on standard input, a line, a step.</summary>
internal sealed class TrainStream(TrainOptions train)
{
    private const string Place = "standard input";

    /// <summary>Why it is one network that learns from a stream.</summary>
    public const string NoSizes = "sizes cannot be compared on a stream, which comes once";

    /// <summary>What a stream has none of.</summary>
    private static readonly string[] OfEpochs = ["training.epochs", "training.batch", "training.shuffle", "training.last", "data.split"];

    /// <summary>Whether standard input is the data.</summary>
    public bool IsAsked(ParseResult parsed) => train.Experiment.Word(parsed, "data.source") == "-";

    /// <summary>All that is wrong with the line.</summary>
    public List<Problem> Faults(ParseResult parsed)
    {
        var words = new WordReader(parsed);
        train.ThreadsOf(words, parsed);
        if (parsed.Given(train.Out) is { } folder && (SafeFile.CannotWriteInto(folder) ?? Runs.Place.ForModel(folder)) is { } reason) words.Add(reason);
        words.Add(parsed.Refused([train.Resume, train.Checkpoint, train.Record],
            "a stream comes once, and cannot be taken up again", "leave it out, or keep the data in a file"));
        words.Add(parsed.Refused([train.Sizes.Seeds, train.Sizes.Folds], NoSizes, "leave it out, or keep the data in a file"));
        return
        [
            .. train.Experiment.Read(parsed).Match<IEnumerable<Problem>>(
                given => OfEpochs.Where(given.Places.ContainsKey)
                    .Select(path => new Problem.Mismatch(given.Places[path], "a stream has no parts, batches or epochs: a line is a step", "leave it out")),
                problems => problems),
            .. words.Problems,
        ];
    }

    public int Run(Terminal terminal, ParseResult parsed)
    {
        var header = Interruptible.Each(Enumerable.Range(0, 1).Select(_ => terminal.ReadLine()), terminal.Cancelled).FirstOrDefault();
        return terminal.Cancelled.IsCancellationRequested ? ExitCode.Cancelled : Run(terminal, parsed, header ?? "");
    }

    private int Run(Terminal terminal, ParseResult parsed, string header) => train.Experiment.Read(parsed).Bind(given => given.Started()
            .Bind(started => CsvLines.Of(header, Place, started.Csv).Bind(lines => Online.Prepare(started.Experiment, lines, given.Memory).Map(run => (Run: run, Lines: lines))))
            .Match(Checked.Good, problems => Checked.Bad<(Run Run, CsvLines Lines)>(problems.Map(given.Placed))))
        .Bind(ready => (parsed.Given(train.Out) is { } folder ? Tried(folder, Model.Of(ready.Run, ready.Run.Start.Network)) : Checked.Good<string?>(null))
            .Map(_ => Learn(terminal, parsed, ready.Run, ready.Lines)))
        .Match(code => code, problems => ExitCode.Report(terminal, problems));

    /// <summary>A stream comes once: that its model has a place is tried before the first sample, with the model of the start, whose file is as large.</summary>
    private static Checked<string?> Tried(string folder, Model start) => Runs.Place.ModelIn(folder, start).Bind(before =>
        SafeFile.CannotWrite(folder, RunFiles.Model, ModelFile.Write(start)) is { } reason ? Checked.Bad<string?>(reason) : Checked.Good(before));

    private int Learn(Terminal terminal, ParseResult parsed, Run run, CsvLines lines)
    {
        var display = new StreamDisplay(terminal.Out, parsed.Flag(train.Json), parsed.Flag(train.Quiet));
        WarningText.Write(terminal, [.. lines.Warnings]);
        display.Begin(run, lines);
        var (last, faults, warnings) = (run.Start, new List<Problem>(), new StreamWarnings(Place));
        var step = parsed.Flag(train.Plain) ? run.Recipe.PlainStep : run.Recipe.StepOn(train.ThreadsOf(new(parsed), parsed));
        foreach (var state in Interruptible.Each(Online.Scan(step, run.Start, Samples(terminal, lines, run, faults, warnings)), terminal.Cancelled))
            display.Show(last = state);
        var isDiverged = last.E is { } e && !double.IsFinite(e);
        display.End(last, (isDiverged, faults.Count, terminal.Cancelled.IsCancellationRequested) switch
        {
            (true, _, _) => $"diverged at step {last.Steps}: E is not finite; a smaller eta may help",
            (_, > 0, _) => "at a line that is wrong",
            (_, _, true) => "cancelled",
            _ => "at the end of the stream",
        });
        WarningText.Write(terminal, [.. warnings.Of(last.Steps, isWrong: faults.Count > 0)]);
        // What has learned nothing does not take the place of a model that has.
        if (!isDiverged && last.Steps > 0 && parsed.Given(train.Out) is { } folder) faults.AddRange(Kept(terminal, folder, Model.Of(run, last.Network)));
        if (faults.Count > 0) return ExitCode.Report(terminal, faults);
        return isDiverged ? ExitCode.Diverged : terminal.Cancelled.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Good;
    }

    /// <summary>Keeps a model, and tells which one it replaces; the problems, if it cannot. A stream lasts, and meanwhile something else may have come there.</summary>
    private static IReadOnlyCollection<Problem> Kept(Terminal terminal, string folder, Model model) => Runs.Place.ModelIn(folder, model).Match<IReadOnlyCollection<Problem>>(
        before =>
        {
            if (SafeFile.Write(folder, RunFiles.Model, ModelFile.Write(model)) is { } problem) return [problem];
            if (before is not null && before != model.Network.Sha256) WarningText.Write(terminal, [new(folder, $"the model that was there is replaced; its sha256 was {before}")]);
            return [];
        },
        problems => problems);

    /// <summary>The samples of the lines, until they end or one is wrong.</summary>
    private static IEnumerable<Batch> Samples(Terminal terminal, CsvLines lines, Run run, List<Problem> faults, StreamWarnings warnings)
    {
        for (var number = 2L; terminal.ReadLine() is { } line; number++)
        {
            var (sample, problems) = Online.Sample(run, lines, line, number);
            faults.AddRange(problems);
            if (faults.Count > 0) yield break;
            if (sample is not null) yield return sample;
            else if (!string.IsNullOrWhiteSpace(line)) warnings.LeaveOut(number);
        }
    }
}
