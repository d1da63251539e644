using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>Single pictures of runs in folders: the net of the lecture's example, and a deeper one.</summary>
public sealed class PlotSnapshots : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, string, string> Pictures => new()
    {
        { "plot-lecture-loss", Lecture, "--kind loss" },
        { "plot-lecture-network", Lecture, "--kind network" },
        { "plot-lecture-boundary", Lecture, "--kind boundary --inputs x1,3" },
        { "plot-lecture-gradients", Lecture, "--kind gradients" },
        { "plot-lecture-rate", Lecture, "--kind rate" },
        { "plot-deep-loss", Deep, "--kind loss" },
        { "plot-deep-accuracy", Deep, "--kind accuracy" },
        { "plot-deep-network", Deep, "--kind network" },
        { "plot-deep-boundary", Deep, "--kind boundary" },
        { "plot-deep-confusion", Deep, "--kind confusion" },
        { "plot-deep-gradients", Deep, "--kind gradients" },
        { "plot-images-units", Images, "--kind units" },
    };

    private const string Lecture = "--data lecture06 --hidden 2 --output sigmoid --bias tied --accumulate sum --eta 0.01 --epochs 3";
    private const string Deep = "--data iris --hidden 5,4 --activation tanh --optimizer adam:eta=0.05 --epochs 6";
    private const string Images = "--data digits --hidden 3 --epochs 1";

    [Theory, MemberData(nameof(Pictures)), MatchesSnapshots("cli/", nameof(Pictures))]
    public Task Plot(string name, string training, string arguments)
    {
        var run = Path.Combine(folder.Path, "run");
        Assert.Equal(0, CommandLine.Run(["train", .. training.Split(' '), "--out", run, "--quiet"]).Code);
        var (code, output, error) = CommandLine.Run(["plot", run, .. arguments.Split(' ')]);
        Assert.Equal((0, ""), (code, error));
        return Snapshot.Match(WithoutStyle(output), $"cli/{name}");
    }

    /// <summary>The style sheet is locked with the pictures of the library.</summary>
    private static string WithoutStyle(string svg) => svg.Remove(svg.IndexOf("<style>", StringComparison.Ordinal) + 7, svg.IndexOf("</style>", StringComparison.Ordinal) - svg.IndexOf("<style>", StringComparison.Ordinal) - 7);

    public void Dispose() => folder.Dispose();
}
