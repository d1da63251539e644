using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Hashes;

/// <summary>All lines of the golden file in its order.</summary>
internal static class GoldenSet
{
    /// <summary>The lines of an extent.</summary>
    /// <param name="extent">How much.</param>
    /// <param name="plain">On the textbook loops; the hashes are the same.</param>
    /// <param name="threads">How many threads share the cells of a result; no hash depends on it.</param>
    public static IEnumerable<Line> Lines(Extent extent, bool plain, int threads = 1) => All(plain, threads).Where(line => line.In <= extent);

    private static IEnumerable<Line> All(bool plain, int threads) =>
    [
        .. ElementaryLines.All(new OfLibrary(plain ? Width.Scalar : Widths.Best, threads)),
        .. ProductLines.All(plain ? Arithmetic.Plain : Arithmetic.On(threads)),
        .. GeneratorLines.All(),
        .. InitializerLines.All(),
        .. LectureLines.All(plain),
        .. RunLines.All(plain, threads),
    ];
}
