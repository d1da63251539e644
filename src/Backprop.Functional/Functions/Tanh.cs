using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Functions;

public abstract partial record Activation
{
    /// <summary>f(v) = tanh v, f' = 1 - y^2.</summary>
    public sealed record Tanh : Activation
    {
        /// <inheritdoc/>
        public override string Name => "tanh";

        internal override Matrix Apply(Arithmetic on, Matrix v) => on.Tanh(v);

        internal override Matrix Slope(Arithmetic on, Matrix v, Matrix y) => on.Lift(new Derivative(), y);

        internal override Matrix Pull(Arithmetic on, Matrix v, Matrix y, Matrix signal) => Pull(on, new Derivative(), y, signal);

        private readonly struct Derivative : IFormula
        {
            public L At<L>(L y, L b, L c) where L : struct, ILane<L> => L.Of(1) - (y * y);
        }
    }
}
