using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Hashes;

/// <summary>Every initialiser in both precisions: a 13-7-5 network of seed 5.</summary>
internal static class InitializerLines
{
    private static readonly string[] Words =
        [.. Initializers.Names.Select(name => name switch { "uniform:low,high" => "uniform:-0.3,0.7", "constant:c" => "constant:0.1", _ => name })];

    public static IEnumerable<Line> All() =>
        from word in Words
        from precision in Enum.GetValues<Precision>()
        select new Line($"init/{word}/{precision}".ToLowerInvariant(), Extent.Short, () => Initializers.Find(word)!.Draw(
            new(13, [(7, new Activation.Tanh()), (5, new Activation.Linear())], BiasKind.PerNeuron, precision), Key.Of(5)).Sha256);
}
