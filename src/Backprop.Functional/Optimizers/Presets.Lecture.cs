using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

public static partial class Presets
{
    /// <summary>The lecture's rules, with its misprints mended; what it leaves open is filled from the papers.</summary>
    public static class Lecture
    {
        /// <summary>lecture/sgd.</summary>
        public static Preset Sgd { get; } = Of("lecture", "sgd", new Rule.GradientDescent());

        /// <summary>lecture/momentum.</summary>
        public static Preset Momentum { get; } = Of("lecture", "momentum", new Rule.Momentum(Alpha: 0.9));

        /// <summary>lecture/rprop.</summary>
        public static Preset Rprop { get; } = Of("lecture", "rprop", new Rule.Rprop(RpropVariant.Minus), 1, EtaMeaning.Nothing);

        /// <summary>lecture/adagrad.</summary>
        public static Preset AdaGrad { get; } = Of("lecture", "adagrad", new Rule.AdaGrad(Epsilon: 1e-8), 0.01);

        /// <summary>lecture/adadelta.</summary>
        public static Preset AdaDelta { get; } = Of("lecture", "adadelta", new Rule.AdaDelta(Gamma: 0.9, Epsilon: 1e-6), 1);

        /// <summary>lecture/rmsprop.</summary>
        public static Preset RmsProp { get; } = Of("lecture", "rmsprop", new Rule.RmsProp(Gamma: 0.9, Epsilon: 1e-8), 0.001);

        /// <summary>lecture/adam.</summary>
        public static Preset Adam { get; } = Of("lecture", "adam", new Rule.Adam(), 0.001);

        /// <summary>lecture/adamax.</summary>
        public static Preset AdaMax { get; } = Of("lecture", "adamax", new Rule.AdaMax(), 0.002);

        /// <summary>All of them.</summary>
        public static Values<Preset> All { get; } = Table(typeof(Lecture));
    }
}
