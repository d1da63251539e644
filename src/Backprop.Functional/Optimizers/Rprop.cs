using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Optimizers;

/// <summary>What Rprop does where a gradient has changed its sign (Igel and Huesken 2000 for the names).</summary>
public enum RpropVariant
{
    /// <summary>The step shrinks and goes along the new sign: the lecture's description.</summary>
    Minus,

    /// <summary>The step shrinks and the last move is taken back; the next product of signs is 0 (Riedmiller and Braun 1993).</summary>
    Plus,

    /// <summary>The step shrinks, there is no move, and the next product is 0.</summary>
    IMinus,

    /// <summary>As Plus, but the move is taken back only where the error rose; else there is no move.</summary>
    IPlus,

    /// <summary>As IMinus, with the step clamped also where the product is 0: PyTorch.</summary>
    PyTorch,

    /// <summary>
    /// What FANN calls iRprop-, as its source has it: the step grows also where the product is 0, from no less than 0.0001; a gradient of 0, and
    /// one that has just changed its sign counts as 0, moves the weight up; no weight moves above 1500 or below -1500.
    /// </summary>
    Fann,
}

public abstract partial record Rule
{
    /// <summary>
    /// Resilient propagation: only the sign of the gradient counts; each weight has a step of its own, which grows while the sign stays and
    /// shrinks when it changes (lecture 06, "Rprop"): dw = -sign(g) step. Signs are compared, no product can underflow. There is no learning rate;
    /// eta only scales <see cref="Rule.Decay"/>.
    /// </summary>
    /// <param name="Variant">What happens at a change of sign.</param>
    /// <param name="Delta0">The first step, 0.1 (PyTorch and Optax call it their learning rate).</param>
    /// <param name="EtaPlus">How a step grows, 1.2.</param>
    /// <param name="EtaMinus">How it shrinks, 0.5.</param>
    /// <param name="DeltaMin">The smallest step, 1e-6.</param>
    /// <param name="DeltaMax">The largest step, 50; a first step may lie outside.</param>
    public sealed record Rprop(
        RpropVariant Variant = RpropVariant.Minus, [Is(Bound.Positive)] double Delta0 = 0.1, [Is(Bound.FromOne)] double EtaPlus = 1.2,
        [Is(Bound.BelowOne)] double EtaMinus = 0.5, [Is(Bound.FromZero)] double DeltaMin = 1e-6, [Is(Bound.Positive)] double DeltaMax = 50) : Rule
    {
        /// <inheritdoc/>
        public override string Name => "rprop";

        internal override bool UsesEta => Decay != 0;

        /// <inheritdoc/>
        public override Memory Start(Parameters w) =>
            new Past(w.Map(m => Matrix.Constant(m.Precision, m.Rows, m.Columns, Delta0)), w.Zero(), w.Zero(), double.PositiveInfinity);

        internal override string ScalarText(string name) => "E";

        internal override IEnumerable<Problem> Conflicts(string place) =>
            DeltaMin > DeltaMax ? [new Problem.Mismatch(place, "deltamin is larger than deltamax", "exchange them")] : [];

        private protected override (Parameters Dw, Memory Next) Next(At at, Parameters g, Memory memory, Parameters w, Arithmetic on)
        {
            var past = (Past)memory;
            var (dw, step, gPrev, dwPrev) = g.Step(on, new Formula(this, at.E > past.E), w, past.Step, past.G, past.Dw);
            return (dw, new Past(step, gPrev, dwPrev, at.E));
        }

        /// <summary>The steps, the gradient that counts for the next sign, the last move, and the error before it.</summary>
        [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
        public sealed record Past(Parameters Step, Parameters G, Parameters Dw, double E) : Memory
        {
            internal override Memory Map(Func<Parameters, Parameters> shape) => this with { Step = shape(Step), G = shape(G), Dw = shape(Dw) };

            /// <inheritdoc/>
            public override IEnumerable<(string Name, Parameters Field)> Fields => [("step", Step), ("gPrev", G), ("dwPrev", Dw)];

            /// <inheritdoc/>
            public override IEnumerable<(string Name, double Number)> Scalars => [("EPrev", E)];
        }

        private readonly struct Formula(Rprop rule, bool rose) : IStepFormula
        {
            private readonly Rounded etaPlus = rule.EtaPlus, etaMinus = rule.EtaMinus, deltaMin = rule.DeltaMin, deltaMax = rule.DeltaMax;
            private readonly RpropVariant variant = rule.Variant;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Stepped<L> At<L>(L g, L w, L step, L gPrev, L dwPrev) where L : struct, ILane<L>
            {
                if (variant == RpropVariant.Fann) return Fann(g, w, step, gPrev);
                L zero = L.Of(0), min = L.Of(deltaMin), max = L.Of(deltaMax);
                var s = Sign(g) * Sign(gPrev);
                L grown = L.Of(etaPlus) * step, shrunk = L.Of(etaMinus) * step;
                step = variant == RpropVariant.PyTorch
                    ? Least(Largest(L.Choose(L.Less(zero, s), grown, L.Choose(L.Less(s, zero), shrunk, step)), min), max)
                    : L.Choose(L.Less(zero, s), Least(grown, max), L.Choose(L.Less(s, zero), Largest(shrunk, min), step));
                var along = Sign(-g) * step;
                if (variant == RpropVariant.Minus) return new(along, step, g, along);
                var back = variant == RpropVariant.Plus || (variant == RpropVariant.IPlus && rose) ? -dwPrev : zero;
                var dw = L.Choose(L.Less(s, zero), back, along);
                return new(dw, step, L.Choose(L.Less(s, zero), zero, g), dw);
            }

            /// <summary>fann_update_weights_irpropm of FANN 2.2, whose slope is -dE/dw. The move is clipped, for w + dw is the new weight.</summary>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private Stepped<L> Fann<L>(L g, L w, L step, L gPrev) where L : struct, ILane<L>
            {
                L zero = L.Of(0), low = L.Of(-1500), high = L.Of(1500);
                var s = Sign(g) * Sign(gPrev);
                var before = Largest(step, L.Of(0.0001));
                step = L.Choose(L.Less(s, zero), Largest(L.Of(etaMinus) * before, L.Of(deltaMin)), Least(L.Of(etaPlus) * before, L.Of(deltaMax)));
                var kept = L.Choose(L.Less(s, zero), zero, g);
                L down = L.Choose(L.Less(w - step, low), low - w, -step), up = L.Choose(L.Less(high, w + step), high - w, step);
                var dw = L.Choose(L.Less(zero, kept), down, L.Choose(L.LessOrEqual(kept, zero), up, kept));
                return new(dw, step, kept, dw);
            }

            /// <summary>1, 0 or -1; a gradient that is no number has no sign, and stays visible.</summary>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private static L Sign<L>(L x) where L : struct, ILane<L> =>
                L.Choose(L.Less(L.Of(0), x), L.Of(1), L.Choose(L.Less(x, L.Of(0)), L.Of(-1), L.Choose(L.Equal(x, L.Of(0)), L.Of(0), x)));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private static L Largest<L>(L a, L b) where L : struct, ILane<L> => L.Choose(L.Less(a, b), b, a);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private static L Least<L>(L a, L b) where L : struct, ILane<L> => L.Choose(L.Less(b, a), b, a);
        }
    }
}
