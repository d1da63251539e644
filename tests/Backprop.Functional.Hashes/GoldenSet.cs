using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Hashes;

/// <summary>All lines of the golden file in its order.</summary>
internal static class GoldenSet
{
    /// <summary>The lines of an extent.</summary>
    /// <param name="extent">How much.</param>
    /// <param name="plain">On the textbook loops; the hashes are the same.</param>
    public static IEnumerable<Line> Lines(Extent extent, bool plain) => All(plain).Where(line => line.In <= extent);

    private static IEnumerable<Line> All(bool plain) =>
    [
        .. ElementaryLines.All(new OfLibrary(plain ? Width.Scalar : Widths.Best)),
        .. ProductLines.All(plain ? Arithmetic.Plain : Arithmetic.Fast),
        .. GeneratorLines.All(),
        .. InitializerLines.All(),
        .. LectureLines.All(plain),
        .. RunLines.All(plain),
    ];
}
