using System.Globalization;

namespace Backprop.Functional.Training;

/// <summary>Why a run ended: a value, divergence included. A closed union.</summary>
public abstract record StopReason
{
    private StopReason() { }

    /// <summary>A sentence for people.</summary>
    public abstract string Sentence { get; }

    /// <summary>The sentence.</summary>
    public sealed override string ToString() => Sentence;

    /// <summary>All epochs are done.</summary>
    public sealed record EpochsDone(int Epochs) : StopReason
    {
        /// <inheritdoc/>
        public override string Sentence => string.Create(CultureInfo.InvariantCulture, $"after {Epochs} {(Epochs == 1 ? "epoch" : "epochs")}");
    }

    /// <summary>The loss is below the threshold.</summary>
    public sealed record LossReached(int Epoch, double Loss, double Threshold) : StopReason
    {
        /// <inheritdoc/>
        public override string Sentence => string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}: the loss {Loss:R} is below {Threshold:R}");
    }

    /// <summary>The loss of a step, or a weight at the end of an epoch, is not finite.</summary>
    /// <param name="Epoch">The epoch in which it showed, from 1.</param>
    /// <param name="Step">The step after which it showed, from 1.</param>
    /// <param name="What">What is not finite: E, or the name of a tensor.</param>
    public sealed record Diverged(int Epoch, long Step, string What) : StopReason
    {
        /// <inheritdoc/>
        public override string Sentence => string.Create(CultureInfo.InvariantCulture,
            $"diverged in epoch {Epoch} at step {Step}: {What} is not finite; a smaller eta may help");
    }
}
