namespace Backprop.Functional.Optimizers;

public abstract partial record LearningRate
{
    /// <summary>
    /// The lecture's general idea: if the error is reduced, the learning rate can be increased; if it is not reduced, it can be decreased
    /// (lecture 06, "General idea behind improving search of minimum"; Vogl, Mangis, Rigler, Zink and Alkon 1988, with their factors). The
    /// error is the training loss of an epoch; with full batches that is the E of a step.
    /// </summary>
    /// <param name="Eta0">The first rate.</param>
    /// <param name="Up">The factor after an epoch that reduced the error, 1 or more; usually 1.05.</param>
    /// <param name="Down">The factor after one that did not, 0 or more and less than 1; usually 0.7.</param>
    public sealed record ErrorDriven([Is(Bound.Positive)] double Eta0, [Is(Bound.FromOne)] double Up = 1.05, [Is(Bound.BelowOne)] double Down = 0.7) : LearningRate
    {
        /// <inheritdoc/>
        public override double At(long k) => Eta0;

        internal override bool FollowsLosses => true;

        /// <inheritdoc/>
        public override RateState Next(RateState rate, double loss, double? validation) => rate with
        {
            Reference = loss,
            Factor = double.IsPositiveInfinity(rate.Reference) ? rate.Factor : rate.Factor * (loss < rate.Reference ? Up : Down),
        };
    }
}
