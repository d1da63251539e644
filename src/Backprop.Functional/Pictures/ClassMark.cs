using static Backprop.Functional.Pictures.Picture;

namespace Backprop.Functional.Pictures;

/// <summary>How classes that share a colour are told apart: by the shape of their samples, and by the hatching of their regions.</summary>
internal static class ClassMark
{
    private const int Shapes = 4, Distance = 5;

    /// <summary>A circle for the first classes, then a square, a triangle, a diamond.</summary>
    /// <param name="k">The class, from 0.</param>
    /// <param name="kind">The kind of thing that it marks, if the style needs to know.</param>
    /// <param name="x">Its middle.</param>
    /// <param name="y">Its middle.</param>
    /// <param name="size">The radius of the circle; the others look as large.</param>
    public static Markup Of(int k, string? kind, double x, double y, double size)
    {
        var style = $"{(kind is null ? "" : $"{kind} ")}f{Legend.Colour(k)}";
        return Shape(k) switch
        {
            0 => Markup.Of("circle", [("class", style), ("cx", At(x)), ("cy", At(y)), ("r", At(size))]),
            1 => Path($"M{At(x - (0.9 * size))} {At(y - (0.9 * size))}h{At(1.8 * size)}v{At(1.8 * size)}h{At(-1.8 * size)}z"),
            2 => Path($"M{At(x)} {At(y - (1.25 * size))}l{At(1.2 * size)} {At(2.15 * size)}h{At(-2.4 * size)}z"),
            _ => Path($"M{At(x)} {At(y - (1.35 * size))}l{At(1.35 * size)} {At(1.35 * size)}l{At(-1.35 * size)} {At(1.35 * size)}l{At(-1.35 * size)} {At(-1.35 * size)}z"),
        };

        Markup Path(string d) => Markup.Of("path", [("class", style), ("d", d)]);
    }

    /// <summary>Whether a square of a region belongs to its hatching: none, then lines down, lines up, lines across.</summary>
    public static bool IsHatched(int k, int column, int row) => Shape(k) switch
    {
        0 => false,
        1 => (column - row + (Distance * row)) % Distance == 0,
        2 => (column + row) % Distance == 0,
        _ => row % Distance == 0,
    };

    private static int Shape(int k) => k / Legend.Colours % Shapes;
}
