using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Lecture;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;
using Backprop.Functional.Pictures;
using Backprop.Functional.Reports;
using Backprop.Functional.Training;

namespace Backprop.Functional.Browser.Tests;

/// <summary>The pages that are driven, each written once to a folder of this run.</summary>
internal static class Pages
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("backprop-pages-").FullName;
    private static readonly Dictionary<string, string> Written = [];

    public static IReadOnlyList<string> Names { get; } = ["example", "iris", "digits", "several", "hostile"];

    public static string Path(string name)
    {
        if (Written.TryGetValue(name, out var path)) return path;
        path = System.IO.Path.Combine(Folder, $"{name}.html");
        File.WriteAllText(path, name switch
        {
            "example" => ExampleHtml.Of(ExampleReport.Calculate(), digits: 4, bits: false),
            "iris" => Report.Html([Trained("iris", "iris", new() { Epochs = 30, Hidden = [3] })]),
            "digits" => Report.Html([Trained("digits", "digits", new() { Epochs = 3, Hidden = [12] })]),
            "several" => Report.Html(
            [
                Trained("sigmoid", "iris", new() { Epochs = 20, Hidden = [3] }),
                Trained("tanh", "iris", new() { Epochs = 20, Hidden = [4, 3], Activation = new Activation.Tanh() }),
                Trained("numbers", "sine", new() { Epochs = 20, Hidden = [4], Eta = 0.05 }),
            ]),
            "hostile" => Report.Html([Trained(HostileNames.Run, HostileNames.File(Folder), new() { Epochs = 5, Hidden = [3] })]),
            "large" => Report.Html([Trained("large", LargeImages.In(Folder), new() { Epochs = 50, Hidden = [512, 512], Batching = new Batching.Mini(32), Precision = Precision.Float32 })]),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such page"),
        });
        return Written[name] = path;
    }

    private static ReportRun Trained(string name, string source, Experiment experiment)
    {
        var document = new ExperimentDocument { Source = source, Experiment = experiment };
        var run = document.LoadData().Bind(document.Experiment.Prepare).OrThrow();
        var epochs = run.Epochs().Select(epoch => (Figures: EpochFigures.Of(epoch), epoch)).ToList();
        return RunFacts.Of(name, document, run, Values.From(epochs.Select(one => one.Figures)), Summary.Of(run, epochs[^1].epoch));
    }
}

/// <summary>Column and class names that would be markup, code or another direction if they were not text.</summary>
internal static class HostileNames
{
    public const string Run = "<b onmouseover=alert(0)>run</b> \"1\" & 'two' 🙂 שלום";

    public static IReadOnlyList<string> Features { get; } = ["<script>alert(1)</script>", "he said \"hi\" & 'bye' </style>", "שלום עולם", "🙂 emoji \u202E turned"];

    public static IReadOnlyList<string> Classes { get; } = ["<img src=x onerror=alert(2)>", "\"quoted\" & עברית", "👩‍🔬 مرحبا"];

    public static string File(string folder)
    {
        var path = Path.Combine(folder, "hostile.csv");
        var rows = Enumerable.Range(0, 36).Select(i => $"{i % 3 * 4 + i % 5},{i % 7},{(i % 3) - (i % 4)},{i % 11},{Quoted(Classes[i % 3])}");
        System.IO.File.WriteAllLines(path, [$"{string.Join(',', Features.Select(Quoted))},class", .. rows]);
        return path;
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>Images of 28 x 28 pixels in ten classes, in the files of MNIST; what they show does not matter here.</summary>
internal static class LargeImages
{
    private const int Count = 96, Side = 28, Kinds = 10;

    public static string In(string folder)
    {
        var into = Directory.CreateDirectory(Path.Combine(folder, "large")).FullName;
        File.WriteAllBytes(Path.Combine(into, "train-images-idx3-ubyte"),
            [0, 0, 8, 3, .. BigEndian(Count), .. BigEndian(Side), .. BigEndian(Side), .. Enumerable.Range(0, Count * Side * Side).Select(Pixel)]);
        File.WriteAllBytes(Path.Combine(into, "train-labels-idx1-ubyte"), [0, 0, 8, 1, .. BigEndian(Count), .. Enumerable.Range(0, Count).Select(i => (byte)(i % Kinds))]);
        return into;
    }

    private static byte Pixel(int k)
    {
        var (image, pixel) = (k / (Side * Side), k % (Side * Side));
        return (byte)((((pixel % Side) * (image % Kinds + 1)) + (pixel / Side * 7) + (image * 31)) % 256);
    }

    private static byte[] BigEndian(int n) => [(byte)(n >> 24), (byte)(n >> 16), (byte)(n >> 8), (byte)n];
}
