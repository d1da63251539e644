using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>Slips that somebody could make in a rule, a link or the update around them, each built from the parts of the library.</summary>
internal static class RuleMutants
{
    public static IReadOnlyList<Updater> All { get; } =
    [
        Updater.Exchanged("epsilon outside the root for inside, and inside for outside", rule => rule switch
        {
            Rule.RmsProp one => one with { Place = Other(one.Place) },
            Rule.AdaGrad one => one with { Place = Other(one.Place) },
            _ => rule,
        }),
        Updater.Exchanged("Adam's epsilon before the correction", rule => rule is Rule.Adam adam ? adam with { Place = AdamEpsilon.Hat } : rule),
        Updater.Exchanged("RMSprop's misprint: gamma g^2 for (1 - gamma) g^2", rule => rule is Rule.RmsProp one ? one with { Share = NewShare.Gamma } : rule),
        new("the bias correction counts one step too many", (optimizer, k, e, g, memory, network) => optimizer.Update(k + 1, e, g, memory, network)),
        new("the bias correction counts one step too few", (optimizer, k, e, g, memory, network) => optimizer.Update(Math.Max(0, k - 1), e, g, memory, network)),
        Remembering("Rprop grows where the product is 0", (past, g) => past with { G = Filled(past.G, g) }),
        Updater.Exchanged("PyTorch's Rprop does not clamp where the product is 0", rule => rule is Rule.Rprop { Variant: RpropVariant.PyTorch } one ? one with { Variant = RpropVariant.IMinus } : rule),
        Updater.Exchanged("iRprop- for FANN's Rprop", rule => rule is Rule.Rprop { Variant: RpropVariant.Fann } one ? one with { Variant = RpropVariant.IMinus } : rule),
        Remembering("iRprop+ takes back where the error stays", (past, _) => past with { E = Math.BitDecrement(past.E) }),
        Leaving("Rprop+ remembers the gradient that changed its sign", (past, g) => past with { G = g }),
        Updater.Exchanged("Rprop- for Rprop+", rule => rule is Rule.Rprop { Variant: RpropVariant.Plus } one ? one with { Variant = RpropVariant.Minus } : rule),
        Updater.Exchanged("eta outside the momentum for inside", rule => rule is Rule.Momentum momentum ? new Rule.MomentumOutside(momentum.Alpha) : rule),
        Updater.Exchanged("eta inside the momentum for outside", rule => rule is Rule.MomentumOutside momentum ? new Rule.Momentum(momentum.Mu) : rule),
        Updater.Exchanged("PyTorch's damping left out", rule => rule is Rule.MomentumOutside momentum ? momentum with { Damping = 0 } : rule),
        Updater.Exchanged("Nesterov's momentum without its look ahead", rule => rule is Rule.Nesterov one ? new Rule.MomentumOutside(one.Alpha) : rule),
        Updater.Exchanged("AMSGrad with the latest second moment", rule => rule is Rule.Adam one ? one with { Second = SecondMoment.Latest } : rule),
        Updater.Exchanged("AdaMax with an epsilon", rule => rule is Rule.AdaMax { Place: AdaMaxEpsilon.None } one ? one with { Place = AdaMaxEpsilon.AtQuotient } : rule),
        Updater.Exchanged("NAdam with 0.95 for 0.96", rule => rule is Rule.NAdam one ? one with { Psi = one.Psi * Math.Log(0.95) / Math.Log(0.96) } : rule),
        Updater.Exchanged("Adagrad starts at 0.1", rule => rule is Rule.AdaGrad { G0: 0 } one ? one with { G0 = 0.1, Epsilon = one.Epsilon + 0.1 } : rule),
        Updater.Exchanged("Adadelta's decay 0.95 for 0.9", rule => rule is Rule.AdaDelta { Gamma: 0.9 } one ? one with { Gamma = 0.95 } : rule),
        Updater.Exchanged("decoupled decay without eta", rule => rule with { Decay = rule.Decay / 0.05 }),
        new("decay as a penalty", (optimizer, k, e, g, memory, network) => (optimizer with
        {
            Rule = optimizer.Rule with { Decay = 0 }, Links = [.. optimizer.Links, .. optimizer.Rule.Decay == 0 ? [] : (Link[])[new Link.L2(optimizer.Rule.Decay)]],
        }).Update(k, e, g, memory, network)),
        new("a penalty on the biases too", (optimizer, k, e, g, memory, network) => optimizer.Update(k, e, new(new(g.Parameters.Layers.Map((weights, n) => weights with
        {
            Bias = weights.Bias.With(cells => optimizer.Links.Any(link => link is Link.L2) ? Sum(cells, network.Bias(n).Cells!) : cells),
        }))), memory, network)),
        new("a penalty at the weights for the point ahead", (optimizer, k, e, g, memory, network) => (optimizer with { Links = [] }).Update(
            k, e, new(optimizer.Links.Fold(g.Parameters, (gradient, link) => link.Apply(gradient, network.Parameters, Arithmetic.Plain))), memory, network)),
        new("a norm for each layer", (optimizer, k, e, g, memory, network) => Clipped(optimizer, k, e, g, memory, network, Norm)),
        new("the norm summed in one chain", (optimizer, k, e, g, memory, network) => Clipped(optimizer, k, e, g, memory, network,
            _ => Math.Sqrt(g.Parameters.Tensors().SelectMany(tensor => Cells(tensor.Tensor)).Aggregate(0.0, (sum, x) => Math.FusedMultiplyAdd(x, x, sum))))),
        new("the rate of the step after", (optimizer, k, e, g, memory, network) => (optimizer with { Rate = new LearningRate.Constant(optimizer.Rate.At(k + 1)) }).Update(k, e, g, memory, network)),
    ];

    private static EpsilonPlace Other(EpsilonPlace place) => place == EpsilonPlace.Inside ? EpsilonPlace.Outside : EpsilonPlace.Inside;

    /// <summary>Rprop with another memory before its step.</summary>
    private static Updater Remembering(string name, Func<Rule.Rprop.Past, Parameters, Rule.Rprop.Past> slip) => new(name, (optimizer, k, e, g, memory, network) =>
        optimizer.Update(k, e, g, memory is Rule.Rprop.Past past ? slip(past, g.Parameters) : memory, network));

    /// <summary>Rprop with another memory after it.</summary>
    private static Updater Leaving(string name, Func<Rule.Rprop.Past, Parameters, Rule.Rprop.Past> slip) => new(name, (optimizer, k, e, g, memory, network) =>
        optimizer.Update(k, e, g, memory, network) is var (dw, next) && next is Rule.Rprop.Past past ? (dw, slip(past, g.Parameters)) : optimizer.Update(k, e, g, memory, network));

    /// <summary>The gradient before, and where it is 0 that of now.</summary>
    private static Parameters Filled(Parameters before, Parameters g) => new(before.Layers.Map((weights, n) => weights with
    {
        W = Matrix.Build(weights.W.Precision, weights.W.Rows, weights.W.Columns, (weights.W, g.Layers[n].W), static (both, k) => both.Item1.At(k) == 0 ? both.Item2.At(k) : both.Item1.At(k)),
    }));

    /// <summary>Clipping by a norm of some kind, layer by layer, in the place of the link's own.</summary>
    private static (Update Dw, Memory Next) Clipped(Optimizer optimizer, long k, double e, Gradients g, Memory memory, Network network, Func<Weights, double> norm)
    {
        if (optimizer.Links is not [Link.ClipByNorm clip]) return optimizer.Update(k, e, g, memory, network);
        var scaled = new Parameters(g.Parameters.Layers.Map(weights => norm(weights) is var own && own > clip.C ? new Weights(Times(weights.W, clip.C / own), weights.Bias.With(b => Times(b, clip.C / own))) : weights));
        return (optimizer with { Links = [] }).Update(k, e, new(scaled), memory, network);
    }

    private static double Norm(Weights weights) => Arithmetic.Plain.Norm(new Parameters([weights]).Tensors().Select(tensor => tensor.Tensor));

    private static Matrix Times(Matrix m, double s) => Matrix.Build(m.Precision, m.Rows, m.Columns, (m, s), static (both, k) => both.m.At(k) * both.s);

    private static Matrix Sum(Matrix a, Matrix b) => Matrix.Build(a.Precision, a.Rows, a.Columns, (a, b), static (both, k) => both.a.At(k) + both.b.At(k));

    private static IEnumerable<double> Cells(Matrix m) => Enumerable.Range(0, m.Count).Select(m.At);
}
