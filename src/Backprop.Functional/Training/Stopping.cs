using System.Text.Json.Serialization;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Training;

/// <summary>
/// When a run ends. A closed union, judged between epochs by a pure function of the run's progress; divergence always ends a run.
/// <see cref="StopText"/> writes and reads it.
/// </summary>
[JsonConverter(typeof(TextConverter))]
public abstract record Stopping
{
    private Stopping() { }

    /// <summary>Why a run with this progress ends, or nothing if it goes on.</summary>
    /// <param name="progress">What the last epoch came to.</param>
    public abstract StopReason? Judge(Progress progress);

    /// <summary>The number of epochs after which it ends a run at the latest; nothing if it may never do so.</summary>
    public virtual int? MostEpochs => null;

    /// <summary>The rules that it consists of: itself, or those that it joins.</summary>
    internal virtual IEnumerable<Stopping> Leaves => [this];

    /// <summary>After a number of epochs.</summary>
    /// <param name="Count">At least 1.</param>
    public sealed record AfterEpochs(int Count) : Stopping
    {
        /// <inheritdoc/>
        public override StopReason? Judge(Progress progress) => progress.Epoch >= Count ? new StopReason.EpochsDone(progress.Epoch) : null;

        /// <inheritdoc/>
        public override int? MostEpochs => Count;
    }

    /// <summary>At the end of the epoch in which a number of steps is reached.</summary>
    /// <param name="Count">At least 1.</param>
    public sealed record AfterSteps(long Count) : Stopping
    {
        /// <inheritdoc/>
        public override StopReason? Judge(Progress progress) => progress.Steps >= Count ? new StopReason.StepsDone(progress.Epoch, progress.Steps) : null;
    }

    /// <summary>As soon as the loss of an epoch is below a threshold.</summary>
    /// <param name="Threshold">In the unit of the loss.</param>
    public sealed record LossBelow(double Threshold) : Stopping
    {
        /// <inheritdoc/>
        public override StopReason? Judge(Progress progress) =>
            progress.Loss is { } loss && loss < Threshold ? new StopReason.LossReached(progress.Epoch, loss, Threshold) : null;
    }

    /// <summary>As soon as the loss of an epoch differs from that of the epoch before by less than a threshold.</summary>
    /// <param name="Threshold">In the unit of the loss.</param>
    public sealed record LossChangeBelow(double Threshold) : Stopping
    {
        /// <inheritdoc/>
        public override StopReason? Judge(Progress progress) =>
            progress is { Loss: { } loss, LossBefore: { } before } && Math.Abs(loss - before) is var change && change < Threshold
                ? new StopReason.LossSettled(progress.Epoch, change, Threshold)
                : null;
    }

    /// <summary>As soon as the norm of all gradients of an epoch's last step is below a threshold.</summary>
    /// <param name="Threshold">In the unit of the gradients.</param>
    public sealed record GradientBelow(double Threshold) : Stopping
    {
        /// <inheritdoc/>
        public override StopReason? Judge(Progress progress) =>
            progress.GradientNorm is { } norm && norm < Threshold ? new StopReason.GradientFlat(progress.Epoch, norm, Threshold) : null;
    }

    /// <summary>
    /// When the loss of the validation part has not been lower than ever for a number of epochs (early stopping; Prechelt 1998). The result of
    /// such a run is the network with the lowest one.
    /// </summary>
    /// <param name="Epochs">At least 1.</param>
    public sealed record Patience(int Epochs) : Stopping
    {
        /// <inheritdoc/>
        public override StopReason? Judge(Progress progress) =>
            progress.Waited >= Epochs ? new StopReason.NotImproved(progress.Epoch, progress.Waited) : null;
    }

    /// <summary>As soon as the accuracy on the validation part is above a threshold.</summary>
    /// <param name="Threshold">A fraction, 0 to 1.</param>
    public sealed record AccuracyAbove(double Threshold) : Stopping
    {
        /// <inheritdoc/>
        public override StopReason? Judge(Progress progress) =>
            progress.Accuracy is { } accuracy && accuracy > Threshold ? new StopReason.AccuracyReached(progress.Epoch, accuracy, Threshold) : null;
    }

    /// <summary>When the first of several rules says so; without rules never.</summary>
    /// <param name="Rules">Asked in this order.</param>
    public sealed record Any(Values<Stopping> Rules) : Stopping
    {
        /// <inheritdoc/>
        public override StopReason? Judge(Progress progress) => Rules.Map(rule => rule.Judge(progress)).FirstOrDefault(reason => reason is not null);

        /// <inheritdoc/>
        public override int? MostEpochs => Rules.Map(rule => rule.MostEpochs).Where(most => most is not null).Min();

        internal override IEnumerable<Stopping> Leaves => Rules.SelectMany(rule => rule.Leaves);
    }

    /// <summary>When several rules say so in the same epoch; without rules never.</summary>
    /// <param name="Rules">All of them are asked.</param>
    public sealed record All(Values<Stopping> Rules) : Stopping
    {
        /// <inheritdoc/>
        public override StopReason? Judge(Progress progress)
        {
            var reasons = Rules.Map(rule => rule.Judge(progress));
            return reasons.Count > 0 && reasons.All(reason => reason is not null) ? new StopReason.Together(reasons.Map(reason => reason!)) : null;
        }

        internal override IEnumerable<Stopping> Leaves => Rules.SelectMany(rule => rule.Leaves);
    }

    /// <summary>The text of it.</summary>
    public sealed override string ToString() => StopText.Write(this);
}
