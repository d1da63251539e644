using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

public static partial class Presets
{
    /// <summary>Keras 3: epsilon is 1e-7 everywhere, and Adam's is the paper's epsilon-hat.</summary>
    public static Values<Preset> Keras =>
    [
        Of("keras", "sgd", new Rule.GradientDescent(), 0.01),
        Of("keras", "momentum", new Rule.Momentum(Alpha: 0.9), 0.01),
        Of("keras", "adagrad", new Rule.AdaGrad(Epsilon: 1e-7, G0: 0.1), 0.001),
        Of("keras", "adadelta", new Rule.AdaDelta(Gamma: 0.95, Epsilon: 1e-7, Factor: 0.001), Unused),
        Of("keras", "rmsprop", new Rule.RmsProp(Gamma: 0.9, Epsilon: 1e-7), 0.001),
        Of("keras", "adam", new Rule.Adam(Epsilon: 1e-7, Place: AdamEpsilon.Hat), 0.001),
        Of("keras", "adamax", new Rule.AdaMax(Epsilon: 1e-7, Place: AdaMaxEpsilon.AtQuotient), 0.001),
    ];
}
