using System.Runtime.CompilerServices;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Optimizers;

public abstract partial record Rule
{
    /// <summary>
    /// Gradient descent: w_new = w_old - eta dE/dw (lecture 06, "Learning in Multi-Layer neural network").
    /// </summary>
    public sealed record GradientDescent : Rule
    {
        /// <inheritdoc/>
        public override string Name => "sgd";

        /// <inheritdoc/>
        public override Memory Start(Parameters w) => new Memory.None();

        private protected override (Parameters Dw, Memory Next) Next(At at, Parameters g, Memory memory, Parameters w, Arithmetic on) =>
            (g.Step(on, new Formula(at.Eta), w).Dw, memory);

        /// <summary>dw = -(eta g) (pin 14).</summary>
        private readonly struct Formula(Rounded eta) : IStepFormula
        {
            public static int Memories => 0;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Stepped<L> At<L>(L g, L w, L a, L b, L c) where L : struct, ILane<L> => new(-(L.Of(eta) * g), a, b, c);
        }
    }
}
