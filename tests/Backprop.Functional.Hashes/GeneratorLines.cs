using Backprop.Functional.Numerics;

namespace Backprop.Functional.Hashes;

/// <summary>The generator: words, child keys, uniform and normal numbers, bounded numbers and permutations, each from the key of seed 42.</summary>
internal static class GeneratorLines
{
    private static readonly Key Key = Key.Of(42);

    public static IEnumerable<Line> All()
    {
        foreach (var (count, extent) in new[] { (2048, Extent.Short), (1_000_000, Extent.Full) })
        {
            yield return Draws($"generator/words/{count}", extent, count, i => Key.Word(i));
            yield return Draws($"generator/double-words/{count}", extent, count, i => Key.Word64(i));
            yield return Draws($"generator/uniforms/float64/{count}", extent, count, i => Key.Uniform(i));
            yield return Draws($"generator/uniforms/float32/{count}", extent, count, i => Key.UniformFloat32(i));
            yield return Draws($"generator/normals/{count}", extent, count, i => Key.Normal(i));
            yield return Draws($"generator/child-keys/{count}", extent, count, i => Key.Derive(i << 20));
            yield return new($"generator/shuffle/{count}", extent, () => Digest.Of<int>(Key.Derive(7).Shuffle(count).AsSpan()));
        }

        yield return new("generator/bounded/2048", Extent.Short, Bounded);
    }

    private static Line Draws<T>(string name, Extent extent, int count, Func<ulong, T> draw) where T : unmanaged => new(name, extent, () =>
    {
        var drawn = new T[count];
        for (var i = 0; i < count; i++) drawn[i] = draw((ulong)i);
        return Digest.Of<T>(drawn);
    });

    /// <summary>Numbers below 3 2^30 + i: one word in four is rejected, so the places in the sequence count.</summary>
    private static string Bounded()
    {
        var drawn = new uint[2048];
        var place = 0UL;
        for (var i = 0; i < drawn.Length; i++) (drawn[i], place) = Key.Derive(8).Below(0xC0000000 + (uint)i, place);
        return Digest.Of<uint>([.. drawn, (uint)place]);
    }
}
