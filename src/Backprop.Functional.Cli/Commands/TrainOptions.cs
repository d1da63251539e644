using System.CommandLine;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli.Commands;

/// <summary>The options of train beside those of its experiment: how it is run, shown and kept.</summary>
internal sealed class TrainOptions
{
    public TrainOptions() => (Sizes, Stream) = (new(this), new(this));

    public ExperimentOptions Experiment { get; } = new();

    /// <summary>A range of sizes instead of one network.</summary>
    public TrainSizes Sizes { get; }

    /// <summary>Standard input as data.</summary>
    public TrainStream Stream { get; }

    public Option<bool> Plain { get; } = new("--plain") { Description = "Run on the textbook loops: slower, and the same to the bit" };
    public Option<string> Threads { get; } = new("--threads") { HelpName = "N", Description = "Share the work among N threads, by default one for each core; no bit depends on it" };
    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON lines" };
    public Option<bool> Quiet { get; } = new("--quiet") { Description = "Print the summary only" };
    public Option<string?> Out { get; } = new("--out") { HelpName = "FOLDER", Description = "Keep the run in this folder; by default runs/ and a name made of its content" };
    public PathOption Resume { get; } = new("--resume") { HelpName = "RUN", Description = "Go on with a run that was interrupted, or with more --epochs; a folder, or one of its checkpoints" };
    public Option<string> Checkpoint { get; } = new("--checkpoint") { HelpName = "N", Description = "Keep a checkpoint after every N epochs; by default ten times in a run" };
    public Option<string?> Record { get; } = new("--record") { HelpName = "steps", Description = "Keep the hash of every single step too, at the price of taking each twice" };

    public void AddTo(Command command)
    {
        Experiment.AddTo(command);
        foreach (var option in (Option[])[Plain, Threads, Json, Quiet, Out, Resume, Checkpoint, Record, Sizes.Seeds, Sizes.Folds]) command.Add(option);
    }

    /// <summary>After how many epochs a checkpoint is due, if it is said.</summary>
    public int? Every(WordReader words, ParseResult parsed) => parsed.Given(Checkpoint) is null ? null : (int)words.Whole(Checkpoint, 1, int.MaxValue, "10");

    /// <summary>How many threads share the work.</summary>
    public int ThreadsOf(WordReader words, ParseResult parsed) => parsed.Given(Threads) is null ? Environment.ProcessorCount : (int)words.Whole(Threads, 1, 1024, "2");

    /// <summary>Whether steps are recorded.</summary>
    public bool RecordsSteps(WordReader words, ParseResult parsed)
    {
        if (parsed.Given(Record) is not { } word) return false;
        if (word != "steps") words.Add(new Problem.Unknown(Record.Name, $"'{word}' is unknown", "known is steps"));
        return true;
    }

    /// <summary>What --help says below the options.</summary>
    public const string Footer =
        """
        Examples:
          backprop train                                      the embedded digits
          backprop train --data iris --hidden 8 --epochs 100
          backprop train --data xor --hidden 8 --activation tanh --epochs 300
          backprop train --data iris --hidden 2..16 --seeds 5 --folds 5     how many hidden units?
          cat my.csv | backprop train --data - --classes no,yes --optimizer adam     a line a step, as lines come
          backprop train --data my.csv --target species --out runs/first
          backprop train --resume runs/first --epochs 200
          backprop train --init runs/first/model.safetensors --data my.csv --target species
          backprop train my.experiment.json --eta 0.1 --set optimizer.beta1=0.8

        Exit codes: 0 good, 1 differs from the run that was there, 2 usage or invalid file, 3 data missing, 4 diverged, 130 cancelled
        """;
}
