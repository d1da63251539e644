using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

public static partial class Presets
{
    /// <summary>FANN 2.2, the Fast Artificial Neural Network library. It keeps 1.2 and 0.1 in single precision, also where its weights are double.</summary>
    public static class Fann
    {
        /// <summary>fann/rprop.</summary>
        public static Preset Rprop { get; } = Of("fann", "rprop", new Rule.Rprop(RpropVariant.Fann, DeltaMin: 0), 1, EtaMeaning.Nothing);

        /// <summary>All of them.</summary>
        public static Values<Preset> All { get; } = Table(typeof(Fann));
    }
}
