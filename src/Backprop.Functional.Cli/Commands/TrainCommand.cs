using System.CommandLine;
using System.Globalization;
using Backprop.Functional.Cli.Display;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Cli.Runs;
using Backprop.Functional.Networks;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop train: read, fold, report; or go on where a run was left.</summary>
internal static class TrainCommand
{
    public static Command Build(Terminal terminal)
    {
        var options = new TrainOptions();
        var command = new CheckedCommand("train", parsed => Faults(parsed, options), TrainOptions.Footer);
        options.AddTo(command);
        command.SetAction(parsed =>
            options.Sizes.IsAsked(parsed) ? options.Sizes.Run(terminal, parsed)
            : options.Stream.IsAsked(parsed) ? options.Stream.Run(terminal, parsed)
            : Run(terminal, parsed, options));
        return command;
    }

    private static int Run(Terminal terminal, ParseResult parsed, TrainOptions options) =>
        Interruptible.Once(() => parsed.Given(options.Resume) is { } run ? Resumed(parsed, options, run) : New(terminal, parsed, options), terminal.Cancelled)?
            .Bind(left => KeptRun.Begin(left, parsed.Flag(options.Plain), terminal.Cancelled)).Match(
                ready =>
                {
                    using (ready.Record) return KeptRun.Of(terminal, Displays.Choose(terminal, parsed.Flag(options.Json), parsed.Flag(options.Quiet)), ready);
                },
                problems => ExitCode.Report(terminal, problems))
            ?? Cancelled(terminal, parsed.Given(options.Resume) is not null);

    private static int Cancelled(Terminal terminal, bool isResumed)
    {
        terminal.Error.WriteLine(isResumed ? "cancelled before another epoch; the run is as it was" : "cancelled before the first epoch; nothing has been written");
        return ExitCode.Cancelled;
    }

    private static Checked<RunToKeep> New(Terminal terminal, ParseResult parsed, TrainOptions options)
    {
        var words = new WordReader(parsed);
        return options.Experiment.Read(parsed).Bind(given => given.Prepare()).Map(ready => new RunToKeep(
            ready.Run with { Threads = options.ThreadsOf(words, parsed) }, RunState.Start(ready.Run.Start),
            () => Place.For(ready, parsed.Given(options.Out) ?? $"{terminal.Runs}/{RunFolder.NameOf(ready)}", options.Every(words, parsed), options.RecordsSteps(words, parsed))));
    }

    private static Checked<RunToKeep> Resumed(ParseResult parsed, TrainOptions options, string run)
    {
        var words = new WordReader(parsed);
        var (epochs, data) = (options.Experiment.Word(parsed, "training.epochs"), options.Experiment.Word(parsed, "data.source"));
        return Resumption.Of(run, epochs is null ? null : int.Parse(epochs, CultureInfo.InvariantCulture), data).Map(left => new RunToKeep(
            left.Prepared.Run with { Threads = options.ThreadsOf(words, parsed) }, left.From.State,
            () => RunLock.For(left.Folder.Path, () => RunWriter.Resume(left.Folder, left.Prepared, left.From, options.Every(words, parsed)))));
    }

    private static List<Problem> Faults(ParseResult parsed, TrainOptions options)
    {
        if (options.Sizes.IsAsked(parsed)) return options.Sizes.Faults(parsed);
        if (options.Stream.IsAsked(parsed)) return options.Stream.Faults(parsed);
        var words = new WordReader(parsed);
        options.Every(words, parsed);
        options.ThreadsOf(words, parsed);
        if (options.RecordsSteps(words, parsed) && parsed.Given(options.Resume) is not null)
            words.Add(new Problem.Mismatch(options.Record.Name, "whether steps are recorded is decided at the start of a run", "leave it out"));
        if (parsed.Given(options.Out) is { } folder && SafeFile.CannotWriteInto(folder) is { } reason) words.Add(reason);
        if (parsed.Given(options.Resume) is not null)
        {
            words.Add(options.Experiment.Others(parsed, "training.epochs", "data.source").Select(place => new Problem.Mismatch(place,
                "a run that goes on keeps its experiment", "leave it out; --epochs may be larger, and --data may say where the same data is now")));
            if (parsed.Given(options.Out) is not null) words.Add(new Problem.Mismatch(options.Out.Name, "a run goes on in its own folder", "leave it out"));
        }

        return [.. options.Experiment.Read(parsed).Problems, .. words.Problems, .. options.Sizes.Faults(parsed)];
    }
}
