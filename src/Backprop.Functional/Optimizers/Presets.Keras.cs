using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

public static partial class Presets
{
    /// <summary>Keras 3: epsilon is 1e-7 everywhere, and Adam's is the paper's epsilon-hat.</summary>
    public static class Keras
    {
        /// <summary>keras/sgd.</summary>
        public static Preset Sgd { get; } = Of("keras", "sgd", new Rule.GradientDescent(), 0.01);

        /// <summary>keras/momentum.</summary>
        public static Preset Momentum { get; } = Of("keras", "momentum", new Rule.Momentum(Alpha: 0.9), 0.01);

        /// <summary>keras/nesterov.</summary>
        public static Preset Nesterov { get; } = Of("keras", "nesterov", new Rule.Nesterov(Alpha: 0.9, EtaPlace.Inside), 0.01);

        /// <summary>keras/adagrad.</summary>
        public static Preset AdaGrad { get; } = Of("keras", "adagrad", new Rule.AdaGrad(Epsilon: 1e-7, G0: 0.1), 0.001);

        /// <summary>keras/adadelta.</summary>
        public static Preset AdaDelta { get; } = Of("keras", "adadelta", new Rule.AdaDelta(Gamma: 0.95, Epsilon: 1e-7), 0.001);

        /// <summary>keras/rmsprop.</summary>
        public static Preset RmsProp { get; } = Of("keras", "rmsprop", new Rule.RmsProp(Gamma: 0.9, Epsilon: 1e-7), 0.001);

        /// <summary>keras/adam.</summary>
        public static Preset Adam { get; } = Of("keras", "adam", new Rule.Adam(Epsilon: 1e-7, Place: AdamEpsilon.Hat), 0.001);

        /// <summary>keras/adamax.</summary>
        public static Preset AdaMax { get; } = Of("keras", "adamax", new Rule.AdaMax(Epsilon: 1e-7, Place: AdaMaxEpsilon.AtQuotient), 0.001);

        /// <summary>All of them.</summary>
        public static Values<Preset> All { get; } = Table(typeof(Keras));
    }
}
