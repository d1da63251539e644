using System.Runtime.CompilerServices;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Optimizers;

public abstract partial record Rule
{
    /// <summary>
    /// Adagrad: G(t) = G(t-1) + g^2; dw = -(eta / sqrt(epsilon + G)) g (lecture 06, "Adagrad"; Duchi, Hazan and Singer 2011).
    /// </summary>
    /// <param name="Epsilon">The small number, 1e-8.</param>
    /// <param name="Place">Inside the root in the lecture, outside in PyTorch.</param>
    /// <param name="G0">What the sum starts from: 0 in the lecture and PyTorch, 0.1 in Keras and Optax.</param>
    public sealed record AdaGrad([Is(Bound.FromZero)] double Epsilon = 1e-8, EpsilonPlace Place = EpsilonPlace.Inside, [Is(Bound.FromZero)] double G0 = 0) : Rule
    {
        /// <inheritdoc/>
        public override string Name => "adagrad";

        /// <inheritdoc/>
        public override Memory Start(Parameters w) => new Past(w.Map(m => Matrix.Constant(m.Precision, m.Rows, m.Columns, G0)));

        private protected override (Parameters Dw, Memory Next) Next(At at, Parameters g, Memory memory, Parameters w, Arithmetic on)
        {
            var (dw, sum, _, _) = g.Step(on, new Formula(at.Eta, Epsilon, Place), w, ((Past)memory).G);
            return (dw, new Past(sum));
        }

        /// <summary>The sum of squares so far.</summary>
        public sealed record Past(Parameters G) : Memory
        {
            internal override Memory Map(Func<Parameters, Parameters> shape) => this with { G = shape(G) };

            /// <inheritdoc/>
            public override IEnumerable<(string Name, Parameters Field)> Fields => [("G", G)];
        }

        private readonly struct Formula(Rounded eta, Rounded epsilon, EpsilonPlace place) : IStepFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Stepped<L> At<L>(L g, L w, L G, L b, L c) where L : struct, ILane<L>
            {
                G = G + (g * g);
                var ε = L.Of(epsilon);
                var root = place == EpsilonPlace.Inside ? L.Sqrt(ε + G) : L.Sqrt(G) + ε;
                return new(-((L.Of(eta) / root) * g), G, b, c);
            }
        }
    }
}
