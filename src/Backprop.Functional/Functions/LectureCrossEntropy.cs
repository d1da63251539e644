using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Functions;

public abstract partial record Loss
{
    /// <summary>The slide's E = -sum t log y, taken literally (lecture 06, "Cross-entropy loss function").</summary>
    /// <remarks>With sigmoid outputs its delta is t (1 - y), which never pushes a wrong class down: see the errata.</remarks>
    public sealed record LectureCrossEntropy : Loss
    {
        /// <inheritdoc/>
        public override string Name => "ce-lecture";

        internal override double Add(double sum, Arithmetic on, Activation f, Matrix v, Matrix y, Matrix t, Matrix? weights) => AddFromOutputs(sum, y, t, weights);

        internal override Matrix Signal(Arithmetic on, Matrix y, Matrix t) => on.Lift(new TargetOverOutput(), t, y);

        /// <summary>sum - t log y; a target of 0 adds nothing, whatever y is.</summary>
        internal static double AddFromOutputs(double sum, Matrix y, Matrix t, Matrix? weights)
        {
            for (var p = 0; p < y.Rows; p++)
                for (var j = 0; j < y.Columns; j++)
                    if (t[p, j] != 0) sum += Weighted(weights, p, -(t[p, j] * Elementary.Log(y[p, j])));
            return sum;
        }

        /// <summary>t / y; a target of 0 gives no signal, even where y is 0.</summary>
        internal readonly struct TargetOverOutput : IFormula
        {
            public L At<L>(L t, L y, L c) where L : struct, ILane<L> => L.Choose(L.Equal(t, L.Of(0)), t, t / y);
        }
    }
}
