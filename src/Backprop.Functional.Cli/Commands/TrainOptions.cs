using System.CommandLine;

namespace Backprop.Functional.Cli.Commands;

/// <summary>The options of train beside those of its experiment: how it is run and shown.</summary>
internal sealed class TrainOptions
{
    public ExperimentOptions Experiment { get; } = new();
    public Option<bool> Plain { get; } = new("--plain") { Description = "Run on the textbook loops: slower, and the same to the bit" };
    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON lines" };
    public Option<bool> Quiet { get; } = new("--quiet") { Description = "Print the summary only" };
    public Option<string?> Out { get; } = new("--out") { HelpName = "FOLDER", Description = "Write model.json and summary.json into this folder" };

    public void AddTo(Command command)
    {
        Experiment.AddTo(command);
        foreach (var option in (Option[])[Plain, Json, Quiet, Out]) command.Add(option);
    }

    /// <summary>What --help says below the options.</summary>
    public const string Footer =
        """
        Examples:
          backprop train                                      the embedded digits
          backprop train --data iris --hidden 8 --epochs 100
          backprop train --data xor --hidden 8 --activation tanh --epochs 300
          backprop train --data my.csv --target species --out runs/first
          backprop train --init runs/first/model.json --data my.csv --target species
          backprop train my.experiment.json --eta 0.1 --set optimizer.beta1=0.8

        Exit codes: 0 good, 2 usage or invalid file, 3 data missing, 4 diverged, 130 cancelled
        """;
}
