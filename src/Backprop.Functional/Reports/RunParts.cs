using System.Globalization;
using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;
using Backprop.Functional.Pictures;

namespace Backprop.Functional.Reports;

/// <summary>What a report shows of one run, subject by subject; what the run does not have gives nothing.</summary>
internal static class RunParts
{
    /// <summary>The subjects in the order of the tabs. The second word of a content is an address that is its own in the page.</summary>
    public static Values<(string Id, string Title, Func<ReportRun, string, Values<Markup>> Content)> All { get; } =
    [
        ("curves", "Curves", Curves),
        ("network", "Network", Network),
        ("units", "Hidden units", Units),
        ("confusion", "Confusion", Confusion),
        ("boundary", "Boundary", Boundary),
        ("steps", "Step-through", Steps),
        ("settings", "Settings", Settings),
    ];

    /// <summary>A sentence and the main figures.</summary>
    public static IEnumerable<Markup> Head(ReportRun run)
    {
        var network = run.Model.Network;
        yield return Markup.Of("p", "lead", $"{network.Shape}, {string.Join(", ", network.Layers.Map(layer => layer.F.Name))}. Ended {run.Reason}.{(run.Remark is { } remark ? $" {remark}" : "")}");
        yield return Markup.Of("ul", "tiles",
        [
            .. Tile($"{run.Part} accuracy", run.Evaluation?.Accuracy is { } share ? Figure.Share(share) : null),
            .. Tile($"{run.Part} error (rmse)", run.Evaluation?.Rmse is { } rmse ? Figure.Short(rmse) : null),
            .. Tile($"{run.Part} loss", run.Evaluation is { } evaluation ? Figure.Short(evaluation.Loss) : null),
            .. Tile("epochs", run.Completed?.ToString(CultureInfo.InvariantCulture)),
            .. Tile("parameters", network.Parameters.Count.ToString(CultureInfo.InvariantCulture)),
        ]);
    }

    private static IEnumerable<Markup> Tile(string name, string? figure) =>
        figure is null ? [] : [Markup.Plain("li", Markup.Of("span", [], name), Markup.Of("strong", [], figure))];

    private static Values<Markup> Curves(ReportRun run, string id)
    {
        if (run.Epochs.Count == 0) return [];
        var figures = Values.Of(Page.Figure(Pictures.Curves.Loss(run.Epochs), $"{id}-loss", "Each training sample is measured before the update of its batch."));
        if (Pictures.Curves.Accuracy(run.Epochs) is { } accuracy) figures = figures.Add(Page.Figure(accuracy, $"{id}-accuracy", "The share of the validation part that is classified rightly."));
        if (Pictures.Curves.Gradients(run.Epochs) is { } gradients)
            figures = figures.Add(Page.Figure(gradients, $"{id}-gradients", "At the last step of each epoch. "
                + "The lecture: “The later network layers will tend to have larger local gradients than the earlier layers.”"));
        if (Pictures.Curves.Rate(run.Epochs) is { } rate) figures = figures.Add(Page.Figure(rate, $"{id}-rate", "At the last step of each epoch."));
        return [Markup.Of("div", "figures", figures)];
    }

    /// <summary>Each picture of a network that is no result says so: of several runs the head does not.</summary>
    private static Values<Markup> Remark(ReportRun run) => run.Remark is { } remark ? [Markup.Of("p", "note", remark)] : [];

    private static Values<Markup> Network(ReportRun run, string id) =>
    [
        .. Remark(run),
        Markup.Of("div", "figures one", Wide(NetworkPicture.Of(run.Model.Network, run.Model.FeatureNames, run.Model.OutputNames), id,
            "A line is as wide as its weight is large. Blue is positive, orange is negative.")),
    ];

    private static Values<Markup> Units(ReportRun run, string id)
    {
        if (run.Image is not { } image) return [];
        var pictures = UnitsPicture.Each(run.Model.Network, image);
        return
        [
            .. Remark(run),
            Markup.Of("p", "note", $"{UnitsPicture.Description(run.Model.Network, image, pictures.Count)} "
                + "Where a pixel is blue, ink speaks for the neuron; where it is orange, against it. The lecture: “The hidden neurons act as feature detectors.”"),
            Markup.Of("div", "units", pictures.Map((picture, k) => (Markup)Markup.Plain("figure",
                picture.Inline(string.Create(CultureInfo.InvariantCulture, $"{id}-{k + 1}")), Markup.Of("figcaption", [], picture.Title)))),
        ];
    }

    private static Values<Markup> Confusion(ReportRun run, string id) => run.Evaluation?.Confusion is not { } confusion ? [] :
    [
        Markup.Of("div", "figures one", Wide(ConfusionPicture.Of(confusion), id, $"On the {run.Part} part: {ConfusionPicture.Of(confusion).Description}")),
    ];

    private static Values<Markup> Boundary(ReportRun run, string id)
    {
        if ((run.Image is not null && run.Boundary is null) || Plots.Boundary(run) is not { } picture) return [];
        return [.. Remark(run), Markup.Of("div", "figures one", Wide(picture, id, $"{picture.Description} The points are training samples."))];
    }

    private static Values<Markup> Steps(ReportRun run, string id)
    {
        if (run.Sample is not { } trace) return [];
        var walk = Walk.Of(trace, new NumberText(trace.Before.Network.Precision, Digits: 4), static _ => Markup.Nothing);
        return
        [
            Markup.Of("p", "note", $"One more step on one sample, at the weights {run.When}: forward, loss, backward, update. Arrow keys go from value to value.",
                walk.IsWhole ? "" : " Of each layer the units with the largest delta are told, of the inputs the largest; “rest” stands for the other terms of a sum."),
            WalkHtml.Of(walk, id),
        ];
    }

    private static Values<Markup> Settings(ReportRun run, string id) =>
    [
        Page.Facts("What was asked for", run.Settings, Page.Name),
        Page.Facts("What it is, to the bit", run.Hashes, static hash => Markup.Of("code", [], hash)),
    ];

    /// <summary>A picture that keeps its size where there is room, and is scrolled where there is little.</summary>
    private static Markup.Element Wide(Picture picture, string id, params IEnumerable<Markup> remark) =>
        Markup.Of("div", [
            ("class", "wide"), ("tabindex", "0"), ("role", "group"), ("aria-label", picture.Title),
            ("style", string.Create(CultureInfo.InvariantCulture, $"max-width:{picture.Width * 1.2:F0}px;--own:{picture.Width}px"))],
            Page.Figure(picture, id, remark));
}
