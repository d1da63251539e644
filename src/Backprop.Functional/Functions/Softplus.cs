using Backprop.Functional.Numerics;

namespace Backprop.Functional.Functions;

public abstract partial record Activation
{
    /// <summary>f(v) = log(1 + e^v), f' = 1/(1 + e^-v).</summary>
    public sealed record Softplus : Activation
    {
        /// <inheritdoc/>
        public override string Name => "softplus";

        internal override Matrix Apply(Arithmetic on, Matrix v) => on.Softplus(v);

        internal override Matrix Slope(Arithmetic on, Matrix v, Matrix y) => on.Sigmoid(v);
    }
}
