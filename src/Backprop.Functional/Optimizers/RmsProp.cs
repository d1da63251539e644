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

public abstract partial record Rule
{
    /// <summary>
    /// RMSprop: R = gamma R + (1 - gamma) g^2; dw = -(eta / sqrt(epsilon + R)) g (lecture 06, "RMSprop"; Hinton's lecture 6).
    /// </summary>
    /// <param name="Gamma">The decay, 0.9 (PyTorch: 0.99).</param>
    /// <param name="Epsilon">The small number, 1e-8.</param>
    /// <param name="Place">Inside the root in the lecture, outside in PyTorch.</param>
    /// <param name="Share">The rest; the slide misprints gamma.</param>
    public sealed record RmsProp(double Gamma = 0.9, double Epsilon = 1e-8, EpsilonPlace Place = EpsilonPlace.Inside, NewShare Share = NewShare.Rest) : Rule
    {
        /// <inheritdoc/>
        public override string Name => "rmsprop";

        /// <inheritdoc/>
        public override Memory Start(Parameters w) => new Past(w.Zero());

        private protected override (Parameters Dw, Memory Next) Next(At at, Parameters g, Memory memory, Parameters w, Arithmetic on)
        {
            var share = Share == NewShare.Rest ? 1 - Gamma : Gamma;
            var (dw, average, _, _) = g.Step(on, new Formula(at.Eta, Gamma, share, Epsilon, Place), w, ((Past)memory).R);
            return (dw, new Past(average));
        }

        /// <summary>The average of squared gradients.</summary>
        public sealed record Past(Parameters R) : Memory
        {
            /// <inheritdoc/>
            public override IEnumerable<(string Name, Parameters Field)> Fields => [("R", R)];
        }

        private readonly struct Formula(double eta, double gamma, double share, double epsilon, EpsilonPlace place) : IStepFormula
        {
            public Stepped<L> At<L>(L g, L w, L R, L b, L c) where L : struct, ILane<L>
            {
                R = (L.Of(gamma) * R) + (L.Of(share) * (g * g));
                var ε = L.Of(epsilon);
                var root = place == EpsilonPlace.Inside ? L.Sqrt(ε + R) : L.Sqrt(R) + ε;
                return new(-((L.Of(eta) / root) * g), R, b, c);
            }
        }
    }
}
