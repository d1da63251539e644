using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Functions;

public abstract partial record Loss
{
    /// <summary>E = -sum [t log y + (1 - t) log(1 - y)]: each output says yes or no for itself.</summary>
    public sealed record BinaryCrossEntropy : Loss
    {
        /// <inheritdoc/>
        public override string Name => "bce";

        internal override double Add(double sum, Arithmetic on, Activation f, Matrix v, Matrix y, Matrix t, Matrix? weights)
        {
            for (var p = 0; p < y.Rows; p++)
                for (var j = 0; j < y.Columns; j++)
                    sum += Weighted(weights, p, f is Activation.Sigmoid ? FromNetInput(v[p, j], t[p, j]) : FromOutput(y[p, j], t[p, j]));
            return sum;
        }

        /// <summary>max(v, 0) - v t + log(1 + e^-|v|): the same for y = 1/(1 + e^-v), without a logarithm of 0 (pin 9).</summary>
        private static double FromNetInput(double v, double t) =>
            (v > 0 ? v : 0) - (v * t) + Elementary.Log1p(Elementary.Exp(-Math.Abs(v)));

        private static double FromOutput(double y, double t) =>
            -((t == 0 ? 0 : t * Elementary.Log(y)) + (t == 1 ? 0 : (1 - t) * Elementary.Log(1 - y)));

        internal override Matrix Signal(Arithmetic on, Matrix y, Matrix t) => on.Lift(new Slope(), t, y);

        /// <summary>delta = t - y for sigmoid outputs (pin 9).</summary>
        internal override Matrix? ShortDelta(Arithmetic on, Activation f, Matrix y, Matrix t) =>
            f is Activation.Sigmoid ? on.Lift(new Difference(), t, y) : null;

        /// <summary>t/y - (1 - t)/(1 - y); a term whose target is 0 is 0.</summary>
        private readonly struct Slope : IFormula
        {
            public L At<L>(L t, L y, L c) where L : struct, ILane<L>
            {
                var not = L.Of(1) - t;
                return L.Choose(L.Equal(t, L.Of(0)), t, t / y) - L.Choose(L.Equal(not, L.Of(0)), not, not / (L.Of(1) - y));
            }
        }
    }
}
