using Backprop.Functional.Numerics;

namespace Backprop.Functional.Training;

/// <summary>When a run ends. A closed union, judged between epochs by a pure function of the run's progress; divergence always ends a run.</summary>
public abstract record Stopping
{
    private Stopping() { }

    /// <summary>Why a run with this progress ends, or nothing if it goes on.</summary>
    public abstract StopReason? Judge(Progress progress);

    /// <summary>After a number of epochs.</summary>
    /// <param name="Count">At least 1.</param>
    public sealed record AfterEpochs(int Count) : Stopping
    {
        /// <inheritdoc/>
        public override StopReason? Judge(Progress progress) => progress.Epoch >= Count ? new StopReason.EpochsDone(progress.Epoch) : null;
    }

    /// <summary>As soon as the loss of an epoch is below a threshold.</summary>
    /// <param name="Threshold">In the unit of the loss.</param>
    public sealed record LossBelow(double Threshold) : Stopping
    {
        /// <inheritdoc/>
        public override StopReason? Judge(Progress progress) =>
            progress.Loss is { } loss && loss < Threshold ? new StopReason.LossReached(progress.Epoch, loss, Threshold) : null;
    }

    /// <summary>When the first of several rules says so.</summary>
    /// <param name="Rules">Asked in this order.</param>
    public sealed record Any(Values<Stopping> Rules) : Stopping
    {
        /// <inheritdoc/>
        public override StopReason? Judge(Progress progress) => Rules.Map(rule => rule.Judge(progress)).FirstOrDefault(reason => reason is not null);
    }
}
