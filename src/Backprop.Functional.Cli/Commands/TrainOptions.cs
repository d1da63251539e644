using System.CommandLine;

namespace Backprop.Functional.Cli.Commands;

/// <summary>The options of train, as words; <see cref="TrainSettings"/> makes sense of them, and reports all that is wrong at once.</summary>
internal sealed class TrainOptions
{
    public Option<string> Data { get; } = Of("--data", "SOURCE", "A name (see: backprop data list), a CSV file, or a folder of IDX files", "digits");
    public Option<string> Hidden { get; } = Of("--hidden", "SIZES", "Neurons of the hidden layers: 64, or 32,16 for two layers, or none", "64");
    public Option<string> Activation { get; } = Of("--activation", "WORD", "Of the hidden layers: sigmoid, tanh, relu, leaky-relu:a, linear, softplus", "sigmoid");
    public Option<string?> Output { get; } = Open("--output", "WORD", "Activation of the output layer; by default by loss and data");
    public Option<string?> Loss { get; } = Open("--loss", "WORD", "sse, softmax-ce, bce or ce-lecture; by default softmax-ce for classes, sse for numbers");
    public Option<string> Bias { get; } = Of("--bias", "WORD", "per-neuron, tied (the lecture's w0) or absent", "per-neuron");
    public Option<string> Init { get; } = Of("--init", "WORD|FILE", "glorot-uniform, he-normal, ..., or a file with a network, such as model.json", "glorot-uniform");
    public Option<string> Accumulate { get; } = Of("--accumulate", "WORD", "mean or sum over the samples of a batch", "mean");
    public Option<string> Optimizer { get; } = Of("--optimizer", "RULE", "A rule with its fields: momentum, rprop:variant=plus, pytorch/rmsprop (see: backprop optimizers)", "sgd");
    public Option<string?> Eta { get; } = new("--eta", "--lr") { HelpName = "X", Description = "The learning rate; by default the optimizer's own, 0.5 for sgd" };
    public Option<string> Schedule { get; } = Of("--schedule", "WORD", "eta over the steps: constant, step:gamma=0.5,every=100, exponential:gamma=.., inverse-time:d=.., cosine:low=..,horizon=.., warm-up:steps=..+cosine:..", "constant");
    public Option<string?> L1 { get; } = Open("--l1", "X", "Adds lambda sign(w) to the gradient of each weight");
    public Option<string?> L2 { get; } = Open("--l2", "X", "Adds lambda w to the gradient of each weight");
    public Option<string?> ClipNorm { get; } = Open("--clip-norm", "X", "Scales all gradients down to this norm where theirs is larger");
    public Option<string?> Batch { get; } = Open("--batch", "N", "Samples a step: a number, full, or 1 for online learning; by default 16, or all where there are fewer");
    public Option<string> Epochs { get; } = Of("--epochs", "N", "How many epochs", "30");
    public Option<string?> LossBelow { get; } = Open("--loss-below", "X", "End as soon as the loss of an epoch is below this");
    public Option<string> Seed { get; } = Of("--seed", "N", "The seed of all chance", "1");
    public Option<string?> Split { get; } = Open("--split", "SHARES", "Training/validation/test; by default 0.7/0.15/0.15, or as the data wants it");
    public Option<string> Scale { get; } = Of("--scale", "WORD", "Of the inputs: auto, standard, divide or none", "auto");
    public Option<string> Shuffle { get; } = Of("--shuffle", "WORD", "on, or none for the order of the data", "on");
    public Option<string> Last { get; } = Of("--last", "WORD", "keep or drop an incomplete last batch", "keep");
    public Option<string> Precision { get; } = Of("--precision", "WORD", "float64 or float32", "float64");
    public Option<string?> Target { get; } = Open("--target", "COLUMN", "CSV: the column to learn, by name or number; by default the last");
    public Option<bool> Classify { get; } = new("--classify") { Description = "CSV: take a numeric target as classes" };
    public Option<string?> Classes { get; } = Open("--classes", "A,B,C", "CSV: the classes in the order of the outputs");
    public Option<string> Missing { get; } = Of("--missing", "WORD", "CSV: refuse missing values (error), drop their rows, or fill in the mean", "error");
    public Option<bool> NoHeader { get; } = new("--no-header") { Description = "CSV: the first line is data" };
    public Option<bool> Plain { get; } = new("--plain") { Description = "Run on the textbook loops: slower, and the same to the bit" };
    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON lines" };
    public Option<bool> Quiet { get; } = new("--quiet") { Description = "Print the summary only" };
    public Option<string?> Out { get; } = Open("--out", "FOLDER", "Write model.json and summary.json into this folder");

    /// <summary>What says which experiment it is.</summary>
    public IEnumerable<Option> OfExperiment =>
    [
        Data, Hidden, Activation, Output, Loss, Bias, Init, Accumulate, Optimizer, Eta, Schedule, L1, L2, ClipNorm, Batch, Epochs, LossBelow, Seed, Split, Scale, Shuffle, Last, Precision,
        .. OfCsv,
    ];

    /// <summary>These, and how it is run and shown.</summary>
    public IEnumerable<Option> All => [.. OfExperiment, Plain, Json, Quiet, Out];

    /// <summary>Those that say how to read a CSV file.</summary>
    public IEnumerable<Option> OfCsv => [Target, Classify, Classes, Missing, NoHeader];

    /// <summary>What --help says below the options.</summary>
    public const string Footer =
        """
        Examples:
          backprop train                                      the embedded digits
          backprop train --data iris --hidden 8 --epochs 100
          backprop train --data xor --hidden 8 --activation tanh --epochs 300
          backprop train --data my.csv --target species --out runs/first
          backprop train --init runs/first/model.json --data my.csv --target species

        Exit codes: 0 good, 2 usage or invalid file, 3 data missing, 4 diverged, 130 cancelled
        """;

    private static Option<string> Of(string name, string value, string description, string standard) =>
        new(name) { HelpName = value, Description = description, DefaultValueFactory = _ => standard };

    private static Option<string?> Open(string name, string value, string description) => new(name) { HelpName = value, Description = description };
}
