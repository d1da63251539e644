using System.Text;
using System.Text.Unicode;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Persistence.Settings;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>One of two things that are compared: what it is, told by its content, and its steps.</summary>
/// <param name="Kind">In a word; only two of the same kind can be compared.</param>
/// <param name="Steps">What it tells.</param>
/// <param name="Later">Receives what is found to be wrong with it while it is read.</param>
internal sealed record DiffSource(string Kind, TraceSteps Steps, List<Problem> Later)
{
    /// <summary>The lines of a text that tell no value.</summary>
    public Values<(int Number, string Line)> Words { get; private init; } = [];

    /// <summary>The run, if it is one.</summary>
    public RunFolder? Run { get; private init; }

    /// <summary>Whether it tells any value; a text may tell none.</summary>
    public bool HasValues { get; private init; } = true;

    /// <summary>The bytes of a file that is nothing else.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; private init; }

    /// <summary>How many bytes of memory its steps need at least, where they are computed.</summary>
    public double Needed { get; private init; }

    /// <summary>Whether nothing is in it: then it is the text of no lines, and may have been meant as anything.</summary>
    public bool IsEmpty { get; private init; }

    public static Checked<DiffSource> Open(string path)
    {
        if (Directory.Exists(path)) return OfFolder(path);
        if (!File.Exists(path)) return Checked.Bad<DiffSource>(new Problem.Missing(path, "there is no such file", "check the path"));
        try
        {
            return Content(path) switch
            {
                "trace" => OfTrace(path),
                "tensors" => OfTensors(path),
                "JSON" => OfJson(path),
                _ => OfOther(path),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Checked.Bad<DiffSource>(new Problem.Unreadable(path, "the file cannot be read", "check its permissions"));
        }
    }

    private static string Content(string path)
    {
        using var stream = File.OpenRead(path);
        var head = new byte[512];
        var count = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (count > 8 && head[8] == '{' && head.AsSpan(0, 8).Contains((byte)0)) return "tensors";
        var text = Encoding.UTF8.GetString(head, 0, count).TrimStart('\uFEFF', ' ', '\n', '\r', '\t');
        if (!text.StartsWith('{')) return text.StartsWith("//", StringComparison.Ordinal) ? "JSON" : "text";
        return TraceReader.IsFirst(File.ReadLines(path).First(static line => !string.IsNullOrWhiteSpace(line))) ? "trace" : "JSON";
    }

    /// <summary>A text, or bytes that are none: one with a zero, or that are not UTF-8, unless a mark at the beginning tells the wider letters of Windows.</summary>
    private static Checked<DiffSource> OfOther(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || (Utf8.IsValid(bytes) && !bytes.Contains((byte)0))
            ? OfText(File.ReadAllText(path))
            : Good("binary file", new([])).Map(source => source with { Bytes = bytes });
    }

    private static Checked<DiffSource> OfText(string text) => Good("text", SnapshotReader.Read(text)).Map(source => source with
    {
        Words = [.. SnapshotReader.Words(text)], HasValues = SnapshotReader.HasValues(text), IsEmpty = string.IsNullOrWhiteSpace(text),
    });

    private static Checked<DiffSource> OfTrace(string path)
    {
        var later = new List<Problem>();
        return TraceReader.Settings(File.ReadLines(path).First(), path).Map(settings =>
            new DiffSource("trace", new(TraceReader.Steps(File.ReadLines(path).Skip(1), path, later)) { Settings = settings }, later));
    }

    private static Checked<DiffSource> OfTensors(string path) => Stored.Bytes(path).Bind(bytes => SafeTensors.Read(bytes, path)).Bind(file => Good(Model, TensorEntries.Of(file)));

    private static Checked<DiffSource> OfJson(string path)
    {
        var text = File.ReadAllText(path);
        return KindOf(text) switch
        {
            null => OfExperiment(text, path),
            Model => NetworkJson.Read(text, path).Bind(network => Good(Model, Difference.Lone(ParameterArrays.Of(Stage.Before, "", network.Parameters)) with
            {
                Settings = [.. TensorEntries.Settings(network)],
            })),
            { } kind => Good(kind, new([])).Map(source => source with { Words = [.. Lines(text)], HasValues = false }),
        };
    }

    /// <summary>What a JSON is by its keys, if it is no experiment. One that cannot be read has none: what it was meant to be is guessed from its words.</summary>
    private static string? KindOf(string text)
    {
        var read = NodeReader.Read(text, "") is (Node.Object all, _) ? all : null;
        return Kinds.FirstOrDefault(one => read is null ? text.Contains($"\"{one.Word}\"", StringComparison.Ordinal) : read.Find(one.Key) is not null).Kind;
    }

    private const string Model = "model";

    /// <summary>A network, and what train writes of a run beside its experiment: each by a key that only it has, and by a word that no experiment needs.</summary>
    private static readonly (string Key, string Word, string Kind)[] Kinds =
    [
        ("chainHash", "chainHash", "summary"), ("testSha256", "testSha256", "receipt of data"), ("vectorBits", "vectorBits", "receipt of a machine"), ("layers", "weights", Model),
    ];

    private static IEnumerable<(int Number, string Line)> Lines(string text) =>
        text.Split('\n').Select(static (line, i) => (i + 1, line.Trim())).Where(static line => line.Item2.Length > 0);

    private static Checked<DiffSource> OfExperiment(string text, string path) => LocalExperiment.Read(text, path).Bind(given => given.Prepare()).Bind(ready =>
        Good("experiment", new(ready.Run.Traces(1, long.MaxValue).Select(TraceStep.Of)) { Settings = [.. TraceSettings.Of(ready)] })
            .Map(source => source with { Needed = RunMemory.Needed(ready.Run) }));

    private static Checked<DiffSource> OfFolder(string path) => RunFolder.Read(path).Bind(run => Good("run", RunEntries.Of(run)).Map(source => source with { Run = run }));

    private static Checked<DiffSource> Good(string kind, TraceSteps steps) => Checked.Good(new DiffSource(kind, steps, []));
}
