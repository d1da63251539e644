using System.Runtime.CompilerServices;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Optimizers;

/// <summary>Where AdaMax keeps its denominator from 0.</summary>
public enum AdaMaxEpsilon
{
    /// <summary>Nowhere; 0/0 is 0: the paper.</summary>
    None,

    /// <summary>u = max(beta2 u, |g| + epsilon): PyTorch, Optax.</summary>
    AtGradient,

    /// <summary>m / (u + epsilon): Keras.</summary>
    AtQuotient,
}

public abstract partial record Rule
{
    /// <summary>
    /// AdaMax: m = beta1 m + (1 - beta1) g; u = max(beta2 u, |g|); dw = -(eta / (1 - beta1^t)) m/u, 0 while u is 0 (in the contents of
    /// lecture 06, on no slide; Kingma and Ba 2015, algorithm 2).
    /// </summary>
    /// <param name="Beta1">The decay of the first moment, 0.9.</param>
    /// <param name="Beta2">The decay of the largest gradient, 0.999.</param>
    /// <param name="Epsilon">The small number of the other forms, 1e-8 (Keras: 1e-7).</param>
    /// <param name="Place">Which form.</param>
    public sealed record AdaMax(
        [Is(Bound.BelowOne)] double Beta1 = 0.9, [Is(Bound.BelowOne)] double Beta2 = 0.999, [Is(Bound.FromZero)] double Epsilon = 1e-8, AdaMaxEpsilon Place = AdaMaxEpsilon.None) : Rule
    {
        /// <inheritdoc/>
        public override string Name => "adamax";

        /// <inheritdoc/>
        public override Memory Start(Parameters w) => new Past(w.Zero(), w.Zero());

        private protected override (Parameters Dw, Memory Next) Next(At at, Parameters g, Memory memory, Parameters w, Arithmetic on)
        {
            var past = (Past)memory;
            var (dw, m, u, _) = g.Step(on, new Formula(this, at), w, past.M, past.U);
            return (dw, new Past(m, u));
        }

        /// <summary>The first moment and the decaying maximum.</summary>
        public sealed record Past(Parameters M, Parameters U) : Memory
        {
            internal override Memory Map(Func<Parameters, Parameters> shape) => this with { M = shape(M), U = shape(U) };

            /// <inheritdoc/>
            public override IEnumerable<(string Name, Parameters Field)> Fields => [("m", M), ("u", U)];
        }

        private readonly struct Formula(AdaMax rule, At at) : IStepFormula
        {
            private readonly Rounded beta1 = rule.Beta1, ofG = 1 - rule.Beta1, beta2 = rule.Beta2, epsilon = rule.Epsilon;
            private readonly Rounded rate = at.Eta / (1 - Powers.Of(rule.Beta1, at.T));
            private readonly AdaMaxEpsilon place = rule.Place;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Stepped<L> At<L>(L g, L w, L m, L u, L c) where L : struct, ILane<L>
            {
                m = (L.Of(beta1) * m) + (L.Of(ofG, "1 - beta1") * g);
                var size = place == AdaMaxEpsilon.AtGradient ? L.Abs(g) + L.Of(epsilon) : L.Abs(g);
                var faded = L.Of(beta2) * u;
                // In this order a gradient that is no number stays visible.
                u = L.Choose(L.LessOrEqual(size, faded), faded, size);
                var under = place == AdaMaxEpsilon.AtQuotient ? u + L.Of(epsilon) : u;
                return new(L.Choose(L.Equal(under, L.Of(0)), L.Of(0), -(L.Of(rate, "eta / (1 - beta1^t)") * (m / under))), m, u, c);
            }
        }
    }
}
