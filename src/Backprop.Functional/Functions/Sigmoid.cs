using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Functions;

public abstract partial record Activation
{
    /// <summary>The lecture's activation: f(v) = 1/(1 + e^-v), f' = y (1 - y) (lecture 06, "Example").</summary>
    public sealed record Sigmoid : Activation
    {
        /// <inheritdoc/>
        public override string Name => "sigmoid";

        internal override Matrix Apply(Arithmetic on, Matrix v) => on.Sigmoid(v);

        internal override Matrix Slope(Arithmetic on, Matrix v, Matrix y) => on.Lift(new Derivative(), y);

        internal override Matrix Pull(Arithmetic on, Matrix v, Matrix y, Matrix signal) => Pull(on, new Derivative(), y, signal);

        private readonly struct Derivative : IFormula
        {
            public L At<L>(L y, L b, L c) where L : struct, ILane<L> => y * (L.Of(1) - y);
        }
    }
}
