namespace Backprop.Functional.Optimizers;

/// <summary>eta of each step. A closed union, evaluated on the number of steps done.</summary>
public abstract record LearningRate
{
    private LearningRate() { }

    /// <summary>eta after k steps.</summary>
    /// <param name="k">The steps done before this one, from 0.</param>
    public abstract double At(long k);

    /// <summary>The same eta at every step.</summary>
    /// <param name="Eta">A positive, finite number.</param>
    public sealed record Constant(double Eta) : LearningRate
    {
        /// <inheritdoc/>
        public override double At(long k) => Eta;
    }
}
