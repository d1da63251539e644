using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

public static partial class Presets
{
    /// <summary>scikit-learn's MLPClassifier and MLPRegressor.</summary>
    public static Values<Preset> Sklearn =>
    [
        Of("sklearn", "momentum", new Rule.Momentum(Alpha: 0.9), 0.001),
        Of("sklearn", "adam", new Rule.Adam(Place: AdamEpsilon.Hat), 0.001),
    ];
}
