using System.Runtime.CompilerServices;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Optimizers;

public abstract partial record Rule
{
    /// <summary>
    /// NAdam: mu_t = beta1 (1 - 0.96^(t psi) / 2), P_t = mu_1 ... mu_t; dw = -eta [(1 - mu_t)/(1 - P_t) g + mu_(t+1)/(1 - P_t mu_(t+1)) m] / (sqrt(v / (1 - beta2^t)) + epsilon)
    /// (Dozat 2016, in PyTorch's form).
    /// </summary>
    /// <param name="Beta1">The decay of the first moment, 0.9.</param>
    /// <param name="Beta2">The decay of the second, 0.999.</param>
    /// <param name="Epsilon">The small number, 1e-8.</param>
    /// <param name="Psi">How fast mu approaches beta1, 0.004.</param>
    public sealed record NAdam(
        [Is(Bound.BelowOne)] double Beta1 = 0.9, [Is(Bound.BelowOne)] double Beta2 = 0.999, [Is(Bound.FromZero)] double Epsilon = 1e-8, [Is(Bound.FromZero)] double Psi = 0.004) : Rule
    {
        /// <inheritdoc/>
        public override string Name => "nadam";

        /// <inheritdoc/>
        public override Memory Start(Parameters w) => new Past(w.Zero(), w.Zero(), 1);

        internal override string ScalarText(string name) => $"P * {MuText}";

        private protected override (Parameters Dw, Memory Next) Next(At at, Parameters g, Memory memory, Parameters w, Arithmetic on)
        {
            var past = (Past)memory;
            var product = past.P * Mu(at.T);
            var (dw, m, v, _) = g.Step(on, new Formula(this, at, product, Mu(at.T), Mu(at.T + 1)), w, past.M, past.V);
            return (dw, new Past(m, v, product));
        }

        /// <summary>beta1 (1 - 0.96^(t psi) / 2); the power is exp(t psi ln 0.96) (pin 24).</summary>
        private double Mu(long t) => Beta1 * (1 - (0.5 * Elementary.Exp(t * Psi * Elementary.Log(0.96))));

        private const string MuText = "beta1 * (1 - 0.96^(t * psi) / 2)", NextMuText = "beta1 * (1 - 0.96^((t + 1) * psi) / 2)";

        /// <summary>The moments, and the product of the mu so far.</summary>
        public sealed record Past(Parameters M, Parameters V, double P) : Memory
        {
            internal override Memory Map(Func<Parameters, Parameters> shape) => this with { M = shape(M), V = shape(V) };

            /// <inheritdoc/>
            public override IEnumerable<(string Name, Parameters Field)> Fields => [("m", M), ("v", V)];

            /// <inheritdoc/>
            public override IEnumerable<(string Name, double Number)> Scalars => [("P", P)];
        }

        private readonly struct Formula(NAdam rule, At at, double product, double mu, double muNext) : IStepFormula
        {
            private readonly Rounded eta = at.Eta, epsilon = rule.Epsilon;
            private readonly Rounded beta1 = rule.Beta1, ofG = 1 - rule.Beta1, beta2 = rule.Beta2, ofSquare = 1 - rule.Beta2;
            private readonly Divisor c2 = new(1 - Powers.Of(rule.Beta2, at.T));
            private readonly Rounded aheadG = (1 - mu) / (1 - product), aheadM = muNext / (1 - (product * muNext));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Stepped<L> At<L>(L g, L w, L m, L v, L c) where L : struct, ILane<L>
            {
                m = (L.Of(beta1) * m) + (L.Of(ofG, "1 - beta1") * g);
                v = (L.Of(beta2) * v) + (L.Of(ofSquare, "1 - beta2") * (g * g));
                var ahead = (L.Of(aheadG, $"(1 - {MuText}) / (1 - newP)") * g) + (L.Of(aheadM, $"{NextMuText} / (1 - newP * {NextMuText})") * m);
                return new(-((L.Of(eta) / (L.Sqrt(L.Over(v, c2, "1 - beta2^t")) + L.Of(epsilon))) * ahead), m, v, c);
            }
        }
    }
}
