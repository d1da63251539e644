using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

public static partial class Presets
{
    /// <summary>What the slides print, taken literally: RMSprop with gamma g^2, and Adadelta's first form, which is RMSprop.</summary>
    public static class LectureLiteral
    {
        /// <summary>lecture-literal/rmsprop.</summary>
        public static Preset RmsProp { get; } = Of("lecture-literal", "rmsprop", new Rule.RmsProp(Gamma: 0.9, Epsilon: 1e-8, Share: NewShare.Gamma), 0.001);

        /// <summary>lecture-literal/adadelta.</summary>
        public static Preset AdaDelta { get; } = Of("lecture-literal", "adadelta", new Rule.RmsProp(Gamma: 0.9, Epsilon: 1e-6));

        /// <summary>All of them.</summary>
        public static Values<Preset> All { get; } = Table(typeof(LectureLiteral));
    }
}
