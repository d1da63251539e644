using System.Text.Json.Serialization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Optimizers;

/// <summary>What is done to the gradients before a rule sees them. A closed union; links stand in a row, and a link never makes a step.</summary>
[JsonConverter(typeof(TextConverter))]
public abstract record Link
{
    private Link() { }

    /// <summary>The word for it in files and options.</summary>
    public abstract string Name { get; }

    /// <summary>The gradients after it; w is the point at which they are taken.</summary>
    internal abstract Parameters Apply(Parameters g, Parameters w, Arithmetic on);

    /// <summary>Each cell between -c and c.</summary>
    /// <param name="C">A positive number.</param>
    public sealed record ClipByValue([Is(Bound.Positive)] double C) : Link
    {
        /// <inheritdoc/>
        public override string Name => "clip-by-value";

        internal override Parameters Apply(Parameters g, Parameters w, Arithmetic on) => g.Lift(on, new Formula(C));

        private readonly struct Formula(Rounded c) : IFormula
        {
            public L At<L>(L g, L b, L unused) where L : struct, ILane<L> =>
                L.Choose(L.Less(L.Of(c), g), L.Of(c), L.Choose(L.Less(g, -L.Of(c)), -L.Of(c), g));
        }
    }

    /// <summary>All gradients together scaled to the norm c where their norm is larger (pin 11).</summary>
    /// <param name="C">A positive number.</param>
    public sealed record ClipByNorm([Is(Bound.Positive)] double C) : Link
    {
        /// <inheritdoc/>
        public override string Name => "clip-by-norm";

        internal override Parameters Apply(Parameters g, Parameters w, Arithmetic on)
        {
            var norm = g.Norm();
            return norm > C ? g.Lift(on, new Scaled(C / norm, "c / norm")) : g;
        }
    }

    /// <summary>g + lambda sign(w), the slope of lambda |w|; biases are left alone.</summary>
    /// <param name="Lambda">0 or more.</param>
    public sealed record L1([Is(Bound.FromZero)] double Lambda) : Link
    {
        /// <inheritdoc/>
        public override string Name => "l1";

        internal override Parameters Apply(Parameters g, Parameters w, Arithmetic on) => g.LiftWeights(on, new Formula(Lambda), w);

        private readonly struct Formula(Rounded lambda) : IFormula
        {
            public L At<L>(L g, L w, L c) where L : struct, ILane<L> =>
                L.Choose(L.Less(L.Of(0), w), g + L.Of(lambda), L.Choose(L.Less(w, L.Of(0)), g - L.Of(lambda), g));
        }
    }

    /// <summary>g + lambda w, the slope of lambda/2 w^2; biases are left alone (pin 16).</summary>
    /// <param name="Lambda">0 or more.</param>
    public sealed record L2([Is(Bound.FromZero)] double Lambda) : Link
    {
        /// <inheritdoc/>
        public override string Name => "l2";

        internal override Parameters Apply(Parameters g, Parameters w, Arithmetic on) => g.LiftWeights(on, new Formula(Lambda), w);

        private readonly struct Formula(Rounded lambda) : IFormula
        {
            public L At<L>(L g, L w, L c) where L : struct, ILane<L> => g + (L.Of(lambda) * w);
        }
    }

    /// <summary>s g.</summary>
    /// <param name="S">A positive number.</param>
    public sealed record Scale([Is(Bound.Positive)] double S) : Link
    {
        /// <inheritdoc/>
        public override string Name => "scale";

        internal override Parameters Apply(Parameters g, Parameters w, Arithmetic on) => g.Lift(on, new Scaled(S, "s"));
    }

    private readonly struct Scaled(Rounded s, string text) : IFormula
    {
        public L At<L>(L g, L b, L c) where L : struct, ILane<L> => g * L.Of(s, text);
    }
}
