namespace Backprop.Functional.Optimizers;

public abstract partial record LearningRate
{
    /// <summary>
    /// eta0 until the loss of the validation part stops falling; then a factor of it, and so on. As in PyTorch, a loss counts as lower when it is
    /// below (1 - threshold) times the lowest so far.
    /// </summary>
    /// <param name="Eta0">The first rate.</param>
    /// <param name="Factor">What the rate is multiplied with, 0 or more and less than 1; usually 0.1.</param>
    /// <param name="Patience">How many epochs without a lower loss are borne, 0 or more; usually 10.</param>
    /// <param name="Threshold">The share by which a lower loss is lower, 0 or more; usually 0.0001.</param>
    /// <param name="Low">The lowest rate, 0 or more.</param>
    public sealed record ReduceOnPlateau(
        [Is(Bound.Positive)] double Eta0, [Is(Bound.BelowOne)] double Factor = 0.1, [Is(Bound.FromZero)] long Patience = 10,
        [Is(Bound.BelowOne)] double Threshold = 1e-4, [Is(Bound.FromZero)] double Low = 0) : LearningRate
    {
        /// <inheritdoc/>
        public override double At(long k) => Eta0;

        internal override bool NeedsValidation => true;

        /// <inheritdoc/>
        public override RateState Next(RateState rate, double loss, double? validation)
        {
            if (validation is not { } now) return rate;
            if (now < rate.Reference * (1 - Threshold)) return rate with { Reference = now, Waited = 0 };
            return rate.Waited < Patience ? rate with { Waited = rate.Waited + 1 } : rate with { Factor = Lower(rate.Factor), Waited = 0 };
        }

        private double Lower(double factor)
        {
            var lowered = factor * Factor;
            return Eta0 * lowered >= Low ? lowered : Math.Min(factor, Low / Eta0);
        }
    }
}
