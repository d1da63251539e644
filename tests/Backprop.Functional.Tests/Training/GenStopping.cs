using Backprop.Functional.Numerics;
using Backprop.Functional.Training;
using CsCheck;

namespace Backprop.Functional.Tests.Training;

/// <summary>Stopping rules of every kind, and joins of any number of them.</summary>
internal static class GenStopping
{
    private static readonly Gen<Stopping> Leaf = Gen.Select(Gen.Int[0, 6], Gen.Int[1, 1000], Gen.Double[1e-300, 1e300], Gen.Double[0, 1]).Select((kind, count, number, share) => (Stopping)(kind switch
    {
        0 => new Stopping.AfterEpochs(count),
        1 => new Stopping.AfterSteps(count),
        2 => new Stopping.LossBelow(count % 2 == 0 ? number : -number),
        3 => new Stopping.LossChangeBelow(number),
        4 => new Stopping.GradientBelow(number),
        5 => new Stopping.Patience(count),
        _ => new Stopping.AccuracyAbove(share),
    }));

    /// <summary>With any numbers that their types allow.</summary>
    private static readonly Gen<Stopping> WildLeaf = Gen.Select(Gen.Int[0, 6], Gen.Int, Gen.Long, Gen.Double).Select((kind, count, steps, number) => (Stopping)(kind switch
    {
        0 => new Stopping.AfterEpochs(count),
        1 => new Stopping.AfterSteps(steps),
        2 => new Stopping.LossBelow(number),
        3 => new Stopping.LossChangeBelow(number),
        4 => new Stopping.GradientBelow(number),
        5 => new Stopping.Patience(count),
        _ => new Stopping.AccuracyAbove(number),
    }));

    public static readonly Gen<Stopping> Any = Of(Leaf);

    public static readonly Gen<Stopping> Wild = Of(WildLeaf);

    private static Gen<Stopping> Of(Gen<Stopping> leaf) => Gen.Recursive<Stopping>((depth, inner) => depth > 2
        ? leaf
        : Gen.Frequency(
            (3, leaf),
            (1, inner.Array[0, 3].Select(rules => (Stopping)new Stopping.Any(Values.Of<Stopping>(rules)))),
            (1, inner.Array[0, 3].Select(rules => (Stopping)new Stopping.All(Values.Of<Stopping>(rules))))));
}
