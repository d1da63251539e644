using System.Runtime.CompilerServices;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Optimizers;

/// <summary>Where eta stands in a rule with momentum. It is the same for a constant eta, and another rule under a schedule.</summary>
public enum EtaPlace
{
    /// <summary>Outside the memory: a buffer of gradients is multiplied by the eta of today (PyTorch, and Optax for momentum).</summary>
    Outside,

    /// <summary>Inside the memory: past updates keep the eta of their day (the lecture, Keras, scikit-learn).</summary>
    Inside,
}

public abstract partial record Rule
{
    /// <summary>
    /// Nesterov's momentum, the weights being those of the look-ahead point. Outside, as PyTorch and Optax have it: b(t) = alpha b(t-1) + g; dw = -eta (g + alpha b).
    /// Inside, as Keras and scikit-learn have it: v(t) = alpha v(t-1) - eta g; dw = alpha v - eta g.
    /// </summary>
    /// <param name="Alpha">The momentum constant, 0 &lt;= alpha &lt; 1.</param>
    /// <param name="Place">Where eta stands.</param>
    public sealed record Nesterov([Is(Bound.BelowOne)] double Alpha, EtaPlace Place = EtaPlace.Outside) : Rule
    {
        /// <inheritdoc/>
        public override string Name => "nesterov";

        /// <inheritdoc/>
        public override Memory Start(Parameters w) => new Past(w.Zero(), Place);

        private protected override (Parameters Dw, Memory Next) Next(At at, Parameters g, Memory memory, Parameters w, Arithmetic on)
        {
            var past = (Past)memory;
            var (dw, next, _, _) = Place == EtaPlace.Inside
                ? g.Step(on, new Inside(at.Eta, Alpha), w, past.Buffer)
                : g.Step(on, new Outside(at.Eta, Alpha, at.T == 1), w, past.Buffer);
            return (dw, past with { Buffer = next });
        }

        /// <summary>The buffer b of gradients, or the velocity v.</summary>
        public sealed record Past(Parameters Buffer, EtaPlace Place) : Memory
        {
            internal override Memory Map(Func<Parameters, Parameters> shape) => this with { Buffer = shape(Buffer) };

            /// <inheritdoc/>
            public override IEnumerable<(string Name, Parameters Field)> Fields => [(Place == EtaPlace.Inside ? "vel" : "buf", Buffer)];
        }

        private readonly struct Outside(Rounded eta, Rounded alpha, bool isFirst) : IStepFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Stepped<L> At<L>(L g, L w, L b, L unused, L c) where L : struct, ILane<L>
            {
                b = isFirst ? g : (L.Of(alpha) * b) + g;
                return new(-(L.Of(eta) * (g + (L.Of(alpha) * b))), b, unused, c);
            }
        }

        private readonly struct Inside(Rounded eta, Rounded alpha) : IStepFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Stepped<L> At<L>(L g, L w, L v, L unused, L c) where L : struct, ILane<L>
            {
                v = -(L.Of(eta) * g) + (L.Of(alpha) * v);
                return new(-(L.Of(eta) * g) + (L.Of(alpha) * v), v, unused, c);
            }
        }
    }
}
