using System.CommandLine;

namespace Backprop.Functional.Cli.Commands;

/// <summary>The options of train, as words; <see cref="TrainSettings"/> makes sense of them, and reports all that is wrong at once.</summary>
internal sealed class TrainOptions
{
    public Option<string> Data { get; } = Of("--data", "A name (see: backprop data list), a CSV file, or a folder of IDX files", "digits");
    public Option<string> Hidden { get; } = Of("--hidden", "Sizes of the hidden layers: 64 or 32,16; none for none", "64");
    public Option<string> Activation { get; } = Of("--activation", "Of the hidden layers: sigmoid, tanh, relu, leaky-relu:a, linear, softplus", "sigmoid");
    public Option<string?> Output { get; } = Open("--output", "Activation of the output layer; by default by loss and data");
    public Option<string?> Loss { get; } = Open("--loss", "sse, softmax-ce, bce or ce-lecture; by default softmax-ce for classes, sse for numbers");
    public Option<string> Bias { get; } = Of("--bias", "per-neuron, tied (the lecture's w0) or absent", "per-neuron");
    public Option<string> Init { get; } = Of("--init", "glorot-uniform, he-normal, ... or a file with a network", "glorot-uniform");
    public Option<string> Accumulate { get; } = Of("--accumulate", "mean or sum over the samples of a batch", "mean");
    public Option<string> Optimizer { get; } = Of("--optimizer", "A rule with its fields: momentum, rprop:variant=plus, pytorch/rmsprop (see: backprop optimizers)", "sgd");
    public Option<string?> Eta { get; } = new("--eta", "--lr") { Description = "The learning rate; by default the optimizer's own, 0.5 for sgd" };
    public Option<string> Schedule { get; } = Of("--schedule", "eta over the steps: constant, step:gamma=0.5,every=100, exponential:gamma=.., inverse-time:d=.., cosine:low=..,horizon=.., warm-up:steps=..+cosine:..", "constant");
    public Option<string?> L1 { get; } = Open("--l1", "Adds lambda sign(w) to the gradient of each weight");
    public Option<string?> L2 { get; } = Open("--l2", "Adds lambda w to the gradient of each weight");
    public Option<string?> ClipNorm { get; } = Open("--clip-norm", "Scales all gradients down to this norm where theirs is larger");
    public Option<string?> Batch { get; } = Open("--batch", "Samples a step: a number, full, or 1 for online learning; by default 16, or all where there are fewer");
    public Option<string> Epochs { get; } = Of("--epochs", "How many epochs", "30");
    public Option<string?> LossBelow { get; } = Open("--loss-below", "End as soon as the loss of an epoch is below this");
    public Option<string> Seed { get; } = Of("--seed", "The seed of all chance", "1");
    public Option<string?> Split { get; } = Open("--split", "Training/validation/test, such as 0.7/0.15/0.15; by default as the data wants it");
    public Option<string> Scale { get; } = Of("--scale", "auto, standard, divide or none", "auto");
    public Option<string> Shuffle { get; } = Of("--shuffle", "on, or none for the order of the data", "on");
    public Option<string> Last { get; } = Of("--last", "keep or drop an incomplete last batch", "keep");
    public Option<string> Precision { get; } = Of("--precision", "float64 or float32", "float64");
    public Option<string?> Target { get; } = Open("--target", "CSV: the column to learn, by name or number; by default the last");
    public Option<bool> Classify { get; } = new("--classify") { Description = "CSV: take a numeric target as classes" };
    public Option<string?> Classes { get; } = Open("--classes", "CSV: the classes in the order of the outputs: a,b,c");
    public Option<string> Missing { get; } = Of("--missing", "CSV: error, drop or mean", "error");
    public Option<bool> NoHeader { get; } = new("--no-header") { Description = "CSV: the first line is data" };
    public Option<bool> Plain { get; } = new("--plain") { Description = "Run on the textbook loops: slower, and the same to the bit" };
    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON lines" };
    public Option<bool> Quiet { get; } = new("--quiet") { Description = "Print the summary only" };
    public Option<string?> Out { get; } = Open("--out", "Write model.json and summary.json into this folder");

    /// <summary>What says which experiment it is.</summary>
    public IEnumerable<Option> OfExperiment =>
    [
        Data, Hidden, Activation, Output, Loss, Bias, Init, Accumulate, Optimizer, Eta, Schedule, L1, L2, ClipNorm, Batch, Epochs, LossBelow, Seed, Split, Scale, Shuffle, Last, Precision,
        Target, Classify, Classes, Missing, NoHeader,
    ];

    /// <summary>These, and how it is run and shown.</summary>
    public IEnumerable<Option> All => [.. OfExperiment, Plain, Json, Quiet, Out];

    private static Option<string> Of(string name, string description, string standard) => new(name) { Description = description, DefaultValueFactory = _ => standard };

    private static Option<string?> Open(string name, string description) => new(name) { Description = description };
}
