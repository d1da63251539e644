using System.Runtime.CompilerServices;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Optimizers;

public abstract partial record Rule
{
    /// <summary>
    /// The lecture's momentum: dw(t) = -eta g + alpha dw(t-1), dw(0) = 0 (lecture 06, "Momentum"). eta stands inside the memory.
    /// </summary>
    /// <param name="Alpha">The momentum constant, 0 &lt;= alpha &lt; 1.</param>
    public sealed record Momentum([Is(Bound.BelowOne)] double Alpha) : Rule
    {
        /// <inheritdoc/>
        public override string Name => "momentum";

        /// <inheritdoc/>
        public override Memory Start(Parameters w) => new Past(w.Zero());

        private protected override (Parameters Dw, Memory Next) Next(At at, Parameters g, Memory memory, Parameters w, Arithmetic on)
        {
            var (dw, past, _, _) = g.Step(on, new Formula(at.Eta, Alpha), w, ((Past)memory).Dw);
            return (dw, new Past(past));
        }

        /// <summary>dw of the step before.</summary>
        public sealed record Past(Parameters Dw) : Memory
        {
            internal override Memory Map(Func<Parameters, Parameters> shape) => this with { Dw = shape(Dw) };

            /// <inheritdoc/>
            public override IEnumerable<(string Name, Parameters Field)> Fields => [("dwPrev", Dw)];
        }

        /// <summary>-(eta g) + alpha dw' (pin 14).</summary>
        private readonly struct Formula(Rounded eta, Rounded alpha) : IStepFormula
        {
            public static int Memories => 1;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Stepped<L> At<L>(L g, L w, L dw, L b, L c) where L : struct, ILane<L>
            {
                dw = -(L.Of(eta) * g) + (L.Of(alpha) * dw);
                return new(dw, dw, b, c);
            }
        }
    }
}
