using Backprop.Functional.Numerics;

namespace Backprop.Functional.Functions;

public abstract partial record Loss
{
    /// <summary>The lecture's E = 1/2 sum_p sum_j (t_j - y_j)^2 (lecture 06, "Learning in Multi-Layer neural network").</summary>
    public sealed record HalfSquaredError : Loss
    {
        /// <inheritdoc/>
        public override string Name => "sse";

        /// <summary>sum w e^2, with e = t - y rounded to the net's precision (pin 6).</summary>
        internal override double Add(double sum, Arithmetic on, Activation f, Matrix v, Matrix y, Matrix t, Matrix? weights)
        {
            var e = Signal(on, y, t);
            if (weights is null) return on.AddSquares(sum, e);
            for (var k = 0; k < e.Count; k++) sum += Weighted(weights, k / e.Columns, e.At(k) * e.At(k));
            return sum;
        }

        internal override double Finish(double sum) => 0.5 * sum;

        /// <summary>e = t - y.</summary>
        internal override Matrix Signal(Arithmetic on, Matrix y, Matrix t) => on.Lift(new Difference(), t, y);
    }
}
