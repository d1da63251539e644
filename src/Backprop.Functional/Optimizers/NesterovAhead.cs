using System.Runtime.CompilerServices;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Optimizers;

public abstract partial record Rule
{
    /// <summary>
    /// Nesterov's momentum as Sutskever et al. (2013) wrote it: g at the point w + alpha dw(t-1); dw(t) = -eta g + alpha dw(t-1).
    /// </summary>
    /// <param name="Alpha">The momentum constant, 0 &lt;= alpha &lt; 1.</param>
    public sealed record NesterovAhead([Is(Bound.BelowOne)] double Alpha) : Rule
    {
        /// <inheritdoc/>
        public override string Name => "nesterov-ahead";

        /// <inheritdoc/>
        public override Memory Start(Parameters w) => new Past(w.Zero());

        internal override bool LooksAhead => true;

        /// <summary>w + alpha dw(t-1).</summary>
        internal override Parameters LookAt(Parameters w, Memory memory, Arithmetic on) => w.Lift(on, new Ahead(Alpha), ((Past)memory).Dw);

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

        private readonly struct Ahead(Rounded alpha) : IFormula
        {
            public L At<L>(L w, L dw, L c) where L : struct, ILane<L> => w + (L.Of(alpha) * dw);
        }

        private readonly struct Formula(Rounded eta, Rounded alpha) : IStepFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Stepped<L> At<L>(L g, L w, L dw, L b, L c) where L : struct, ILane<L>
            {
                dw = -(L.Of(eta) * g) + (L.Of(alpha) * dw);
                return new(dw, dw, b, c);
            }
        }
    }
}
