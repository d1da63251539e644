using Backprop.Functional.Data;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using static Backprop.Functional.Pictures.Picture;

namespace Backprop.Functional.Pictures;

/// <summary>What a network answers over its only input, a line an output. The samples lie on it: at their targets, or at the foot in the colour of their class.</summary>
public static class AnswerPicture
{
    private const int Places = 240, Width = 520, Height = 300, Right = 18, Below = 48, MostSamples = 500;

    /// <summary>Draws it.</summary>
    /// <param name="model">A network of one input, the scaling of it and the names on both sides.</param>
    /// <param name="part">The samples: they say how far the axis reaches.</param>
    public static Picture Of(Persistence.Model model, Part part)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(part);
        var x = BoundaryPicture.AxisOf(part, 0);
        var lines = Lines(model, x);
        var targets = (part.Data.Targets as Targets.Numbers)?.Cells;
        var vertical = Axis.Over(model.IsClassifier ? AxisScale.Share : AxisScale.Linear, lines.SelectMany(line => line.Points).Select(point => point.Y)
            .Concat(targets is null ? [0] : part.Rows.SelectMany(row => Enumerable.Range(0, targets.Columns).Select(j => targets[row, j]))));
        var left = Plot.RoomFor(vertical);
        var legend = Legend.OfOutputs(lines.Map(line => line.Name), left, Width - Right);
        var plot = new Plot(left, 14 + (legend.Rows * 20), Width - left - Right, Height, x, vertical);
        var name = Figure.Clipped(model.FeatureNames[0], 40);
        return new(Width, (int)plot.Bottom + Below, "Answers", $"The outputs against \u2068{name}\u2069.",
            [legend.Content, LineChart.Frame(plot, name, "output"), .. Samples(part, plot, targets), .. lines.Map((line, k) => LineChart.Drawn(plot, line, k))]);
    }

    /// <summary>A line an output; of two classes that share one, each has what it gets of it.</summary>
    private static Values<Line> Lines(Persistence.Model model, Axis x)
    {
        var at = Values.Build(Places + 1, k => x.Low + ((x.High - x.Low) * k / Places));
        var y = Forward.Pass(model.Network, model.Scaling.Apply(Matrix.Build(Precision.Float64, at.Count, 1, at, static (at, k) => at[k]), model.Network.Precision)).Output;
        return model.OutputNames.Map((name, j) => new Line(name, at.Map((one, k) => new Point(one, y.Columns == model.OutputNames.Count ? y[k, j] : j == 1 ? y[k, 0] : 1 - y[k, 0]))));
    }

    private static IEnumerable<Markup> Samples(Part part, Plot plot, Matrix? targets)
    {
        var labels = (part.Data.Targets as Targets.Classes)?.Labels;
        foreach (var row in part.Rows.Where((_, k) => k % Math.Max(1, (part.Count + MostSamples - 1) / MostSamples) == 0))
            for (var j = 0; j < (targets?.Columns ?? 1); j++)
                yield return Markup.Of("circle",
                [
                    ("class", $"sample f{Legend.Colour(labels is null ? j : labels[row])}"), ("fill-opacity", "0.5"),
                    ("cx", At(plot.Across(part.Data[row, 0]))), ("cy", At(targets is null ? plot.Down(0) : plot.Down(targets[row, j]))), ("r", "3.2"),
                ]);
    }
}
