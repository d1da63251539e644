using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Training;

namespace Backprop.Functional.Tests.Fuzzing;

/// <summary>Every reader of the library. One that is not here is not tested against hostile files.</summary>
internal static class Formats
{
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 3, .. Enumerable.Range(0, 24).Select(k => (byte)(k * 10))];
    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 4, 0, 1, 2, 1];
    private static readonly byte[] Doubles = [0, 0, 0x0E, 2, 0, 0, 0, 4, 0, 0, 0, 1, .. Enumerable.Range(0, 4).SelectMany(k => new byte[] { 0x3F, 0xF0, (byte)k, 0, 0, 0, 0, 0 })];
    private static readonly byte[] Integers = [0, 0, 0x0C, 1, 0, 0, 0, 4, .. Enumerable.Range(0, 4).SelectMany(k => new byte[] { 0, 0, 0, (byte)k })];

    private static PreparedExperiment Prepared { get; } = new ExperimentDocument
    {
        Source = "xor", Experiment = new() { Hidden = [2], Epochs = 3, Loss = new Loss.BinaryCrossEntropy(), Optimizer = new(new Rule.NAdam(), 0.01) },
    }.Prepare().OrThrow();

    private static IReadOnlyList<Epoch> Epochs { get; } = [.. Prepared.Run.Epochs()];

    private static string Zeros { get; } = new('0', 64);

    public static IReadOnlyList<Format> All { get; } =
    [
        // A field of two bytes can be a category, and that at most a thousand inputs of eight bytes.
        new("csv", Csvs(), bytes => Told(Csv.Read(bytes, "f.csv", new() { Missing = MissingValues.Drop })), 4000),
        new("csv with means", Csvs(), bytes => Told(Csv.Read(bytes, "f.csv", new() { Missing = MissingValues.Mean, Classify = true, Header = true })), 4000),
        // A compressed byte holds at most 1032.
        new("idx images", [Images, Doubles, Packed(Images), Packed(Doubles)], bytes => Told(Idx.Read(new MemoryStream(bytes), new MemoryStream(Labels), "idx")), 16000),
        new("idx labels", [Labels, Integers, Packed(Labels)], bytes => Told(Idx.Read(new MemoryStream(Images), new MemoryStream(bytes), "idx")), 16000),
        new("network json", Networks(), bytes => Told(NetworkJson.Read(Text(bytes), "net.json")), 400),
        // With a hash that fits: what its hash gives away says nothing of the reader behind.
        new("safetensors", [.. Models(), .. Checkpoints()], bytes => Told(SafeTensors.Read(Hashed(bytes), "f.safetensors")), 400),
        new("model", Models(), bytes => Told(ModelFile.Read(Hashed(bytes), "model.safetensors")), 400),
        new("checkpoint", Checkpoints(), bytes => Told(Checkpoint.Read(Hashed(bytes), new Rule.NAdam(), "c.safetensors")), 400),
        new("receipt", Texts(Receipt.Of(Prepared).Write()), bytes => Told(Receipt.Read(Text(bytes), "data.json")), 400),
        new("metrics", Texts(Metrics()), bytes => Told(MetricsRow.Read(Text(bytes), "metrics.csv")), 400),
        new("steps", Texts(Steps()), bytes => Told(StepRow.Read(Text(bytes), "steps.csv")), 400),
        new("experiment json", Experiments(), bytes => Told(ExperimentDocument.Read(Text(bytes), "e.experiment.json")), 400),
        // Each wrong field is told with the fields that there are.
        new("optimizer", Texts("adam", "lecture/rmsprop:eta=0.01,gamma=0.9", "l2=0.001+clip-by-norm=1+adam:decay=0.01", "rprop:variant=plus,delta0=0.05"), bytes => Told(OptimizerText.Parse(Text(bytes), null, "optimizer")), 2000),
        new("schedule", Texts("constant", "step:gamma=0.5,every=100", "warm-up:steps=50+cosine:low=0,horizon=1000", "inverse-time:d=0.01"), bytes => Told(ScheduleText.Parse(Text(bytes), 0.1, "schedule")), 400),
        new("words", Texts("glorot-uniform", "uniform:-0.5,0.5", "constant:0.1", "leaky-relu:0.2", "w(1)_2,1", "new dE/dw(0)_2,1@3", "softmax-ce"), bytes => Known(Text(bytes)), 400),
    ];

    private static byte[][] Csvs() => Texts(
        "a,b,c\n1,2,x\n3,4,y\n5,6,x\n", "1.5;2;0\r\n2.5;3;1\r\n3.5;4;0\r\n", "length\tcolour\tkind\n1\tred\tA\n2\t\"dark blue\"\tB\n?\tred\tA\n", "\uFEFFx,y\n1e5,-0.25\n,3\n1,4\n",
        "a,\"b \"\"quoted\"\"\",c\n1,2,3\n\n4,5,6\n").Append(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("a,b\n1,2\n3,4\n")).ToArray()).ToArray();

    private static byte[][] Networks() =>
    [
        .. from bias in Enum.GetValues<BiasKind>()
           from precision in Enum.GetValues<Precision>()
           let network = new Initializer.Scaled(Fan.Glorot, Distribution.Normal).Draw(new(3, [(2, new Activation.Tanh()), (2, new Activation.LeakyRelu(0.1))], bias, precision), Key.Of(1))
           select Encoding.UTF8.GetBytes(NetworkJson.Write(network)),
    ];

    private static byte[][] Experiments() => Texts(
        new ExperimentDocument().Write(), new ExperimentDocument().WriteWithComments(),
        new ExperimentDocument { Name = "n", Source = "iris", Experiment = new() { Hidden = [8, 4], Optimizer = new(new Rule.NAdam(), 0.01), Epochs = 3, Activation = new Activation.LeakyRelu(0.2) } }.Write(),
        "{}", "{ \"formatVersion\": 1, /* few */ \"seed\": 7, }");

    private static byte[][] Models() =>
    [
        .. from network in Networks()
           let read = NetworkJson.Read(Text(network), "n").OrThrow()
           select ModelFile.Write(new(read, new Scaling.Divide(255), ["a", "b", "c"], ["x", "y"], IsClassifier: true) { TargetName = "kind", Fill = Matrix.From(Precision.Float64, 1, 3, [1.5, double.NaN, -2]) }).ToArray(),
    ];

    private static byte[][] Checkpoints() =>
        [.. Epochs.Select(epoch => new Checkpoint(epoch.After, Zeros, Zeros, Prepared.Run.Batches.Key).Write().ToArray())];

    private static string Metrics() => string.Concat(Epochs.Select(epoch => MetricsRow.Of(epoch, Zeros).Write()).Prepend(MetricsRow.Header(2)).Select(line => line + "\n"));

    private static string Steps() =>
        string.Concat(StepRow.Of(Prepared.Run, RunState.Start(Prepared.Run.Start), plain: false).Select(row => row.Write()).Prepend(StepRow.Header).Select(line => line + "\n"));

    /// <summary>What somebody does who wants a damaged file to be believed: the file with the hash that it should have, where it has place for one.</summary>
    private static byte[] Hashed(byte[] file)
    {
        var (copy, start) = (file.ToArray(), 8 + SafeTensors.BeforeHash.Length);
        if (copy.Length < start + SafeTensors.HashLength || !copy.AsSpan(8).StartsWith(SafeTensors.BeforeHash)) return copy;
        copy.AsSpan(start, SafeTensors.HashLength).Fill((byte)'0');
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(copy)), copy.AsSpan(start));
        return copy;
    }

    private static byte[][] Texts(params IEnumerable<string> texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    public static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.SmallestSize)) stream.Write(bytes);
        return packed.ToArray();
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static IReadOnlyList<string> Told<T>(Checked<T> read) => [.. read.Problems.Map(problem => problem.ToString())];

    private static IReadOnlyList<string> Known(string word) =>
        Initializers.Find(word) is not null || Activations.Find(word) is not null || Losses.Find(word) is not null || ValueName.Parse(word) is not null ? [] : ["unknown"];
}
