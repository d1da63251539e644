using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Training;

/// <summary>What a training run is to do. What is left open (null) follows from the data, as <see cref="Prepare(DataParts)"/> says.</summary>
public sealed record Experiment
{
    /// <summary>The sizes of the hidden layers, from the input on; each at least 1.</summary>
    public Values<int> Hidden { get; init; } = [64];

    /// <summary>The activation of the hidden layers.</summary>
    public Activation Activation { get; init; } = new Activation.Sigmoid();

    /// <summary>The activations of the hidden layers one by one, where they are not all <see cref="Activation"/>.</summary>
    public Values<Activation>? Activations { get; init; }

    /// <summary>The activation of the output layer; by default softmax for softmax-ce, sigmoid for bce and ce-lecture, and for sse linear with numbers, sigmoid with classes.</summary>
    public Activation? Output { get; init; }

    /// <summary>How many outputs the network is to have, to be held against the data; by default as many as the data wants.</summary>
    public int? Outputs { get; init; }

    /// <summary>E; by default softmax-ce for classes, sse for numbers.</summary>
    public Loss? Loss { get; init; }

    /// <summary>The kind of bias.</summary>
    public BiasKind Bias { get; init; } = BiasKind.PerNeuron;

    /// <summary>How the first weights are drawn.</summary>
    public Initializer Init { get; init; } = new Initializer.Scaled(Fan.Glorot, Distribution.Uniform);

    /// <summary>A network to start from; its sizes, activations, bias and precision then count.</summary>
    public Network? Start { get; init; }

    /// <summary>Whether the samples of a batch are summed or averaged.</summary>
    public Accumulation Accumulation { get; init; } = Accumulation.Mean;

    /// <summary>The learning rate of gradient descent, positive and finite; an <see cref="Optimizer"/> has its own.</summary>
    public double Eta { get; init; } = 0.5;

    /// <summary>What is done with the gradients; by default gradient descent at <see cref="Eta"/>.</summary>
    public Optimizer? Optimizer { get; init; }

    /// <summary>How many samples a step sees; by default 16, or all where there are fewer.</summary>
    public Batching? Batching { get; init; }

    /// <summary>The order within an epoch.</summary>
    public Ordering Ordering { get; init; } = Ordering.Shuffled;

    /// <summary>What becomes of an incomplete batch.</summary>
    public LastBatch Last { get; init; } = LastBatch.Keep;

    /// <summary>How many epochs at most, at least 1; a <see cref="Stop"/> that limits them itself takes its place.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>What else ends the run; with patience in it, the result is the network with the lowest loss on the validation part.</summary>
    public Stopping? Stop { get; init; }

    /// <summary>The probability with which a step leaves a hidden unit out, 0 or more and less than 1.</summary>
    public double Dropout { get; init; }

    /// <summary>What the samples of each class count in E; by default all the same.</summary>
    public ClassWeights? ClassWeights { get; init; }

    /// <summary>The seed of all chance: weights, split, order.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The precision of all parameters.</summary>
    public Precision Precision { get; init; } = Precision.Float64;

    /// <summary>How the data is divided; by default as data of its kind usually is.</summary>
    public Fractions? Split { get; init; }

    /// <summary>How inputs are scaled, fitted on the training part.</summary>
    public ScalingRule Scaling { get; init; } = ScalingRule.Auto;

    /// <summary>Everything that the run needs, resolved, or all that keeps it from starting.</summary>
    /// <param name="data">The data, with the test set that came with it, if one did.</param>
    public Checked<Run> Prepare(DataParts data) => ExperimentRules.Prepare(this, data);

    /// <summary>The same where no more memory is to be taken than there is.</summary>
    /// <param name="data">The data.</param>
    /// <param name="memory">How much there is, in bytes.</param>
    internal Checked<Run> Prepare(DataParts data, long memory) => ExperimentRules.Prepare(this, data, memory: memory);
}
