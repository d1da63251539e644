using System.Text.Json.Serialization;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels.Scalar;

namespace Backprop.Functional.Optimizers;

/// <summary>
/// eta of each step. A closed union, evaluated in double on the number of steps done (pin 17); no schedule knows how long the run will be.
/// </summary>
[JsonConverter(typeof(TextConverter))]
public abstract partial record LearningRate
{
    private LearningRate() { }

    /// <summary>eta after k steps.</summary>
    /// <param name="k">The steps done before this one, from 0.</param>
    public abstract double At(long k);

    /// <summary>What an adaptive rate makes of the losses of an epoch; a rate that follows the steps alone stays as it is.</summary>
    /// <param name="rate">Before the epoch.</param>
    /// <param name="loss">The loss of the epoch.</param>
    /// <param name="validation">The loss of the validation part after it, if there is one.</param>
    public virtual RateState Next(RateState rate, double loss, double? validation) => rate;

    /// <summary>Whether it follows the losses of epochs.</summary>
    internal virtual bool FollowsLosses => NeedsValidation;

    /// <summary>Whether it follows the loss of the validation part.</summary>
    internal virtual bool NeedsValidation => false;

    /// <summary>The same eta at every step.</summary>
    /// <param name="Eta">A positive, finite number.</param>
    public sealed record Constant([Is(Bound.Positive)] double Eta) : LearningRate
    {
        /// <inheritdoc/>
        public override double At(long k) => Eta;
    }

    /// <summary>eta0 gamma^j, where j counts the whole intervals of <paramref name="Every"/> steps that are done.</summary>
    /// <param name="Eta0">The first rate.</param>
    /// <param name="Gamma">The factor, more than 0.</param>
    /// <param name="Every">The interval, 1 step or more.</param>
    public sealed record Step([Is(Bound.Positive)] double Eta0, [Is(Bound.Positive)] double Gamma, [Is(Bound.Steps)] long Every) : LearningRate
    {
        /// <inheritdoc/>
        public override double At(long k) => Eta0 * Powers.Of(Gamma, k / Every);
    }

    /// <summary>eta0 gamma^k.</summary>
    /// <param name="Eta0">The first rate.</param>
    /// <param name="Gamma">The factor of a step, more than 0.</param>
    public sealed record Exponential([Is(Bound.Positive)] double Eta0, [Is(Bound.Positive)] double Gamma) : LearningRate
    {
        /// <inheritdoc/>
        public override double At(long k) => Eta0 * Powers.Of(Gamma, k);
    }

    /// <summary>eta0 / (1 + d k).</summary>
    /// <param name="Eta0">The first rate.</param>
    /// <param name="D">How fast it falls, 0 or more.</param>
    public sealed record InverseTime([Is(Bound.Positive)] double Eta0, [Is(Bound.FromZero)] double D) : LearningRate
    {
        /// <inheritdoc/>
        public override double At(long k) => Eta0 / (1 + (D * k));
    }

    /// <summary>lo + (hi - lo)/2 (1 + cos(pi k/K)); lo from K steps on (Loshchilov and Hutter 2017).</summary>
    /// <param name="High">The first rate.</param>
    /// <param name="Low">The last one.</param>
    /// <param name="Horizon">K, 1 step or more.</param>
    public sealed record Cosine([Is(Bound.Positive)] double High, [Is(Bound.FromZero)] double Low, [Is(Bound.Steps)] long Horizon) : LearningRate
    {
        /// <inheritdoc/>
        public override double At(long k)
        {
            if (k >= Horizon) return Low;
            var (cos, _) = SinCos.TwoPi(0.5 * ((double)k / Horizon));
            return Low + (0.5 * (High - Low) * (1 + cos));
        }
    }

    /// <summary>eta0 (k + 1)/K for the first K steps, then another schedule, which counts from there.</summary>
    /// <param name="Steps">K, 1 step or more.</param>
    /// <param name="Then">What follows; eta0 is its first rate.</param>
    public sealed record WarmUp([Is(Bound.Steps)] long Steps, LearningRate Then) : LearningRate
    {
        /// <inheritdoc/>
        public override double At(long k) => k < Steps ? Then.At(0) * ((double)(k + 1) / Steps) : Then.At(k - Steps);

        /// <inheritdoc/>
        public override RateState Next(RateState rate, double loss, double? validation) => Then.Next(rate, loss, validation);

        internal override bool FollowsLosses => Then.FollowsLosses;

        internal override bool NeedsValidation => Then.NeedsValidation;
    }
}
