using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

public static partial class Presets
{
    /// <summary>scikit-learn's MLPClassifier and MLPRegressor.</summary>
    public static class Sklearn
    {
        /// <summary>sklearn/momentum.</summary>
        public static Preset Momentum { get; } = Of("sklearn", "momentum", new Rule.Momentum(Alpha: 0.9), 0.001);

        /// <summary>sklearn/nesterov.</summary>
        public static Preset Nesterov { get; } = Of("sklearn", "nesterov", new Rule.Nesterov(Alpha: 0.9, EtaPlace.Inside), 0.001);

        /// <summary>sklearn/adam.</summary>
        public static Preset Adam { get; } = Of("sklearn", "adam", new Rule.Adam(Place: AdamEpsilon.Hat), 0.001);

        /// <summary>All of them.</summary>
        public static Values<Preset> All { get; } = Table(typeof(Sklearn));
    }
}
