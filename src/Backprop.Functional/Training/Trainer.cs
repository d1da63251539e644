using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Training;

/// <summary>A run is a fold of epochs, each a fold of steps. Nothing is computed before somebody asks for the next epoch.</summary>
public static class Trainer
{
    /// <summary>The epochs of a run, one by one; the last carries the reason why it ends. A run that has ended has no more of them.</summary>
    /// <param name="step">What is done with every batch.</param>
    /// <param name="start">The run before the next epoch: at its start, or anywhere that an epoch has left it.</param>
    /// <param name="batches">The batches of epoch n, n from 1: a pure function, so that any epoch can be repeated.</param>
    /// <param name="stopping">When to end.</param>
    /// <param name="validate">How good a network is on the validation part, if there is one.</param>
    public static IEnumerable<Epoch> Epochs(
        TrainingStep step, RunState start, Func<int, Batches> batches, Stopping stopping, Func<Network, Evaluation>? validate = null)
    {
        var (state, stop) = (start, Ended(start, stopping));
        while (stop is null)
        {
            var epoch = Next(step, state, batches(state.Progress.Epoch + 1), stopping, validate);
            yield return epoch;
            (state, stop) = (epoch.After, epoch.Stop);
        }
    }

    /// <summary>One epoch: its steps, then a look at the validation part, at the learning rate, and at the rules that end a run.</summary>
    /// <param name="step">What is done with every batch.</param>
    /// <param name="before">The run before it.</param>
    /// <param name="batches">Its batches.</param>
    /// <param name="stopping">When to end.</param>
    /// <param name="validate">How good a network is on the validation part, if there is one.</param>
    public static Epoch Next(TrainingStep step, RunState before, Batches batches, Stopping stopping, Func<Network, Evaluation>? validate = null)
    {
        var (n, optimizer) = (before.Progress.Epoch + 1, step.Recipe.Optimizer);
        var stretch = Stretch.Of(step, before.State, batches);
        var diverged = Diverged(stretch.State, stretch.Loss, n);
        var validation = diverged is null ? validate?.Invoke(stretch.State.Network) : null;
        var best = Better(before.Best, validation, n, stretch.State.Network);
        var progress = new Progress(n, stretch.State.Steps, stretch.Loss)
        {
            LossBefore = before.Progress.Loss,
            GradientNorm = stretch.Gradients is { } all ? Norm(all.Parameters) : null,
            Validation = validation?.Loss,
            Accuracy = validation?.Accuracy,
            Waited = n - (best?.Epoch ?? 0),
        };
        var rate = optimizer.Rate.Next(stretch.State.Rate, stretch.Loss, validation?.Loss);
        var norms = stretch.Gradients?.Parameters.Layers.Map(layer => Norm(new([layer]))) ?? [];
        step.Leave(stretch.Run);
        return new(
            new(stretch.State with { Rate = rate }, progress, best),
            validation,
            norms,
            optimizer.Eta(Math.Max(0, stretch.State.Steps - 1), stretch.State.Rate),
            diverged ?? stopping.Judge(progress));
    }

    /// <summary>Why a run goes no further from a state, or nothing if it does.</summary>
    internal static StopReason? Ended(RunState state, Stopping stopping) => Diverged(state.State, state.Progress.Loss, state.Progress.Epoch) ?? stopping.Judge(state.Progress);

    private static Best? Better(Best? best, Evaluation? validation, int n, Network network) =>
        validation is { Loss: var loss } && (best is null ? !double.IsNaN(loss) : loss < best.Loss) ? new(n, loss, network) : best;

    private static double Norm(Parameters gradients) => Arithmetic.Fast.Norm(gradients.Tensors().Select(one => one.Tensor));

    private static StopReason.Diverged? Diverged(TrainingState state, double? loss, int n)
    {
        if (state.E is { } e && !double.IsFinite(e)) return new(n, state.Steps, "E");
        if (loss is { } sum && double.IsInfinity(sum)) return new(n, state.Steps, "the sum of E");
        foreach (var (name, tensor) in state.Network.Parameters.Tensors())
            if (!tensor.IsFinite) return new(n, state.Steps, $"a cell of {name}");
        return null;
    }
}
