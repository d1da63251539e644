using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

public static partial class Presets
{
    /// <summary>Optax: it has no default rates.</summary>
    public static Values<Preset> Optax =>
    [
        Of("optax", "sgd", new Rule.GradientDescent()),
        Of("optax", "momentum", new Rule.MomentumOutside(Mu: 0.9)),
        Of("optax", "nesterov", new Rule.Nesterov(Alpha: 0.9)),
        Of("optax", "rprop", new Rule.Rprop(RpropVariant.IMinus), Unused),
        Of("optax", "adagrad", new Rule.AdaGrad(Epsilon: 1e-7, G0: 0.1)),
        Of("optax", "adadelta", new Rule.AdaDelta(Gamma: 0.9, Epsilon: 1e-6), Unused),
        Of("optax", "rmsprop", new Rule.RmsProp(Gamma: 0.9, Epsilon: 1e-8)),
        Of("optax", "adam", new Rule.Adam()),
        Of("optax", "adamax", new Rule.AdaMax(Place: AdaMaxEpsilon.AtGradient)),
    ];
}
