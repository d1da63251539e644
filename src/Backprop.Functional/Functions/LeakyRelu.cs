using System.Globalization;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Functions;

public abstract partial record Activation
{
    /// <summary>f(v) = v where v is positive, else a v; f'(0) = a.</summary>
    /// <param name="A">The slope on the left, a finite number; 0.01 is usual.</param>
    public sealed record LeakyRelu(double A) : Activation
    {
        /// <inheritdoc/>
        public override string Name => string.Create(CultureInfo.InvariantCulture, $"leaky-relu:{A:R}");

        internal override Matrix Apply(Arithmetic on, Matrix v) => on.Lift(new Function(A), v);

        internal override Matrix Slope(Arithmetic on, Matrix v, Matrix y) => on.Lift(new Derivative(A), v);

        internal override Matrix Pull(Arithmetic on, Matrix v, Matrix y, Matrix signal) => Pull(on, new Derivative(A), v, signal);

        private readonly struct Function(Rounded a) : IFormula
        {
            public L At<L>(L v, L b, L c) where L : struct, ILane<L> => L.Choose(L.LessOrEqual(v, L.Of(0)), L.Of(a) * v, v);
        }

        private readonly struct Derivative(Rounded a) : IFormula
        {
            public L At<L>(L v, L b, L c) where L : struct, ILane<L> => L.Choose(L.LessOrEqual(v, L.Of(0)), L.Of(a), L.Of(1));
        }
    }
}
