using System.Globalization;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;
using static Backprop.Functional.Pictures.Picture;

namespace Backprop.Functional.Pictures;

/// <summary>How often which class was taken for which, as a table whose colours are shares of the true class.</summary>
public static class ConfusionPicture
{
    private const int LongestName = 18, Top = 30;

    /// <summary>Draws the matrix; the true class is the row.</summary>
    public static Picture Of(ConfusionMatrix confusion)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        var classes = confusion.Classes.Map(name => Figure.Clipped(name, LongestName));
        var cell = classes.Count <= 12 ? 46 : 34;
        var names = 24 + classes.Map(name => Figure.Width(name, 12)).DefaultIfEmpty(0).Max();
        var (left, top) = (names + 18, Top + 8 + (IsWide(classes, cell) ? names : 16));
        var (width, height) = (left + (classes.Count * cell) + 16, top + (classes.Count * cell) + 16);
        return new((int)Math.Ceiling(Math.Max(width, 260)), (int)Math.Ceiling(height), "Confusion matrix",
            string.Create(CultureInfo.InvariantCulture, $"{confusion.Correct} of {confusion.Total} samples are right, {Figure.Share(confusion.Accuracy)}."),
            [
                LineChart.Text("soft middle", left + (classes.Count * cell / 2.0), 16, "predicted"),
                Markup.Of("text", [("class", "soft middle"), ("transform", $"translate(14 {At(top + (classes.Count * cell / 2.0))}) rotate(-90)")], "true class"),
                .. classes.Map((name, k) => (Markup)LineChart.Text("end", left - 8, top + ((k + 0.5) * cell) + 4.5, name)),
                .. classes.Map((name, k) => (Markup)Head(name, left + ((k + 0.5) * cell), top - 8, IsWide(classes, cell))),
                .. Enumerable.Range(0, classes.Count * classes.Count).Select(k => Cell(confusion, k / classes.Count, k % classes.Count, left, top, cell)),
            ]);
    }

    private static bool IsWide(Values<string> classes, int cell) => classes.Any(name => Figure.Width(name, 12) > cell - 4);

    private static Markup.Element Head(string name, double x, double y, bool isWide) => isWide
        ? Markup.Of("text", [("transform", $"translate({At(x + 4)} {At(y)}) rotate(-90)")], name)
        : LineChart.Text("middle", x, y, name);

    private static Markup.Element Cell(ConfusionMatrix confusion, int truth, int predicted, double left, double top, int cell)
    {
        var count = confusion[truth, predicted];
        var all = Enumerable.Range(0, confusion.Classes.Count).Aggregate(0, (sum, k) => sum + confusion[truth, k]);
        var share = all == 0 ? 0 : (double)count / all;
        var (x, y) = (left + (predicted * cell), top + (truth * cell));
        return Markup.Plain("g",
            Markup.Of("rect", [("class", truth == predicted ? "frame f0" : "frame f1"), ("fill-opacity", At(count == 0 ? 0 : 0.08 + (0.37 * share))), ("x", At(x)), ("y", At(y)), ("width", $"{cell}"), ("height", $"{cell}")]),
            LineChart.Text(count == 0 ? "middle soft" : "middle strong", x + (cell / 2.0), y + (cell / 2.0) + 4.5, count == 0 ? "·" : count.ToString(CultureInfo.InvariantCulture)));
    }
}
