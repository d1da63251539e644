using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Optimizers;

public abstract partial record Rule
{
    /// <summary>
    /// Nesterov's momentum as PyTorch has it: b(t) = alpha b(t-1) + g, b(1) = g; dw = -eta (g + alpha b). The weights are those of the
    /// look-ahead point.
    /// </summary>
    /// <param name="Alpha">The momentum constant, 0 &lt;= alpha &lt; 1.</param>
    public sealed record Nesterov(double Alpha) : Rule
    {
        /// <inheritdoc/>
        public override string Name => "nesterov";

        /// <inheritdoc/>
        public override Memory Start(Parameters w) => new Past(w.Zero());

        private protected override (Parameters Dw, Memory Next) Next(At at, Parameters g, Memory memory, Parameters w, Arithmetic on)
        {
            var (dw, buffer, _, _) = g.Step(on, new Formula(at.Eta, Alpha, at.T == 1), w, ((Past)memory).Buffer);
            return (dw, new Past(buffer));
        }

        /// <summary>The buffer b.</summary>
        public sealed record Past(Parameters Buffer) : Memory
        {
            /// <inheritdoc/>
            public override IEnumerable<(string Name, Parameters Field)> Fields => [("buf", Buffer)];
        }

        private readonly struct Formula(double eta, double alpha, bool isFirst) : IStepFormula
        {
            public Stepped<L> At<L>(L g, L w, L b, L unused, L c) where L : struct, ILane<L>
            {
                b = isFirst ? g : (L.Of(alpha) * b) + g;
                return new(-(L.Of(eta) * (g + (L.Of(alpha) * b))), b, unused, c);
            }
        }
    }
}
