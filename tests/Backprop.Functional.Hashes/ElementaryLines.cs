using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Backprop.Functional.Numerics.Kernels.Scalar;

namespace Backprop.Functional.Hashes;

/// <summary>Carries out an elementary function. A test puts a wrong one here, to see it found.</summary>
internal interface IElementary
{
    void Map(ElementaryFunction function, ReadOnlySpan<double> x, Span<double> y);

    void Map(ElementaryFunction function, ReadOnlySpan<float> x, Span<float> y);
}

/// <summary>The library's own functions, at a width, on some threads.</summary>
internal sealed record OfLibrary(Width Width, int Threads = 1) : IElementary
{
    public void Map(ElementaryFunction function, ReadOnlySpan<double> x, Span<double> y) => Elementary.Map(function, x, y, Width, Threads);

    public void Map(ElementaryFunction function, ReadOnlySpan<float> x, Span<float> y) => Elementary.Map(function, x, y, Width, Threads);
}

/// <summary>Every elementary function in both precisions: its result bits in a row, NaN included.</summary>
internal static class ElementaryLines
{
    /// <summary>What every row computes, the second implementation too, and all.</summary>
    public static IReadOnlyList<(int Count, Extent In)> Tables { get; } = [(32768, Extent.Short), (1_000_000, Extent.Full)];

    public static IEnumerable<Line> All(IElementary elementary)
    {
        foreach (var (count, extent) in Tables)
        {
            foreach (var function in Enum.GetValues<ElementaryFunction>())
            {
                yield return new(Name(function, Precision.Float64, count), extent, () => Hash64(elementary, function, count));
                yield return new(Name(function, Precision.Float32, count), extent, () => Hash32(elementary, function, count));
            }

            yield return new($"sincos2pi/float64/{count}", extent, () => SinCosTable(count));
        }
    }

    public static string Name(ElementaryFunction function, Precision precision, int count) => $"{function}/{precision}/{count}".ToLowerInvariant();

    private static string Hash64(IElementary elementary, ElementaryFunction function, int count)
    {
        var y = new double[count];
        elementary.Map(function, Inputs.Float64(count), y);
        return Digest.Of<double>(y);
    }

    private static string Hash32(IElementary elementary, ElementaryFunction function, int count)
    {
        var y = new float[count];
        elementary.Map(function, Inputs.Float32(count), y);
        return Digest.Of<float>(y);
    }

    /// <summary>cos 2 pi u, sin 2 pi u of the first uniform numbers of seed 3: what normal numbers are made of.</summary>
    private static string SinCosTable(int count)
    {
        var y = new double[2 * count];
        for (var i = 0; i < count; i++) (y[2 * i], y[(2 * i) + 1]) = SinCos.TwoPi(Key.Of(3).Uniform((ulong)i));
        return Digest.Of<double>(y);
    }
}
