using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

public static partial class Presets
{
    /// <summary>Optax: it has no default rates.</summary>
    public static class Optax
    {
        /// <summary>optax/sgd.</summary>
        public static Preset Sgd { get; } = Of("optax", "sgd", new Rule.GradientDescent());

        /// <summary>optax/momentum.</summary>
        public static Preset Momentum { get; } = Of("optax", "momentum", new Rule.MomentumOutside(Mu: 0.9));

        /// <summary>optax/nesterov.</summary>
        public static Preset Nesterov { get; } = Of("optax", "nesterov", new Rule.Nesterov(Alpha: 0.9));

        /// <summary>optax/rprop.</summary>
        public static Preset Rprop { get; } = Of("optax", "rprop", new Rule.Rprop(RpropVariant.IMinus), null, EtaMeaning.FirstStep);

        /// <summary>optax/adagrad.</summary>
        public static Preset AdaGrad { get; } = Of("optax", "adagrad", new Rule.AdaGrad(Epsilon: 1e-7, G0: 0.1));

        /// <summary>optax/adadelta.</summary>
        public static Preset AdaDelta { get; } = Of("optax", "adadelta", new Rule.AdaDelta(Gamma: 0.9, Epsilon: 1e-6), 1);

        /// <summary>optax/rmsprop.</summary>
        public static Preset RmsProp { get; } = Of("optax", "rmsprop", new Rule.RmsProp(Gamma: 0.9, Epsilon: 1e-8));

        /// <summary>optax/adam.</summary>
        public static Preset Adam { get; } = Of("optax", "adam", new Rule.Adam());

        /// <summary>optax/adamax.</summary>
        public static Preset AdaMax { get; } = Of("optax", "adamax", new Rule.AdaMax(Place: AdaMaxEpsilon.AtGradient));

        /// <summary>All of them.</summary>
        public static Values<Preset> All { get; } = Table(typeof(Optax));
    }
}
