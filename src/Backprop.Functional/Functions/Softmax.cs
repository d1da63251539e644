using Backprop.Functional.Numerics;

namespace Backprop.Functional.Functions;

public abstract partial record Activation
{
    /// <summary>y_k = e^v_k / sum_j e^v_j: the probabilities of classes. Its Jacobian is full: dy_k/dv_j = y_k ([k = j] - y_j).</summary>
    public sealed record Softmax : Activation
    {
        /// <inheritdoc/>
        public override string Name => "softmax";

        internal override Matrix Apply(Arithmetic on, Matrix v) => on.Softmax(v);

        internal override Matrix? Slope(Arithmetic on, Matrix v, Matrix y) => null;

        /// <summary>delta_k = y_k (s_k - sum_j s_j y_j) (pin 8).</summary>
        internal override Matrix Pull(Arithmetic on, Matrix v, Matrix y, Matrix signal) => on.SoftmaxPull(y, signal);
    }
}
