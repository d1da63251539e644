using System.Runtime.CompilerServices;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Optimizers;

/// <summary>Where Adam's epsilon stands.</summary>
public enum AdamEpsilon
{
    /// <summary>sqrt(v / (1 - beta2^t)) + epsilon: the lecture, the paper, PyTorch, Optax.</summary>
    Corrected,

    /// <summary>eta sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon): the paper's epsilon-hat, Keras, scikit-learn.</summary>
    Hat,
}

/// <summary>Which second moment divides.</summary>
public enum SecondMoment
{
    /// <summary>The latest.</summary>
    Latest,

    /// <summary>The largest so far: AMSGrad (Reddi, Kale and Kumar 2018).</summary>
    Largest,
}

public abstract partial record Rule
{
    /// <summary>
    /// Adam: m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; dw = -(eta / (sqrt(v / (1 - beta2^t)) + epsilon)) m / (1 - beta1^t)
    /// (lecture 06, "Adam"; Kingma and Ba 2015). With <see cref="Rule.Decay"/> it is AdamW.
    /// </summary>
    /// <param name="Beta1">The decay of the first moment, 0.9.</param>
    /// <param name="Beta2">The decay of the second, 0.999.</param>
    /// <param name="Epsilon">The small number, 1e-8.</param>
    /// <param name="Place">Where it stands.</param>
    /// <param name="Second">Which second moment divides.</param>
    public sealed record Adam(
        [Is(Bound.BelowOne)] double Beta1 = 0.9, [Is(Bound.BelowOne)] double Beta2 = 0.999, [Is(Bound.FromZero)] double Epsilon = 1e-8,
        AdamEpsilon Place = AdamEpsilon.Corrected, SecondMoment Second = SecondMoment.Latest) : Rule
    {
        /// <inheritdoc/>
        public override string Name => "adam";

        /// <inheritdoc/>
        public override Memory Start(Parameters w) => new Past(w.Zero(), w.Zero(), Second == SecondMoment.Largest ? w.Zero() : null);

        private protected override (Parameters Dw, Memory Next) Next(At at, Parameters g, Memory memory, Parameters w, Arithmetic on)
        {
            var past = (Past)memory;
            var (dw, m, v, largest) = g.Step(on, new Formula(this, at.Eta, 1 - Powers.Of(Beta1, at.T), 1 - Powers.Of(Beta2, at.T)), w, past.M, past.V, past.Largest);
            return (dw, new Past(m, v, past.Largest is null ? null : largest));
        }

        /// <summary>The moments, and for AMSGrad the largest second one.</summary>
        public sealed record Past(Parameters M, Parameters V, Parameters? Largest) : Memory
        {
            internal override Memory Map(Func<Parameters, Parameters> shape) => this with { M = shape(M), V = shape(V), Largest = Largest is null ? null : shape(Largest) };

            /// <inheritdoc/>
            public override IEnumerable<(string Name, Parameters Field)> Fields => Largest is null ? [("m", M), ("v", V)] : [("m", M), ("v", V), ("vMax", Largest)];
        }

        private readonly struct Formula(Adam rule, double rate, double correction1, double correction2) : IStepFormula
        {
            // Copied, because a field of an object would be read again for every weight.
            private readonly Rounded eta = rate, epsilon = rule.Epsilon;
            private readonly Rounded beta1 = rule.Beta1, ofG = 1 - rule.Beta1, beta2 = rule.Beta2, ofSquare = 1 - rule.Beta2;
            private readonly Divisor c1 = new(correction1), c2 = new(correction2);
            private readonly Rounded whole = rule.Place == AdamEpsilon.Hat ? rate * Math.Sqrt(correction2) / correction1 : 0;
            private readonly AdamEpsilon place = rule.Place;
            private readonly SecondMoment second = rule.Second;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Stepped<L> At<L>(L g, L w, L m, L v, L largest) where L : struct, ILane<L>
            {
                m = (L.Of(beta1) * m) + (L.Of(ofG, "1 - beta1") * g);
                v = (L.Of(beta2) * v) + (L.Of(ofSquare, "1 - beta2") * (g * g));
                if (second == SecondMoment.Largest) largest = L.Choose(L.Less(largest, v), v, largest);
                var s = second == SecondMoment.Largest ? largest : v;
                var ε = L.Of(epsilon);
                if (place == AdamEpsilon.Hat)
                    return new(-((L.Of(whole, "eta * sqrt(1 - beta2^t) / (1 - beta1^t)") / (L.Sqrt(s) + ε)) * m), m, v, largest);
                var mHat = L.Over(m, c1, "1 - beta1^t");
                var vHat = L.Over(s, c2, "1 - beta2^t");
                return new(-((L.Of(eta) / (L.Sqrt(vHat) + ε)) * mHat), m, v, largest);
            }
        }
    }
}
