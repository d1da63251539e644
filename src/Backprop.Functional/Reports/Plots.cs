using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Pictures;

namespace Backprop.Functional.Reports;

/// <summary>The single pictures of a run, by their names.</summary>
public static class Plots
{
    private static readonly (string Kind, string Lacking, Func<ReportRun, Picture?> Draw)[] Known =
    [
        ("loss", "no epoch is done", run => run.Epochs.Count == 0 ? null : Curves.Loss(run.Epochs)),
        ("accuracy", "it has no validation part with classes", run => Curves.Accuracy(run.Epochs)),
        ("rate", "no epoch is done", run => Curves.Rate(run.Epochs)),
        ("gradients", "no epoch is done", run => Curves.Gradients(run.Epochs)),
        ("network", "", run => NetworkPicture.Of(run.Model.Network, run.Model.FeatureNames, run.Model.OutputNames)),
        ("units", "its inputs are no image, or its data is not there", run => run.Image is { } image ? UnitsPicture.Of(run.Model.Network, image) : null),
        ("confusion", "it has no result with classes", run => run.Evaluation?.Confusion is { } confusion ? ConfusionPicture.Of(confusion) : null),
        ("boundary", "its data is not there", Boundary),
    ];

    /// <summary>The names of the pictures.</summary>
    public static Values<string> Kinds { get; } = Values.From(Known.Select(known => known.Kind));

    /// <summary>A picture of a run, or why there is none.</summary>
    /// <param name="run">The run.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    public static Checked<Picture> Of(ReportRun run, string kind)
    {
        ArgumentNullException.ThrowIfNull(run);
        var found = Known.FirstOrDefault(known => known.Kind == kind);
        if (found.Kind is null) return Checked.Bad<Picture>(new Problem.Unknown("--kind", $"'{kind}' is unknown", $"{Words.DidYouMean(kind, Kinds)}known are {Words.List(Kinds)}"));
        return found.Draw(run) is { } picture
            ? Checked.Good(run.Remark is { } remark && kind is ("network" or "units" or "boundary") ? picture.Under(remark) : picture)
            : Checked.Bad<Picture>(new Problem.Mismatch(run.Name,
                $"there is no picture of kind {kind}: {(IsUnmeasured(run, kind) ? "the run ended before its accuracy was measured" : found.Lacking)}",
                "choose another kind, or name the data with --data"));
    }

    /// <summary>A run may diverge, or be interrupted, in its first epoch; the validation part is looked at after it.</summary>
    private static bool IsUnmeasured(ReportRun run, string kind) => kind == "accuracy" && run.Model.IsClassifier && run.Validation > 0;

    /// <summary>The run with the two inputs of its boundary chosen, by name or by number from 1.</summary>
    /// <param name="run">The run.</param>
    /// <param name="a">The input of the horizontal axis.</param>
    /// <param name="b">The input of the vertical axis.</param>
    public static Checked<ReportRun> Over(ReportRun run, string a, string b)
    {
        ArgumentNullException.ThrowIfNull(run);
        var names = run.Model.FeatureNames;
        var (first, second) = (Place(a), Place(b));
        if (first is { } one && second is { } other && one != other) return Checked.Good(run with { Boundary = (one, other) });
        return Checked.Bad<ReportRun>(first is not null && second is not null
            ? new Problem.OutOfRange("--inputs", "the same input stands there twice", "name two inputs")
            : new Problem.Unknown("--inputs", $"{Words.Quote(first is null ? a : b)} is no input of {run.Name}", $"known are {Words.List(names, 12)}, or a number from 1"));

        int? Place(string word) => names.Select((name, i) => (name, i)).Where(one => one.name == word).Select(one => (int?)one.i).FirstOrDefault()
            ?? (int.TryParse(word, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
                && number >= 1 && number <= names.Count ? number - 1 : null);
    }

    /// <summary>What a run answers over two of its inputs, or over its only one.</summary>
    internal static Picture? Boundary(ReportRun run)
    {
        if (run.Samples is not { Count: > 0 } samples) return null;
        if (samples.Data.Inputs == 1) return AnswerPicture.Of(run.Model, samples);
        var (a, b) = run.Boundary ?? BoundaryPicture.Strongest(run.Model.Network);
        return BoundaryPicture.Of(run.Model, samples, a, b);
    }
}
