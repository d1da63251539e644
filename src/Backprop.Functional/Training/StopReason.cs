using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Numerics;

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

    /// <summary>The number of steps is reached.</summary>
    public sealed record StepsDone(int Epoch, long Steps) : StopReason
    {
        /// <inheritdoc/>
        public override string Sentence => string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}: {Words.Count(Steps, "step is", "steps are")} done");
    }

    /// <summary>The loss is below the threshold.</summary>
    public sealed record LossReached(int Epoch, double Loss, double Threshold) : StopReason
    {
        /// <inheritdoc/>
        public override string Sentence => string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}: the loss {Loss:R} is below {Threshold:R}");
    }

    /// <summary>The loss changes by less than the threshold.</summary>
    public sealed record LossSettled(int Epoch, double Change, double Threshold) : StopReason
    {
        /// <inheritdoc/>
        public override string Sentence => string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}: the loss has changed by {Change:R}, less than {Threshold:R}");
    }

    /// <summary>The norm of the gradients is below the threshold.</summary>
    public sealed record GradientFlat(int Epoch, double Norm, double Threshold) : StopReason
    {
        /// <inheritdoc/>
        public override string Sentence => string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}: the norm of the gradients {Norm:R} is below {Threshold:R}");
    }

    /// <summary>The loss of the validation part has not improved for long enough.</summary>
    public sealed record NotImproved(int Epoch, int Waited) : StopReason
    {
        /// <inheritdoc/>
        public override string Sentence => string.Create(CultureInfo.InvariantCulture,
            $"epoch {Epoch}: the validation loss has not improved for {Words.Count(Waited, "epoch", "epochs")} (best {Epoch - Waited})");
    }

    /// <summary>The accuracy on the validation part is above the threshold.</summary>
    public sealed record AccuracyReached(int Epoch, double Accuracy, double Threshold) : StopReason
    {
        /// <inheritdoc/>
        public override string Sentence => string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}: the accuracy {Accuracy:R} is above {Threshold:R}");
    }

    /// <summary>Several rules say so at once.</summary>
    public sealed record Together(Values<StopReason> Reasons) : StopReason
    {
        /// <inheritdoc/>
        public override string Sentence => string.Join("; ", Reasons.Map(reason => reason.Sentence));
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
