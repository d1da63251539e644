using System.Runtime.CompilerServices;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Optimizers;

/// <summary>How much of the new square goes into an average.</summary>
public enum NewShare
{
    /// <summary>1 - gamma: an average.</summary>
    Rest,

    /// <summary>gamma: what the RMSprop slide prints; the average is then gamma/(1 - gamma) times too large.</summary>
    Gamma,
}

/// <summary>What the square of a gradient is taken about.</summary>
public enum SquareAbout
{
    /// <summary>Zero: the mean square.</summary>
    Zero,

    /// <summary>The mean of the gradients, averaged in the same way: the variance ("centered").</summary>
    Mean,
}

public abstract partial record Rule
{
    /// <summary>
    /// RMSprop: R = gamma R + (1 - gamma) g^2; dw = -(eta / sqrt(epsilon + R)) g (lecture 06, "RMSprop"; Hinton's lecture 6).
    /// With alpha it has momentum: dw = -(eta / sqrt(epsilon + R)) g + alpha dw(t-1), or in PyTorch's form b = alpha b + g / sqrt(epsilon + R), dw = -eta b.
    /// About the mean, R - mean^2 stands for R, mean = gamma mean + (1 - gamma) g.
    /// </summary>
    /// <param name="Gamma">The decay, 0.9 (PyTorch: 0.99).</param>
    /// <param name="Epsilon">The small number, 1e-8.</param>
    /// <param name="Place">Inside the root in the lecture, outside in PyTorch.</param>
    /// <param name="Share">The rest; the slide misprints gamma.</param>
    /// <param name="Alpha">The momentum constant, 0: none.</param>
    /// <param name="Buffer">Where eta stands in the momentum: inside its buffer in Keras and Optax, outside in PyTorch.</param>
    /// <param name="About">What the squares are taken about.</param>
    public sealed record RmsProp(
        [Is(Bound.BelowOne)] double Gamma = 0.9, [Is(Bound.FromZero)] double Epsilon = 1e-8, EpsilonPlace Place = EpsilonPlace.Inside, NewShare Share = NewShare.Rest,
        [Is(Bound.BelowOne)] double Alpha = 0, EtaPlace Buffer = EtaPlace.Inside, SquareAbout About = SquareAbout.Zero) : Rule
    {
        /// <inheritdoc/>
        public override string Name => "rmsprop";

        /// <inheritdoc/>
        public override Memory Start(Parameters w) => new Past(
            w.Zero(), About == SquareAbout.Mean ? w.Zero() : null,
            Alpha != 0 && Buffer == EtaPlace.Outside ? w.Zero() : null, Alpha != 0 && Buffer == EtaPlace.Inside ? w.Zero() : null);

        private protected override (Parameters Dw, Memory Next) Next(At at, Parameters g, Memory memory, Parameters w, Arithmetic on)
        {
            var past = (Past)memory;
            var formula = new Formula(at.Eta, Gamma, Share, Epsilon, Place);
            var (dw, r, mean, moved) = Alpha == 0 && About == SquareAbout.Zero
                ? g.Step(on, formula, w, past.R)
                : g.Step(on, new Moving(formula, Alpha, Alpha != 0, Buffer, About), w, past.R, past.Mean, past.Buffer ?? past.Dw);
            return (dw, new Past(r, past.Mean is null ? null : mean, past.Buffer is null ? null : moved, past.Dw is null ? null : moved));
        }

        /// <summary>The average of squared gradients; about the mean also that of gradients; with momentum the buffer or dw of the step before.</summary>
        public sealed record Past(Parameters R, Parameters? Mean, Parameters? Buffer, Parameters? Dw) : Memory
        {
            internal override Memory Map(Func<Parameters, Parameters> shape) => this with
            {
                R = shape(R), Mean = Mean is null ? null : shape(Mean), Buffer = Buffer is null ? null : shape(Buffer), Dw = Dw is null ? null : shape(Dw),
            };

            /// <inheritdoc/>
            public override IEnumerable<(string Name, Parameters Field)> Fields =>
            [
                ("R", R),
                .. Mean is null ? [] : ((string, Parameters)[])[("gMean", Mean)],
                .. Buffer is null ? [] : ((string, Parameters)[])[("buf", Buffer)],
                .. Dw is null ? [] : ((string, Parameters)[])[("dwPrev", Dw)],
            ];
        }

        private readonly struct Formula(Rounded eta, double gamma, NewShare share, Rounded epsilon, EpsilonPlace place) : IStepFormula
        {
            private readonly Rounded kept = gamma, rest = share == NewShare.Rest ? 1 - gamma : gamma;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Stepped<L> At<L>(L g, L w, L R, L b, L c) where L : struct, ILane<L>
            {
                R = Average(R, g * g);
                return new(-((Eta<L>() / Root(R)) * g), R, b, c);
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public L Eta<L>() where L : struct, ILane<L> => L.Of(eta);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public L Average<L>(L average, L x) where L : struct, ILane<L> =>
                (L.Of(kept, "gamma") * average) + ((share == NewShare.Rest ? L.Of(rest, "1 - gamma") : L.Of(rest, "gamma")) * x);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public L Root<L>(L square) where L : struct, ILane<L> =>
                place == EpsilonPlace.Inside ? L.Sqrt(L.Of(epsilon) + square) : L.Sqrt(square) + L.Of(epsilon);
        }

        /// <summary>The same about the mean, or with momentum.</summary>
        private readonly struct Moving(Formula plain, Rounded alpha, bool moves, EtaPlace buffer, SquareAbout about) : IStepFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Stepped<L> At<L>(L g, L w, L R, L mean, L past) where L : struct, ILane<L>
            {
                R = plain.Average(R, g * g);
                if (about == SquareAbout.Mean) mean = plain.Average(mean, g);
                var root = plain.Root(about == SquareAbout.Mean ? R - (mean * mean) : R);
                if (!moves) return new(-((plain.Eta<L>() / root) * g), R, mean, past);
                if (buffer == EtaPlace.Inside)
                {
                    past = -((plain.Eta<L>() / root) * g) + (L.Of(alpha) * past);
                    return new(past, R, mean, past);
                }

                past = (L.Of(alpha) * past) + (g / root);
                return new(-(plain.Eta<L>() * past), R, mean, past);
            }
        }
    }
}
