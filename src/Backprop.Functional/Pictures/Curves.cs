using System.Globalization;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Pictures;

/// <summary>What changes from epoch to epoch, as curves.</summary>
public static class Curves
{
    private const string Epochs = "epoch";

    /// <summary>The loss on the training and the validation part, on a logarithmic axis where it falls far.</summary>
    public static Picture Loss(Values<EpochFigures> epochs) => LineChart.Of("Loss", Epochs, "loss", AxisScale.Counting, ScaleOf(epochs.SelectMany(Losses)),
    [
        LineOf("training", epochs, row => row.Loss),
        .. Given("validation", epochs, row => row.Validation),
    ]);

    /// <summary>The share of the validation part that is classified rightly; nothing for numbers.</summary>
    public static Picture? Accuracy(Values<EpochFigures> epochs) => Optional("Accuracy", "accuracy", AxisScale.Share, Given("validation", epochs, row => row.Accuracy));

    /// <summary>The learning rate.</summary>
    public static Picture? Rate(Values<EpochFigures> epochs) => Optional("Learning rate", "eta", ScaleOf(epochs.Select(row => row.Rate ?? double.NaN)), Given("eta", epochs, row => row.Rate));

    /// <summary>
    /// The norm of the gradient, layer by layer, on a logarithmic axis unless all are 0. "The later network layers will tend to have larger local gradients than
    /// the earlier layers" (lecture 06, "Hidden layers").
    /// </summary>
    public static Picture? Gradients(Values<EpochFigures> epochs) => epochs is [] || epochs[0].GradientNorms.Count == 0 ? null
        : Optional("Gradient norm per layer", "norm of dE/dw", epochs.Any(row => row.GradientNorms.Any(norm => norm > 0)) ? AxisScale.Logarithmic : AxisScale.Linear,
            Values.From(Enumerable.Range(0, epochs[0].GradientNorms.Count).SelectMany(n => Given(
                string.Create(CultureInfo.InvariantCulture, $"layer {n + 1}"), epochs, row => n < row.GradientNorms.Count ? row.GradientNorms[n] : null))));

    /// <summary>A loss of several runs.</summary>
    /// <param name="title">Which loss.</param>
    /// <param name="runs">The runs by their names.</param>
    /// <param name="loss">The loss of an epoch; runs without it are left out.</param>
    internal static Picture? Losses(string title, Values<(string Name, Values<EpochFigures> Epochs)> runs, Func<EpochFigures, double?> loss) =>
        Optional(title, "loss", ScaleOf(runs.SelectMany(run => run.Epochs).Select(row => loss(row) ?? double.NaN)),
            Values.From(runs.SelectMany(run => Given(run.Name, run.Epochs, loss))));

    /// <summary>The accuracy of several runs; those without classes are left out.</summary>
    internal static Picture? Accuracies(Values<(string Name, Values<EpochFigures> Epochs)> runs) =>
        Optional("Validation accuracy", "accuracy", AxisScale.Share, Values.From(runs.SelectMany(run => Given(run.Name, run.Epochs, row => row.Accuracy))));

    private static Picture? Optional(string title, string label, AxisScale scale, Values<Line> lines) =>
        lines.Count == 0 ? null : LineChart.Of(title, Epochs, label, AxisScale.Counting, scale, lines);

    private static Values<Line> Given(string name, Values<EpochFigures> epochs, Func<EpochFigures, double?> figure) =>
        epochs.Any(row => figure(row) is not null) ? [LineOf(name, epochs, row => figure(row) ?? double.NaN)] : [];

    private static Line LineOf(string name, Values<EpochFigures> epochs, Func<EpochFigures, double> figure) =>
        new(name, epochs.Map(row => new Point(row.Epoch, figure(row))));

    private static IEnumerable<double> Losses(EpochFigures row) => [row.Loss, row.Validation ?? double.NaN];

    /// <summary>Logarithmic when all values are positive and the largest is more than twenty times the least.</summary>
    private static AxisScale ScaleOf(IEnumerable<double> values)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(1).ToList();
        return finite.Min() is > 0 and var least && finite.Max() > Wide * least ? AxisScale.Logarithmic : AxisScale.Linear;
    }

    private const int Wide = 20;
}
