using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Training;

/// <summary>An experiment with all that it needs: ready to be folded, and immutable like everything else.</summary>
/// <param name="Experiment">What was asked for.</param>
/// <param name="Recipe">What is done with every batch.</param>
/// <param name="Start">The state before the first step.</param>
/// <param name="Split">Training, validation and test.</param>
/// <param name="Scaling">How inputs are scaled, fitted on the training part.</param>
/// <param name="Batches">The batches of every epoch.</param>
/// <param name="Stopping">When it ends.</param>
public sealed record Run(
    Experiment Experiment, Recipe Recipe, TrainingState Start, Split Split, Scaling Scaling, Epochs Batches, Stopping Stopping)
{
    /// <summary>The names of the classes, or nothing for numbers.</summary>
    public Values<string>? Classes => Split.Training.Data.Targets is Targets.Classes classes ? classes.Names : null;

    /// <summary>The number of epochs after which it ends at the latest.</summary>
    public int MostEpochs => Stopping.MostEpochs ?? Experiment.Epochs;

    /// <summary>What is worth knowing and stops nobody: dropped rows, constant columns, large targets, units that begin alike.</summary>
    public Values<Warning> Warnings =>
        [.. Split.Training.Data.Warnings, .. Scaling.Warnings(Split.Training.Data.FeatureNames), .. LargeTargets.Of(Split.Training), .. Alike(), .. RpropOnMiniBatches()];

    /// <summary>Dropout leaves out other units in every sample, and so tells them apart.</summary>
    private IEnumerable<Warning> Alike() => Recipe.Dropout is null ? Symmetry.Of(Start.Network) : [];

    private IEnumerable<Warning> RpropOnMiniBatches() => Recipe.Optimizer.Rule is Rule.Rprop && Batches.BatchSize < Split.Training.Count
        ? [new("optimizer", "Rprop is designed for full batches: on mini-batches nine gradients of 0.1 and one of -0.9 do not cancel (lecture 06, \"Rprop\"); --batch full is its place")]
        : [];

    /// <summary>How many threads share the work; no bit depends on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The epochs, one by one, computed as they are asked for.</summary>
    /// <param name="from">Where an earlier epoch has left the run; by default its start.</param>
    public IEnumerable<Epoch> Epochs(RunState? from = null) => Epochs(Recipe.StepOn(Threads), from);

    /// <summary>The epochs on the textbook loops: the same bits, slower.</summary>
    /// <param name="from">Where an earlier epoch has left the run; by default its start.</param>
    public IEnumerable<Epoch> PlainEpochs(RunState? from = null) => Epochs(Recipe.PlainStep, from);

    /// <summary>Whether a state of the run is its last: no epoch follows it.</summary>
    internal bool HasEnded(RunState state) => Trainer.Ended(state, Stopping) is not null;

    /// <summary>How good a network is on a part of the data.</summary>
    /// <param name="network">A network of the run's shape.</param>
    /// <param name="part">The part; its inputs are scaled here.</param>
    public Evaluation Evaluate(Network network, Part part) => Looking()(network, part);

    /// <summary>The same for one who looks again and again, in the same memory.</summary>
    private Func<Network, Part, Evaluation> Looking()
    {
        var (lender, repeating) = (new Lender(), Arithmetic.On(Threads).Repeating());
        return (network, part) => Evaluation.Of(network, Recipe.Loss, Recipe.Accumulation,
            lender.Batches(part.Data, part.Rows.AsMemory(), Chunk, Scaling, network.Precision, Threads), Classes, repeating);
    }

    /// <summary>How many rows are gathered at once; the result does not depend on it.</summary>
    internal const int Chunk = 128;

    /// <summary>Whoever goes through them has memory of his own.</summary>
    private IEnumerable<Epoch> Epochs(TrainingStep step, RunState? from)
    {
        var look = Looking();
        var epochs = Trainer.Epochs(step, from ?? RunState.Start(Start), n => Batches.Batches(n, Scaling, Start.Network.Precision, Threads), Stopping,
            Split.Validation.Count == 0 ? null : network => look(network, Split.Validation));
        foreach (var epoch in epochs) yield return epoch;
    }
}
