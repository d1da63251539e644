using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Tests.Optimizers;

/// <summary>
/// The rules once more, as plainly as they can be written, for one weight in double: a second opinion. Each takes (t, g, w, e) and keeps its
/// memory in its own variables.
/// </summary>
internal static class RuleReferences
{
    public delegate double Step(int t, double g, double w, double e);

    public const double Eta = 0.05;

    public static IEnumerable<(string Name, Rule Rule, Func<Step> Reference)> All =>
    [
        ("sgd", new Rule.GradientDescent(), () => (_, g, _, _) => -(Eta * g)),
        ("sgd-decay", new Rule.GradientDescent { Decay = 0.1 }, () => (_, g, w, _) => -(Eta * g) + -(Eta * 0.1 * w)),
        ("momentum", new Rule.Momentum(0.9), Momentum),
        ("momentum-outside", new Rule.MomentumOutside(0.9, 0.25), () => Buffered((b, g) => -(Eta * b), (t, b, g) => t == 1 ? g : (0.9 * b) + (0.75 * g))),
        ("nesterov", new Rule.Nesterov(0.9), () => Buffered((b, g) => -(Eta * (g + (0.9 * b))), (t, b, g) => t == 1 ? g : (0.9 * b) + g)),
        ("nesterov-inside", new Rule.Nesterov(0.9, EtaPlace.Inside), NesterovInside),
        ("nesterov-ahead", new Rule.NesterovAhead(0.9), Momentum),
        ("rprop-minus", new Rule.Rprop(RpropVariant.Minus), () => Rprop(RpropVariant.Minus)),
        ("rprop-plus", new Rule.Rprop(RpropVariant.Plus), () => Rprop(RpropVariant.Plus)),
        ("irprop-minus", new Rule.Rprop(RpropVariant.IMinus), () => Rprop(RpropVariant.IMinus)),
        ("irprop-plus", new Rule.Rprop(RpropVariant.IPlus), () => Rprop(RpropVariant.IPlus)),
        ("rprop-pytorch", new Rule.Rprop(RpropVariant.PyTorch), () => Rprop(RpropVariant.PyTorch)),
        ("rprop-pytorch-clamped", new Rule.Rprop(RpropVariant.PyTorch, Delta0: 0.004, DeltaMin: 0.01, DeltaMax: 0.02), () => Rprop(RpropVariant.PyTorch, 0.004, 0.01, 0.02)),
        ("rprop-fann", new Rule.Rprop(RpropVariant.Fann, DeltaMin: 0), () => Fann()),
        ("rprop-fann-small", new Rule.Rprop(RpropVariant.Fann, Delta0: 0.00001, DeltaMin: 0, DeltaMax: 0.0005), () => Fann(0.00001, 0.0005)),
        ("adagrad", new Rule.AdaGrad(1e-8), () => Summed(0, (g, G) => -(Eta / Math.Sqrt(1e-8 + G) * g))),
        ("adagrad-outside", new Rule.AdaGrad(1e-8, EpsilonPlace.Outside, 0.1), () => Summed(0.1, (g, G) => -(Eta / (Math.Sqrt(G) + 1e-8) * g))),
        ("adadelta", new Rule.AdaDelta(), () => AdaDelta(Eta)),
        ("rmsprop", new Rule.RmsProp(), () => Averaged(1 - 0.9, (g, R) => -(Eta / Math.Sqrt(1e-8 + R) * g))),
        ("rmsprop-outside", new Rule.RmsProp(Place: EpsilonPlace.Outside), () => Averaged(1 - 0.9, (g, R) => -(Eta / (Math.Sqrt(R) + 1e-8) * g))),
        ("rmsprop-misprint", new Rule.RmsProp(Share: NewShare.Gamma), () => Averaged(0.9, (g, R) => -(Eta / Math.Sqrt(1e-8 + R) * g))),
        ("rmsprop-momentum", new Rule.RmsProp(Alpha: 0.5), () => RmsProp(false, (past, g, root) => -(Eta / root * g) + (0.5 * past), past => past)),
        ("rmsprop-momentum-outside", new Rule.RmsProp(Alpha: 0.5, Buffer: EtaPlace.Outside), () => RmsProp(false, (past, g, root) => (0.5 * past) + (g / root), past => -(Eta * past))),
        ("rmsprop-centered", new Rule.RmsProp(Alpha: 0.5, About: SquareAbout.Mean), () => RmsProp(true, (past, g, root) => -(Eta / root * g) + (0.5 * past), past => past)),
        ("adam", new Rule.Adam(), () => Adam((m, v, _, c1, c2) => -(Eta / (Math.Sqrt(v / c2) + 1e-8) * (m / c1)))),
        ("adam-hat", new Rule.Adam(Place: AdamEpsilon.Hat), () => Adam((m, v, _, c1, c2) => -(Eta * Math.Sqrt(c2) / c1 / (Math.Sqrt(v) + 1e-8) * m))),
        ("amsgrad", new Rule.Adam(Second: SecondMoment.Largest), () => Adam((m, _, largest, c1, c2) => -(Eta / (Math.Sqrt(largest / c2) + 1e-8) * (m / c1)))),
        ("adamw", new Rule.Adam { Decay = 0.01 }, () => AdamW),
        ("adamax", new Rule.AdaMax(), () => AdaMax((g, u) => Math.Max(0.999 * u, Math.Abs(g)), (m, u) => u == 0 ? 0 : m / u)),
        ("adamax-pytorch", new Rule.AdaMax(Place: AdaMaxEpsilon.AtGradient), () => AdaMax((g, u) => Math.Max(0.999 * u, Math.Abs(g) + 1e-8), (m, u) => m / u)),
        ("adamax-keras", new Rule.AdaMax(Place: AdaMaxEpsilon.AtQuotient), () => AdaMax((g, u) => Math.Max(0.999 * u, Math.Abs(g)), (m, u) => m / (u + 1e-8))),
        ("nadam", new Rule.NAdam(), NAdam),
    ];

    private static Step Momentum()
    {
        var dw = 0.0;
        return (_, g, _, _) => dw = -(Eta * g) + (0.9 * dw);
    }

    private static Step NesterovInside()
    {
        var v = 0.0;
        return (_, g, _, _) =>
        {
            v = -(Eta * g) + (0.9 * v);
            return -(Eta * g) + (0.9 * v);
        };
    }

    private static Step Buffered(Func<double, double, double> dw, Func<int, double, double, double> next)
    {
        var b = 0.0;
        return (t, g, _, _) => dw(b = next(t, b, g), g);
    }

    private static Step Summed(double start, Func<double, double, double> dw)
    {
        var sum = start;
        return (_, g, _, _) => dw(g, sum += g * g);
    }

    private static Step Averaged(double share, Func<double, double, double> dw)
    {
        var average = 0.0;
        return (_, g, _, _) => dw(g, average = (0.9 * average) + (share * (g * g)));
    }

    private static Step RmsProp(bool aboutMean, Func<double, double, double, double> next, Func<double, double> dw)
    {
        var (average, mean, past) = (0.0, 0.0, 0.0);
        return (_, g, _, _) =>
        {
            average = (0.9 * average) + ((1 - 0.9) * (g * g));
            mean = (0.9 * mean) + ((1 - 0.9) * g);
            past = next(past, g, Math.Sqrt(1e-8 + (aboutMean ? average - (mean * mean) : average)));
            return dw(past);
        };
    }

    private static Step AdaDelta(double factor)
    {
        var (rg, rdw) = (0.0, 0.0);
        return (_, g, _, _) =>
        {
            rg = (0.9 * rg) + ((1 - 0.9) * (g * g));
            var dw = -(Math.Sqrt(rdw + 1e-6) / Math.Sqrt(rg + 1e-6) * g);
            rdw = (0.9 * rdw) + ((1 - 0.9) * (dw * dw));
            return factor * dw;
        };
    }

    private static Step Adam(Func<double, double, double, double, double, double> dw)
    {
        var (m, v, largest) = (0.0, 0.0, 0.0);
        return (t, g, _, _) =>
        {
            m = (0.9 * m) + ((1 - 0.9) * g);
            v = (0.999 * v) + ((1 - 0.999) * (g * g));
            largest = Math.Max(largest, v);
            return dw(m, v, largest, 1 - Powers.Of(0.9, t), 1 - Powers.Of(0.999, t));
        };
    }

    private static Step AdamW => Decayed(Adam((m, v, _, c1, c2) => -(Eta / (Math.Sqrt(v / c2) + 1e-8) * (m / c1))));

    private static Step Decayed(Step step) => (t, g, w, e) => step(t, g, w, e) + -(Eta * 0.01 * w);

    private static Step AdaMax(Func<double, double, double> next, Func<double, double, double> quotient)
    {
        var (m, u) = (0.0, 0.0);
        return (t, g, _, _) =>
        {
            m = (0.9 * m) + ((1 - 0.9) * g);
            u = next(g, u);
            return u == 0 ? 0 : -(Eta / (1 - Powers.Of(0.9, t)) * quotient(m, u));
        };
    }

    /// <summary>In PyTorch's words: mu = beta1 (1 - 0.5 0.96^(t momentum_decay)).</summary>
    private static Step NAdam()
    {
        var (m, v, product) = (0.0, 0.0, 1.0);
        return (t, g, _, _) =>
        {
            m = (0.9 * m) + ((1 - 0.9) * g);
            v = (0.999 * v) + ((1 - 0.999) * (g * g));
            product *= Mu(t);
            var ahead = ((1 - Mu(t)) / (1 - product) * g) + (Mu(t + 1) / (1 - (product * Mu(t + 1))) * m);
            return -(Eta / (Math.Sqrt(v / (1 - Powers.Of(0.999, t))) + 1e-8) * ahead);
        };

        static double Mu(int t) => 0.9 * (1 - (0.5 * Elementary.Exp(t * 0.004 * Elementary.Log(0.96))));
    }

    private static Step Rprop(RpropVariant variant, double step = 0.1, double min = 1e-6, double max = 50)
    {
        var (before, dw, error) = (0.0, 0.0, double.PositiveInfinity);
        return (_, g, _, e) =>
        {
            var s = Math.Sign(g) * Math.Sign(before);
            if (s > 0) step = Math.Min(1.2 * step, max);
            if (s < 0) step = Math.Max(0.5 * step, min);
            if (variant == RpropVariant.PyTorch) step = Math.Clamp(step, min, max);
            var back = s < 0 && variant != RpropVariant.Minus;
            dw = !back ? -Math.Sign(g) * step + 0.0
                : variant == RpropVariant.Plus || (variant == RpropVariant.IPlus && e > error) ? -dw : 0;
            (before, error) = (back ? 0 : g, e);
            return dw;
        };
    }

    /// <summary>In FANN's order: its slope is -dE/dw, the product is compared with 0 and not its sign, and the weight is bounded where it moves to.</summary>
    private static Step Fann(double step = 0.1, double max = 50)
    {
        var before = 0.0;
        return (_, g, w, _) =>
        {
            var slope = -g;
            var grows = before * slope >= 0;
            step = Math.Max(step, 0.0001);
            step = grows ? Math.Min(step * 1.2, max) : Math.Max(step * 0.5, 0);
            if (!grows) slope = 0;
            before = slope;
            if (slope < 0) return w - step < -1500 ? -1500 - w : -step;
            return w + step > 1500 ? 1500 - w : step;
        };
    }
}
