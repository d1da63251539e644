namespace Backprop.Functional.Numerics.Kernels;

/// <summary>Cells that are computed each for itself, cut into stretches of a fixed length.</summary>
internal static class Stretches
{
    /// <summary>A multiple of every vector, small enough for the nearest cache with all that a rule remembers.</summary>
    private const int Length = 8192;

    /// <summary>Into how many stretches so many cells are cut: one where nobody else is to help.</summary>
    public static int Count(int threads, int cells) => threads <= 1 || cells <= Length ? 1 : (cells + Length - 1) / Length;

    /// <summary>A stretch of them; all, if they are not cut.</summary>
    public static Range Of(int piece, int pieces, int cells) =>
        pieces == 1 ? .. : new(piece * Length, Math.Min(cells, (piece + 1) * Length));
}
