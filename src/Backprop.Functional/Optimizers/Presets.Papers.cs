using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

public static partial class Presets
{
    /// <summary>Forms that papers have, and neither the lecture nor a system above: Sutskever et al. 2013, Riedmiller and Braun 1993, Igel and Huesken 2000, Zeiler 2012.</summary>
    public static class Papers
    {
        /// <summary>paper/nesterov-ahead.</summary>
        public static Preset NesterovAhead { get; } = Of("paper", "nesterov-ahead", new Rule.NesterovAhead(Alpha: 0.9));

        /// <summary>paper/rprop-plus.</summary>
        public static Preset RpropPlus { get; } = Of("paper", "rprop-plus", new Rule.Rprop(RpropVariant.Plus), 1, EtaMeaning.Nothing);

        /// <summary>paper/irprop-minus.</summary>
        public static Preset IRpropMinus { get; } = Of("paper", "irprop-minus", new Rule.Rprop(RpropVariant.IMinus), 1, EtaMeaning.Nothing);

        /// <summary>paper/irprop-plus.</summary>
        public static Preset IRpropPlus { get; } = Of("paper", "irprop-plus", new Rule.Rprop(RpropVariant.IPlus), 1, EtaMeaning.Nothing);

        /// <summary>paper/adadelta.</summary>
        public static Preset AdaDelta { get; } = Of("paper", "adadelta", new Rule.AdaDelta(Gamma: 0.95, Epsilon: 1e-6), 1);

        /// <summary>All of them.</summary>
        public static Values<Preset> All { get; } = Table(typeof(Papers));
    }
}
