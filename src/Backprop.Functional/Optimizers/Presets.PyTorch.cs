using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

public static partial class Presets
{
    /// <summary>torch.optim.</summary>
    public static class PyTorch
    {
        /// <summary>pytorch/sgd.</summary>
        public static Preset Sgd { get; } = Of("pytorch", "sgd", new Rule.GradientDescent(), 1e-3);

        /// <summary>pytorch/momentum.</summary>
        public static Preset Momentum { get; } = Of("pytorch", "momentum", new Rule.MomentumOutside(Mu: 0.9), 1e-3);

        /// <summary>pytorch/nesterov.</summary>
        public static Preset Nesterov { get; } = Of("pytorch", "nesterov", new Rule.Nesterov(Alpha: 0.9), 1e-3);

        /// <summary>pytorch/rprop.</summary>
        public static Preset Rprop { get; } = Of("pytorch", "rprop", new Rule.Rprop(RpropVariant.PyTorch, Delta0: 0.01), 0.01, EtaMeaning.FirstStep);

        /// <summary>pytorch/adagrad.</summary>
        public static Preset AdaGrad { get; } = Of("pytorch", "adagrad", new Rule.AdaGrad(Epsilon: 1e-10, EpsilonPlace.Outside), 0.01);

        /// <summary>pytorch/adadelta.</summary>
        public static Preset AdaDelta { get; } = Of("pytorch", "adadelta", new Rule.AdaDelta(Gamma: 0.9, Epsilon: 1e-6), 1);

        /// <summary>pytorch/rmsprop.</summary>
        public static Preset RmsProp { get; } = Of("pytorch", "rmsprop", new Rule.RmsProp(Gamma: 0.99, Epsilon: 1e-8, EpsilonPlace.Outside, Buffer: EtaPlace.Outside), 0.01);

        /// <summary>pytorch/adam.</summary>
        public static Preset Adam { get; } = Of("pytorch", "adam", new Rule.Adam(), 0.001);

        /// <summary>pytorch/amsgrad.</summary>
        public static Preset AmsGrad { get; } = Of("pytorch", "amsgrad", new Rule.Adam(Second: SecondMoment.Largest), 0.001);

        /// <summary>pytorch/adamw.</summary>
        public static Preset AdamW { get; } = Of("pytorch", "adamw", new Rule.Adam { Decay = 0.01 }, 0.001);

        /// <summary>pytorch/adamax.</summary>
        public static Preset AdaMax { get; } = Of("pytorch", "adamax", new Rule.AdaMax(Place: AdaMaxEpsilon.AtGradient), 0.002);

        /// <summary>pytorch/nadam.</summary>
        public static Preset NAdam { get; } = Of("pytorch", "nadam", new Rule.NAdam(), 0.002);

        /// <summary>All of them.</summary>
        public static Values<Preset> All { get; } = Table(typeof(PyTorch));
    }
}
