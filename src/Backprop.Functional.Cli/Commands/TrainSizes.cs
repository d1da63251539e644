using System.CommandLine;
using System.Globalization;
using Backprop.Functional.Cli.Display;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop train --hidden 2..16: how many hidden units there should be.</summary>
internal sealed class TrainSizes(TrainOptions train)
{
    private const string Hidden = "network.hidden";
    private const int MostSizes = 10_000;

    public Option<string> Seeds { get; } = new("--seeds") { HelpName = "N", Description = "With --hidden A..B: how many seeds each size is tried from", DefaultValueFactory = _ => "1" };
    public Option<string> Folds { get; } = new("--folds")
    {
        HelpName = "K", Description = "With --hidden A..B: cross-validation in so many folds; by default the split", DefaultValueFactory = _ => "1",
    };

    /// <summary>Whether a range of sizes is asked for.</summary>
    public bool IsAsked(ParseResult parsed) => train.Experiment.Word(parsed, Hidden) is { } word && word.Contains("..", StringComparison.Ordinal);

    /// <summary>All that is wrong with the line.</summary>
    public List<Problem> Faults(ParseResult parsed)
    {
        var words = new WordReader(parsed);
        if (!IsAsked(parsed))
            return [.. parsed.Refused([Seeds, Folds], "it goes with a range of sizes", "write one, such as --hidden 2..16")];
        Read(parsed, words);
        train.ThreadsOf(words, parsed);
        if (train.Stream.IsAsked(parsed)) words.Add(new Problem.Mismatch("--hidden", TrainStream.NoSizes, "give one size, or keep the data in a file"));
        words.Add(parsed.Refused([train.Out, train.Resume, train.Checkpoint, train.Record, train.Plain],
            "sizes are compared, and none of the runs is kept", "leave it out, or give one size"));
        return [.. train.Experiment.Read(parsed, Hidden).Problems, .. words.Problems];
    }

    public int Run(Terminal terminal, ParseResult parsed)
    {
        var (sizes, seeds, folds) = Read(parsed, new(parsed));
        var display = new SizesDisplay(terminal.Out, parsed.Flag(train.Json), parsed.Flag(train.Quiet));
        return Interruptible.Once(() => train.Experiment.Read(parsed, Hidden).Bind(given => given.Use((document, data) =>
        {
            var sweep = new SizeSweep(document.Experiment, sizes, seeds, folds) { Threads = train.ThreadsOf(new(parsed), parsed), Memory = given.Memory };
            return sweep.Try(data).Bind(tried => sweep.Warnings(data).Map(warnings => (sweep, data, tried, warnings)));
        })), terminal.Cancelled)?.Match(
            ready =>
            {
                WarningText.Write(terminal, ready.warnings);
                display.Begin(ready.sweep, ready.data);
                return Show(terminal, display, ready.sweep, ready.tried);
            },
            problems => ExitCode.Report(terminal, problems.Map(problem => problem.Place == "folds" ? new Problem.OutOfRange(Folds.Name, problem.Rule, problem.Cure) : problem)))
            ?? ExitCode.Cancelled;
    }

    private static int Show(Terminal terminal, SizesDisplay display, SizeSweep sweep, IEnumerable<TriedSize> tries)
    {
        var tried = new List<TriedSize>();
        foreach (var size in Interruptible.Each(tries, terminal.Cancelled))
        {
            tried.Add(size);
            display.Show(size);
        }

        if (tried.Count < sweep.Sizes.Count)
        {
            terminal.Error.WriteLine($"cancelled after {tried.Count} of {Words.Count(sweep.Sizes.Count, "size", "sizes")}");
            return ExitCode.Cancelled;
        }

        display.End(tried);
        return SizeSweep.Best(tried) is null ? ExitCode.Diverged : ExitCode.Good;
    }

    private (Values<int> Sizes, int Seeds, int Folds) Read(ParseResult parsed, WordReader words)
    {
        var (low, high) = Range(train.Experiment.Word(parsed, Hidden)!, words);
        return (Values.From(Enumerable.Range(low, high - low + 1)), (int)words.Whole(Seeds, 1, 1000, "5"), (int)words.Whole(Folds, 1, int.MaxValue, "5"));
    }

    private static (int Low, int High) Range(string word, WordReader words)
    {
        if (word.Split("..") is [var a, var b]
            && int.TryParse(a, NumberStyles.None, CultureInfo.InvariantCulture, out var low)
            && int.TryParse(b, NumberStyles.None, CultureInfo.InvariantCulture, out var high)
            && low >= 1 && low <= high && high - low < MostSizes) return (low, high);
        if (word.Split("..") is [var from, var to] && Whole(from) is >= 1 and var first && Whole(to) is { } last && last - first >= MostSizes)
            words.Add(new Problem.OutOfRange("--hidden", $"{Words.Quote(word)} has more than {MostSizes} sizes, and no more are tried", "write a smaller range: 2..16"));
        else words.Add(new Problem.OutOfRange("--hidden", $"{Words.Quote(word)} is no range of sizes from 1 on", "write the smallest and the largest: 2..16"));
        return (1, 1);

        static long? Whole(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
