using System.Runtime.CompilerServices;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Optimizers;

public abstract partial record Rule
{
    /// <summary>
    /// Momentum as PyTorch and Optax have it: b(t) = mu b(t-1) + (1 - damping) g, b(1) = g; dw = -eta b. eta stands outside the memory, so it
    /// is the lecture's rule for constant eta, and another one under a schedule.
    /// </summary>
    /// <param name="Mu">The momentum constant, 0 &lt;= mu &lt; 1.</param>
    /// <param name="Damping">What the gradient loses after the first step, 0 to 1.</param>
    public sealed record MomentumOutside([Is(Bound.BelowOne)] double Mu, [Is(Bound.UpToOne)] double Damping = 0) : Rule
    {
        /// <inheritdoc/>
        public override string Name => "momentum-outside";

        /// <inheritdoc/>
        public override Memory Start(Parameters w) => new Past(w.Zero());

        private protected override (Parameters Dw, Memory Next) Next(At at, Parameters g, Memory memory, Parameters w, Arithmetic on)
        {
            var (dw, buffer, _, _) = g.Step(on, new Formula(at.Eta, Mu, 1 - Damping, at.T == 1), w, ((Past)memory).Buffer);
            return (dw, new Past(buffer));
        }

        /// <summary>The buffer b.</summary>
        public sealed record Past(Parameters Buffer) : Memory
        {
            internal override Memory Map(Func<Parameters, Parameters> shape) => this with { Buffer = shape(Buffer) };

            /// <inheritdoc/>
            public override IEnumerable<(string Name, Parameters Field)> Fields => [("buf", Buffer)];
        }

        private readonly struct Formula(Rounded eta, Rounded mu, Rounded undamped, bool isFirst) : IStepFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Stepped<L> At<L>(L g, L w, L b, L unused, L c) where L : struct, ILane<L>
            {
                b = isFirst ? g : (L.Of(mu) * b) + (L.Of(undamped, "1 - damping") * g);
                return new(-(L.Of(eta) * b), b, unused, c);
            }
        }
    }
}
