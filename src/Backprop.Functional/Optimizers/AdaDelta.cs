using System.Runtime.CompilerServices;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Optimizers;

public abstract partial record Rule
{
    /// <summary>
    /// Adadelta: R[g^2] = gamma R[g^2] + (1 - gamma) g^2; d = -(RMS[dw](t-1) / RMS[g](t)) g; R[dw^2] likewise from d; RMS[x] = sqrt(R[x^2] + epsilon);
    /// dw = eta d (lecture 06, "Adadelta"; Zeiler 2012). The lecture and the paper have no learning rate: there eta is 1.
    /// </summary>
    /// <param name="Gamma">The decay, 0.9 in the lecture, 0.95 in the paper.</param>
    /// <param name="Epsilon">The small number inside both roots, 1e-6.</param>
    public sealed record AdaDelta([Is(Bound.BelowOne)] double Gamma = 0.9, [Is(Bound.FromZero)] double Epsilon = 1e-6) : Rule
    {
        /// <inheritdoc/>
        public override string Name => "adadelta";

        /// <inheritdoc/>
        public override Memory Start(Parameters w) => new Past(w.Zero(), w.Zero());

        private protected override (Parameters Dw, Memory Next) Next(At at, Parameters g, Memory memory, Parameters w, Arithmetic on)
        {
            var past = (Past)memory;
            var (dw, rg, rdw, _) = g.Step(on, new Formula(at.Eta, Gamma, Epsilon), w, past.Rg2, past.Rdw2);
            return (dw, new Past(rg, rdw));
        }

        /// <summary>The averages of squared gradients and of squared updates.</summary>
        public sealed record Past(Parameters Rg2, Parameters Rdw2) : Memory
        {
            internal override Memory Map(Func<Parameters, Parameters> shape) => this with { Rg2 = shape(Rg2), Rdw2 = shape(Rdw2) };

            /// <inheritdoc/>
            public override IEnumerable<(string Name, Parameters Field)> Fields => [("Rg2", Rg2), ("Rdw2", Rdw2)];
        }

        private readonly struct Formula(Rounded eta, double gamma, Rounded epsilon) : IStepFormula
        {
            private readonly Rounded kept = gamma, rest = 1 - gamma;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Stepped<L> At<L>(L g, L w, L Rg, L Rdw, L c) where L : struct, ILane<L>
            {
                L γ = L.Of(kept, "gamma"), ε = L.Of(epsilon);
                Rg = (γ * Rg) + (L.Of(rest, "1 - gamma") * (g * g));
                var d = -((L.Sqrt(Rdw + ε) / L.Sqrt(Rg + ε)) * g);
                Rdw = (γ * Rdw) + (L.Of(rest, "1 - gamma") * (d * d));
                return new(L.Of(eta) * d, Rg, Rdw, c);
            }
        }
    }
}
