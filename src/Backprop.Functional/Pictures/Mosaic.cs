using System.Globalization;
using System.Text;

namespace Backprop.Functional.Pictures;

/// <summary>A grid of small squares, each of one of a few shades: a path a shade, a stroke for neighbours in a row that share it.</summary>
internal static class Mosaic
{
    /// <summary>Draws the squares, each one unit wide and high, from (0, 0) on.</summary>
    /// <param name="columns">Squares in a row.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="shade">Which shade the square of a column and a row has; nothing leaves it open.</param>
    /// <param name="style">Class and opacity of a shade.</param>
    public static IEnumerable<Markup> Of(int columns, int rows, Func<int, int, int?> shade, Func<int, (string Class, string Opacity)> style)
    {
        var paths = new SortedDictionary<int, StringBuilder>();
        for (var row = 0; row < rows; row++)
            for (var (column, end) = (0, 0); column < columns; column = end)
            {
                var here = shade(column, row);
                for (end = column + 1; end < columns && shade(end, row) == here;) end++;
                if (here is not { } index) continue;
                if (!paths.TryGetValue(index, out var path)) paths[index] = path = new();
                path.Append(CultureInfo.InvariantCulture, $"M{column} {row}.5h{end - column}");
            }

        return paths.Select(path => (Markup)Markup.Of("path",
            [("class", $"cells {style(path.Key).Class}"), ("stroke-opacity", style(path.Key).Opacity), ("d", path.Value.ToString())]));
    }
}
