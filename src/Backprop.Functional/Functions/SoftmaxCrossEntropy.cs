using Backprop.Functional.Numerics;

namespace Backprop.Functional.Functions;

public abstract partial record Loss
{
    /// <summary>E = -sum_p sum_j t_j log y_j for softmax outputs, taken from v, so that no y underflows to log 0.</summary>
    /// <remarks>With an output that is no softmax it is -sum t log y with the outputs as they are.</remarks>
    public sealed record SoftmaxCrossEntropy : Loss
    {
        /// <inheritdoc/>
        public override string Name => "softmax-ce";

        internal override double Add(double sum, Arithmetic on, Activation f, Matrix v, Matrix y, Matrix t, Matrix? weights) =>
            f is Activation.Softmax ? on.AddSoftmaxError(sum, v, t, weights) : LectureCrossEntropy.AddFromOutputs(sum, y, t, weights);

        internal override Matrix Signal(Arithmetic on, Matrix y, Matrix t) => on.Lift(new LectureCrossEntropy.TargetOverOutput(), t, y);

        /// <summary>delta = t - y sum_j t_j, which is t - y where the targets of a sample sum to 1 (pin 8).</summary>
        internal override Matrix? ShortDelta(Arithmetic on, Activation f, Matrix y, Matrix t) =>
            f is Activation.Softmax ? on.SoftmaxDelta(y, t) : null;
    }
}
