using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Lecture;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;
using Backprop.Functional.Pictures;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Snapshots.Pictures;

/// <summary>Every picture of the worked example's network and of trained ones, as SVG.</summary>
public class PictureSnapshots
{
    public static TheoryData<string> Names => new(
        "loss-iris", "accuracy-iris", "gradients-iris", "rate", "one-epoch", "diverged", "log-and-names",
        "network-lecture", "network-iris", "network-digits", "boundary-xor", "boundary-iris", "boundary-landscape",
        "confusion-iris", "confusion-digits", "units-digits");

    [Theory, MemberData(nameof(Names)), MatchesSnapshots("pictures/", nameof(Names))]
    public Task Drawn(string name) => Snapshot.Match(Picture(name).Svg.Replace(Style, "(style)", StringComparison.Ordinal), $"pictures/{name}");

    [Fact, MatchesSnapshot("pictures/one-with-style")]
    public Task Styled() => Snapshot.Match(Picture("one-epoch").Svg, "pictures/one-with-style");

    /// <summary>The same in all pictures: it is told once.</summary>
    private static string Style { get; } = Picture("one-epoch").Svg is var svg ? svg[svg.IndexOf("<style>", StringComparison.Ordinal)..(svg.IndexOf("</style>", StringComparison.Ordinal) + 8)] : "";

    private static Picture Picture(string name) => name switch
    {
        "loss-iris" => Curves.Loss(Iris.Figures),
        "accuracy-iris" => Curves.Accuracy(Iris.Figures)!,
        "gradients-iris" => Curves.Gradients(Iris.Figures)!,
        "rate" => Curves.Rate(Rows([0.5, 0.25, 0.125], eta => new(0, 1, null, null, eta, [])))!,
        "one-epoch" => Curves.Loss(Rows([0.7], loss => new(0, loss, null, null, null, []))),
        "diverged" => Curves.Loss(Rows([0.7, 2, 90, double.NaN, double.PositiveInfinity, 3], loss => new(0, loss, 1, null, null, []))),
        "log-and-names" => LineChart.Of("Names & numbers", "step", "size <b>", AxisScale.Counting, AxisScale.Logarithmic,
        [
            new("<script>\"quoted\" & 'tagged'</script>", Falling(1)), new("שלום עולם", Falling(2)), new("🙂 emoji \u0001 \uD800", Falling(3)),
            new("a name that is much longer than a legend can show beside its line", Falling(4)),
        ]),
        "network-lecture" => NetworkPicture.Of(WorkedExample.Network, ["x1", "x2", "x3"], ["t1", "t2"]),
        "network-iris" => NetworkPicture.Of(Iris.Network, Iris.Model.FeatureNames, Iris.Model.OutputNames),
        "network-digits" => NetworkPicture.Of(Digits.Network, [], Digits.Model.OutputNames),
        "boundary-xor" => BoundaryPicture.Of(Xor.Model, Xor.Run.Split.Training, 0, 1),
        "boundary-iris" => BoundaryPicture.Of(Iris.Model, Iris.Run.Split.Training, 2, 3),
        "boundary-landscape" => BoundaryPicture.Of(Lecture.Model, Lecture.Run.Split.Training, 0, 2),
        "confusion-iris" => ConfusionPicture.Of(Iris.Summary.Evaluation!.Confusion!),
        "confusion-digits" => ConfusionPicture.Of(Digits.Summary.Evaluation!.Confusion!),
        "units-digits" => UnitsPicture.Of(Digits.Network, Digits.Run.Split.Training.Data.Image!),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such picture"),
    };

    private static Trained Iris { get; } = Trained.Of("iris", new() { Epochs = 40, Hidden = [8] });

    private static Trained Digits { get; } = Trained.Of("digits", new() { Epochs = 6, Hidden = [12] });

    private static Trained Xor { get; } = Trained.Of("xor", new() { Epochs = 400, Hidden = [4], Activation = new Activation.Tanh(), Split = Fractions.Parse("1/0/0").OrThrow() });

    private static Trained Lecture { get; } = Trained.Of("lecture06", new() { Epochs = 2, Hidden = [2] });

    private static Values<EpochFigures> Rows(Values<double> numbers, Func<double, EpochFigures> row) => numbers.Map((number, k) => row(number) with { Epoch = k + 1 });

    private static Values<Point> Falling(int k) => Values.From(Enumerable.Range(0, 6).Select(i => new Point(i, k / Math.Sqrt(1 << (4 * i)))));
}

/// <summary>A run that is over, with the figures of its epochs.</summary>
internal sealed record Trained(Run Run, Values<EpochFigures> Figures, Summary Summary)
{
    public Networks.Network Network => Summary.State.Network;

    public Model Model => Model.Of(Run, Network);

    public static Trained Of(string source, Experiment experiment)
    {
        var run = DataSource.Load(source, DataOptions.Of(experiment.Seed)).Bind(experiment.Prepare).OrThrow();
        var epochs = run.Epochs().ToList();
        return new(run, Values.From(epochs.Select(EpochFigures.Of)), Summary.Of(run, epochs[^1]));
    }
}
