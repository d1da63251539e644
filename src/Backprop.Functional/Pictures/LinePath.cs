using System.Text;
using Backprop.Functional.Numerics;
using static Backprop.Functional.Pictures.Picture;

namespace Backprop.Functional.Pictures;

/// <summary>The points of a line as the path of a pen.</summary>
internal static class LinePath
{
    /// <summary>The path; a point without a place lifts the pen, and one between two such is a dot.</summary>
    public static string Of(Values<Point> points, Plot plot)
    {
        var path = new StringBuilder();
        var inRow = 0;
        foreach (var point in Thinned(points, plot))
        {
            var (x, y) = (plot.Across(point.X), plot.Down(point.Y));
            var hasPlace = double.IsFinite(x) && double.IsFinite(y);
            if (hasPlace) path.Append(inRow > 0 ? 'L' : 'M').Append(At(x)).Append(' ').Append(At(y));
            else if (inRow == 1) path.Append(Dot);
            inRow = hasPlace ? inRow + 1 : 0;
        }

        return (inRow == 1 ? path.Append(Dot) : path).ToString();
    }

    /// <summary>A stroke without length, of which the round ends are seen.</summary>
    private const string Dot = "h0";

    /// <summary>Of the points that share a pixel column, the first, the least, the greatest and the last, in their order: all that can be seen.</summary>
    private static IEnumerable<Point> Thinned(Values<Point> points, Plot plot)
    {
        if (points.Count <= 2 * plot.Width) return points;
        return points.GroupAdjacent(point => double.IsFinite(plot.Down(point.Y)) ? (int)plot.Across(point.X) : -1).SelectMany(Extremes);
    }

    private static IEnumerable<Point> Extremes(List<Point> column)
    {
        var (least, greatest) = (0, 0);
        for (var i = 1; i < column.Count; i++)
        {
            if (column[i].Y < column[least].Y) least = i;
            if (column[i].Y > column[greatest].Y) greatest = i;
        }

        return new SortedSet<int> { 0, least, greatest, column.Count - 1 }.Select(i => column[i]);
    }

    private static IEnumerable<List<Point>> GroupAdjacent(this Values<Point> points, Func<Point, int> column)
    {
        var group = new List<Point>();
        foreach (var point in points)
        {
            if (group.Count > 0 && column(group[^1]) != column(point))
            {
                yield return group;
                group = [];
            }

            group.Add(point);
        }

        if (group.Count > 0) yield return group;
    }
}
