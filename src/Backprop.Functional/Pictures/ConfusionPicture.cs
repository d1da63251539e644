using System.Globalization;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;
using static Backprop.Functional.Pictures.Picture;

namespace Backprop.Functional.Pictures;

/// <summary>How often which class was taken for which, as a table whose colours are shares of the true class.</summary>
public static class ConfusionPicture
{
    /// <summary>So many classes at most; of more, those with the most errors.</summary>
    public const int Most = 50;

    private const int LongestName = 18, Top = 30, Below = 16, Note = 24, LeastWidth = 260;

    /// <summary>Draws the matrix; the true class is the row.</summary>
    public static Picture Of(ConfusionMatrix confusion)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        var shown = Shown(confusion);
        var names = shown.Map(k => Figure.Clipped(confusion.Classes[k], LongestName));
        var cell = CellFor(confusion, shown);
        var room = 24 + names.Map(name => Figure.Width(name, 12)).DefaultIfEmpty(0).Max();
        var isWide = names.Any(name => Figure.Width(name, 12) > cell - 4);
        var (left, top, side) = (room + 18, Top + 8 + (isWide ? room : 16), shown.Count * cell);
        var sizes = shown.Map(truth => Enumerable.Range(0, confusion.Classes.Count).Aggregate(0, (sum, k) => sum + confusion[truth, k]));
        var leftOut = LeftOut(confusion, shown);
        return new((int)Math.Ceiling(Math.Max(left + side + 16, LeastWidth)), (int)Math.Ceiling(top + side + Below + (leftOut is null ? 0 : Note)), "Confusion matrix",
            string.Create(CultureInfo.InvariantCulture, $"{confusion.Correct} of {confusion.Total} samples are right, {Figure.Share(confusion.Accuracy)}.{(leftOut is null ? "" : $" {leftOut}")}"),
            [
                LineChart.Text("soft middle", left + (side / 2.0), 16, "predicted"),
                Markup.Of("text", [("class", "soft middle"), ("transform", $"translate(14 {At(top + (side / 2.0))}) rotate(-90)")], "true class"),
                .. names.Map((name, k) => (Markup)LineChart.Text("end", left - 8, top + ((k + 0.5) * cell) + 4.5, name)),
                .. names.Map((name, k) => (Markup)Head(name, left + ((k + 0.5) * cell), top - 8, isWide)),
                .. Enumerable.Range(0, shown.Count * shown.Count).Select(k => (Row: k / shown.Count, Column: k % shown.Count)).Select(at =>
                    Cell(confusion[shown[at.Row], shown[at.Column]], sizes[at.Row], at.Row == at.Column, left + (at.Column * cell), top + (at.Row * cell), cell)),
                .. leftOut is null ? [] : new[] { LineChart.Text("soft", left, top + side + Note, leftOut) },
            ]);
    }

    /// <summary>The classes that most often are taken for others or others for them, in their order.</summary>
    private static Values<int> Shown(ConfusionMatrix confusion)
    {
        var classes = Enumerable.Range(0, confusion.Classes.Count);
        if (confusion.Classes.Count <= Most) return Values.From(classes);
        var errors = new int[confusion.Classes.Count];
        foreach (var truth in classes)
            foreach (var predicted in classes.Where(other => other != truth))
            {
                errors[truth] += confusion[truth, predicted];
                errors[predicted] += confusion[truth, predicted];
            }

        return Values.From(classes.OrderByDescending(k => errors[k]).Take(Most).Order());
    }

    /// <summary>What is not seen; nothing if all is.</summary>
    private static string? LeftOut(ConfusionMatrix confusion, Values<int> shown)
    {
        if (shown.Count == confusion.Classes.Count) return null;
        var among = shown.SelectMany(truth => shown.Where(other => other != truth).Select(predicted => confusion[truth, predicted])).Sum();
        return string.Create(CultureInfo.InvariantCulture,
            $"Of {confusion.Classes.Count} classes the {shown.Count} with the most errors are shown; {among} of {confusion.Total - confusion.Correct} errors are among them.");
    }

    /// <summary>Wide enough for the largest count.</summary>
    private static int CellFor(ConfusionMatrix confusion, Values<int> shown)
    {
        var largest = shown.SelectMany(truth => shown.Select(predicted => confusion[truth, predicted])).DefaultIfEmpty(0).Max();
        return Math.Max(shown.Count <= 12 ? 46 : 34, (int)Math.Ceiling(Figure.Width(largest.ToString(CultureInfo.InvariantCulture))) + 6);
    }

    private static Markup.Element Head(string name, double x, double y, bool isWide) => isWide
        ? Markup.Of("text", [("transform", $"translate({At(x + 4)} {At(y)}) rotate(-90)")], name)
        : LineChart.Text("middle", x, y, name);

    private static Markup.Element Cell(int count, int all, bool isRight, double x, double y, int cell) => Markup.Plain("g",
        Markup.Of("rect", [
            ("class", isRight ? "frame f0" : "frame f1"), ("fill-opacity", At(count == 0 ? 0 : 0.08 + (0.37 * count / (double)all))),
            ("x", At(x)), ("y", At(y)), ("width", $"{cell}"), ("height", $"{cell}")]),
        LineChart.Text(count == 0 ? "middle soft" : "middle strong", x + (cell / 2.0), y + (cell / 2.0) + 4.5, count == 0 ? "·" : count.ToString(CultureInfo.InvariantCulture)));
}
