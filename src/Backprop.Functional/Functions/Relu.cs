using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Functions;

public abstract partial record Activation
{
    /// <summary>f(v) = v where v is positive, else 0; f'(0) = 0. A NaN stays one (pin 4).</summary>
    public sealed record Relu : Activation
    {
        /// <inheritdoc/>
        public override string Name => "relu";

        internal override Matrix Apply(Arithmetic on, Matrix v) => on.Lift(new Function(), v);

        internal override Matrix Slope(Arithmetic on, Matrix v, Matrix y) => on.Lift(new Derivative(), v);

        internal override Matrix Pull(Arithmetic on, Matrix v, Matrix y, Matrix signal) => Pull(on, new Derivative(), v, signal);

        private readonly struct Function : IFormula
        {
            public L At<L>(L v, L b, L c) where L : struct, ILane<L> => L.Choose(L.LessOrEqual(v, L.Of(0)), L.Of(0), v);
        }

        private readonly struct Derivative : IFormula
        {
            public L At<L>(L v, L b, L c) where L : struct, ILane<L> => L.Choose(L.LessOrEqual(v, L.Of(0)), L.Of(0), L.Of(1));
        }
    }
}
