using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;
using static Backprop.Functional.Pictures.Picture;

namespace Backprop.Functional.Pictures;

/// <summary>
/// What a network answers over two of its inputs, the others at their mean: the regions of the classes, darker where the answer is surer and hatched where a colour is used again, or
/// the first output as a landscape. The samples lie on it.
/// </summary>
public static class BoundaryPicture
{
    private const int Cells = 90, Field = 360, Below = 48, MostSamples = 500, Shades = 4;

    /// <summary>How sure a class is, or how large a number.</summary>
    private const string Surer = "A stronger colour is a surer answer.", Larger = "A stronger colour is a larger answer.";

    /// <summary>Draws it.</summary>
    /// <param name="model">The network, the scaling of its inputs and the names on both sides.</param>
    /// <param name="part">The samples: they say how far the axes reach and where the other inputs stand.</param>
    /// <param name="a">The input of the horizontal axis, from 0.</param>
    /// <param name="b">The input of the vertical axis, another one.</param>
    public static Picture Of(Persistence.Model model, Part part, int a, int b)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(part);
        var vertical = AxisOf(part, b);
        var left = Plot.RoomFor(vertical);
        var legend = model.IsClassifier ? Legend.OfClasses(model.OutputNames, left, left + Field) : null;
        var plot = new Plot(left, 14 + ((legend?.Rows ?? 0) * 20), Field, Field, AxisOf(part, a), vertical);
        var answers = Answers(model, part, plot, a, b);
        var landscape = model.IsClassifier ? null : Landscape.Of(Values.Build(answers.Rows, k => answers[k, 0]));
        var others = model.FeatureNames.Count > 2 ? "; the other inputs at their mean" : "";
        return new((int)Math.Ceiling(plot.End + (landscape?.KeyWidth ?? 0)) + 18, (int)plot.Bottom + Below, model.IsClassifier ? "Decision boundary" : "First output",
            $"{Isolated(Name(model, b))} against {Isolated(Name(model, a))}{others}. {(model.IsClassifier ? Surer : Larger)}",
        [
            Markup.Of("rect", [("class", "field"), ("x", At(plot.Left)), ("y", At(plot.Top)), ("width", $"{Field}"), ("height", $"{Field}")]),
            LineChart.Frame(plot, Name(model, a), Name(model, b)),
            Markup.Of("g", [("transform", $"translate({At(plot.Left)} {At(plot.Top)}) scale({At((double)Field / Cells)})")], model.IsClassifier ? Regions(answers) : Ground(answers, landscape)),
            .. Samples(part, plot, a, b),
            .. legend is null ? [] : new[] { legend.Content },
            .. landscape is null ? [] : new[] { landscape.Key(plot, Figure.Clipped(model.OutputNames[0], 40)) },
        ]);
    }

    /// <summary>The two inputs with the largest weights, for those who choose none.</summary>
    public static (int A, int B) Strongest(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var w = network.W(0);
        var order = Enumerable.Range(0, network.Inputs).OrderByDescending(i => Enumerable.Range(0, w.Columns).Aggregate(0.0, (sum, j) => sum + (w[i, j] * w[i, j]))).Take(2).Order().ToList();
        return (order[0], order[^1]);
    }

    /// <summary>The values of an input, and a little more on both sides.</summary>
    internal static Axis AxisOf(Part part, int input)
    {
        var values = part.Rows.Map(row => part.Data[row, input]);
        var (low, high) = (values.Min(), values.Max());
        var margin = high == low ? 1 : (high - low) / 20;
        return Axis.Between(low - margin, high + margin);
    }

    private static string Name(Persistence.Model model, int input) => Figure.Clipped(model.FeatureNames[input], 40);

    /// <summary>A name in a sentence, kept apart from the direction of its neighbours (U+2068 to U+2069).</summary>
    private static string Isolated(string name) => $"\u2068{name}\u2069";

    /// <summary>The outputs at the middle of every square, row by row from the top.</summary>
    private static Matrix Answers(Persistence.Model model, Part part, Plot plot, int a, int b)
    {
        var mean = part.Data.Raw.Mean(part.Rows.AsSpan());
        var grid = Matrix.Build(Precision.Float64, Cells * Cells, part.Data.Inputs, (mean, plot, a, b), static (s, k) =>
        {
            var (square, input) = (k / s.mean.Columns, k % s.mean.Columns);
            return input == s.a ? Along(s.plot.X, (square % Cells) + 0.5)
                : input == s.b ? Along(s.plot.Y, Cells - (square / Cells) - 0.5)
                : s.mean[0, input];
        });
        var rows = Values.From(Enumerable.Range(0, Cells * Cells));
        return Forward.Pass(model.Network, new Inputs.Table(grid).Gathered(rows.AsSpan(), model.Scaling.Rescale, model.Network.Precision, donor: null)).Output;
    }

    private static double Along(Axis axis, double square) =>
        axis.Low + ((axis.High - axis.Low) * square / Cells);

    private static IEnumerable<Markup> Regions(Matrix y) => Mosaic.Of(Cells, Cells,
        (column, row) => Sure(y, (row * Cells) + column) is var sure && double.IsFinite(sure)
            ? Shade(Classifier.Class(y, (row * Cells) + column), sure, column, row)
            : null,
        shade => ($"s{Legend.Colour(shade / (Shades + 1))}", At(shade % (Shades + 1) == Shades ? 0.85 : 0.12 + (0.13 * (shade % (Shades + 1))))));

    /// <summary>The place of a class and its shade in one number; the last shade is that of hatching.</summary>
    private static int Shade(int k, double sure, int column, int row) =>
        (k * (Shades + 1)) + (ClassMark.IsHatched(k, column, row) ? Shades : (int)Math.Min(Shades - 1, sure * Shades));

    private static IEnumerable<Markup> Ground(Matrix y, Landscape? landscape) =>
        landscape is null ? [] : Mosaic.Of(Cells, Cells, (column, row) => landscape.Level(y[(row * Cells) + column, 0]), Landscape.Style);

    /// <summary>How sure the answer is, 0 to 1: the share of the class above that of guessing.</summary>
    private static double Sure(Matrix y, int row)
    {
        if (y.Columns == 1) return Math.Min(1, Math.Abs(y[row, 0] - 0.5) * 2);
        var (guess, share) = (1.0 / y.Columns, y[row, Classifier.Class(y, row)]);
        return Math.Clamp((share - guess) / (1 - guess), 0, 1);
    }

    private static IEnumerable<Markup> Samples(Part part, Plot plot, int a, int b)
    {
        var every = Math.Max(1, (part.Count + MostSamples - 1) / MostSamples);
        var labels = part.Data.Targets is Targets.Classes classes ? classes.Labels : null;
        for (var k = 0; k < part.Count; k += every)
            yield return ClassMark.Of(labels is null ? 7 : labels[part.Rows[k]], "sample", plot.Across(part.Data[part.Rows[k], a]), plot.Down(part.Data[part.Rows[k], b]), 3.2);
    }
}
