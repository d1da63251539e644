using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

public static partial class Presets
{
    private const double Unused = 1;

    /// <summary>The lecture's rules, with its misprints mended; what it leaves open is filled from the papers.</summary>
    public static Values<Preset> Lecture =>
    [
        Of("lecture", "sgd", new Rule.GradientDescent()),
        Of("lecture", "momentum", new Rule.Momentum(Alpha: 0.9)),
        Of("lecture", "rprop", new Rule.Rprop(RpropVariant.Minus), Unused),
        Of("lecture", "adagrad", new Rule.AdaGrad(Epsilon: 1e-8), 0.01),
        Of("lecture", "adadelta", new Rule.AdaDelta(Gamma: 0.9, Epsilon: 1e-6), Unused),
        Of("lecture", "rmsprop", new Rule.RmsProp(Gamma: 0.9, Epsilon: 1e-8), 0.001),
        Of("lecture", "adam", new Rule.Adam(), 0.001),
        Of("lecture", "adamax", new Rule.AdaMax(), 0.002),
    ];

    /// <summary>What the slides print, taken literally: RMSprop with gamma g^2, and Adadelta's first form, which is RMSprop.</summary>
    public static Values<Preset> LectureLiteral =>
    [
        Of("lecture-literal", "rmsprop", new Rule.RmsProp(Gamma: 0.9, Epsilon: 1e-8, Share: NewShare.Gamma), 0.001),
        Of("lecture-literal", "adadelta", new Rule.RmsProp(Gamma: 0.9, Epsilon: 1e-6)),
    ];
}
