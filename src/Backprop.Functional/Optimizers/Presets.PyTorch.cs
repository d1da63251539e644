using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

public static partial class Presets
{
    /// <summary>torch.optim.</summary>
    public static Values<Preset> PyTorch =>
    [
        Of("pytorch", "sgd", new Rule.GradientDescent(), 1e-3),
        Of("pytorch", "momentum", new Rule.MomentumOutside(Mu: 0.9), 1e-3),
        Of("pytorch", "nesterov", new Rule.Nesterov(Alpha: 0.9), 1e-3),
        Of("pytorch", "rprop", new Rule.Rprop(RpropVariant.PyTorch, Delta0: 0.01), Unused),
        Of("pytorch", "adagrad", new Rule.AdaGrad(Epsilon: 1e-10, EpsilonPlace.Outside), 0.01),
        Of("pytorch", "adadelta", new Rule.AdaDelta(Gamma: 0.9, Epsilon: 1e-6), Unused),
        Of("pytorch", "rmsprop", new Rule.RmsProp(Gamma: 0.99, Epsilon: 1e-8, EpsilonPlace.Outside), 0.01),
        Of("pytorch", "adam", new Rule.Adam(), 0.001),
        Of("pytorch", "amsgrad", new Rule.Adam(Second: SecondMoment.Largest), 0.001),
        Of("pytorch", "adamw", new Rule.Adam { Decay = 0.01 }, 0.001),
        Of("pytorch", "adamax", new Rule.AdaMax(Place: AdaMaxEpsilon.AtGradient), 0.002),
        Of("pytorch", "nadam", new Rule.NAdam(), 0.002),
    ];
}
