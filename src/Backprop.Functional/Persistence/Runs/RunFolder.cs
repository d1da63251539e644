using System.Security.Cryptography;
using System.Text;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence.Settings;

namespace Backprop.Functional.Persistence.Runs;

/// <summary>A run as it lies in its folder: what was to be done, on which data, and what came of each epoch.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Text">The resolved experiment as it was written.</param>
/// <param name="Document">The same, read.</param>
/// <param name="Receipt">The data.</param>
/// <param name="Metrics">A row for each epoch that is done.</param>
/// <param name="Checkpoints">After which epochs there are checkpoints, ascending; 0 is the start.</param>
/// <param name="IsFinished">Whether its summary is written.</param>
public sealed record RunFolder(string Path, string Text, ExperimentDocument Document, Receipt Receipt, Values<MetricsRow> Metrics, Values<int> Checkpoints, bool IsFinished)
{
    /// <summary>The run of a folder, or all that is wrong with it. Half-written files have other names, and are never looked at.</summary>
    public static Checked<RunFolder> Read(string path)
    {
        if (!Directory.Exists(path))
            return Checked.Bad<RunFolder>(File.Exists(path)
                ? new Problem.Unreadable(path, "it is a file, and a run is a folder", "name the folder that train wrote")
                : new Problem.Missing(path, "there is no such folder", "name the folder that train wrote"));
        if (!File.Exists(In(path, RunFiles.Experiment)))
            return Checked.Bad<RunFolder>(File.Exists(In(path, RunFiles.Model))
                ? new Problem.Unreadable(path, $"it holds a model and no run: it has no {RunFiles.Experiment}, and of a stream none is kept",
                    "name the folder of a run; predict and evaluate need the model alone")
                : new Problem.Unreadable(path, $"it is no run: it has no {RunFiles.Experiment}", "name the folder that train wrote"));
        var text = Stored.Text(In(path, RunFiles.Experiment));
        var document = text.Bind(written => ExperimentDocument.Read(written, In(path, RunFiles.Experiment)));
        var receipt = Stored.Text(In(path, RunFiles.Data)).Bind(written => Receipt.Read(written, In(path, RunFiles.Data)));
        var metrics = File.Exists(In(path, RunFiles.Metrics))
            ? Stored.Text(In(path, RunFiles.Metrics)).Bind(written => MetricsRow.Read(written, In(path, RunFiles.Metrics)))
            : Checked.Good<Values<MetricsRow>>([]);
        List<Problem> problems = [.. document.Problems, .. receipt.Problems, .. metrics.Problems];
        return problems.Count > 0
            ? Checked.Bad<RunFolder>(problems)
            : Checked.Good(new RunFolder(path, text.OrThrow(), document.OrThrow(), receipt.OrThrow(), metrics.OrThrow(),
                EpochsOf(In(path, RunFiles.Checkpoints)), File.Exists(In(path, RunFiles.Summary))));
    }

    /// <summary>The name of a run by its content: the first 8 hex digits of SHA-256 over the resolved experiment, the hash of its data and the version of the arithmetic, a line each.</summary>
    public static string NameOf(PreparedExperiment prepared) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{prepared.Text}\n{Receipt.DataHash(prepared.Run.Split)}\n{NumericsVersion.Current}\n")))[..8];

    /// <summary>How many bytes of memory there are to run it again; by default that is not looked at.</summary>
    internal long Memory { get; init; } = long.MaxValue;

    /// <summary>Whether a trained model is there, whatever it is.</summary>
    internal bool HasModel => File.Exists(In(Path, RunFiles.Model));

    /// <summary>The trained model.</summary>
    public Checked<Model> Model() => ModelFile.Load(Path);

    /// <summary>The checkpoint after an epoch.</summary>
    public Checked<Checkpoint> Checkpoint(int epoch) => CheckpointOf(CheckpointPath(epoch));

    /// <summary>The checkpoint of a file.</summary>
    internal Checked<Checkpoint> CheckpointOf(string file) => Stored.Bytes(file).Bind(bytes => Runs.Checkpoint.Read(bytes, Document.Experiment.Optimizer!.Rule, file));

    /// <summary>Where the checkpoint after an epoch lies, if there is one.</summary>
    public string CheckpointPath(int epoch) => System.IO.Path.Combine(Path, RunFiles.Checkpoints, RunFiles.Checkpoint(epoch));

    /// <summary>The hashes of single steps, where they were recorded.</summary>
    public Checked<Values<StepRow>> Steps() => Stored.Text(In(Path, RunFiles.Steps)).Bind(text => StepRow.Read(text, In(Path, RunFiles.Steps)));

    /// <summary>Whether single steps were recorded.</summary>
    public bool HasSteps => File.Exists(In(Path, RunFiles.Steps));

    /// <summary>Makes the run ready to be run again, or to go on: with its data, which must be what it was.</summary>
    /// <param name="data">Where the data is now; by default where it was.</param>
    public Checked<PreparedExperiment> Prepare(string? data = null) => Prepare(data, here => here.LoadData());

    /// <summary>The same with data that is read by somebody, and only once: what it is instead of the data of the run is told from the same look.</summary>
    internal Checked<PreparedExperiment> Prepare(string? data, Func<ExperimentDocument, Checked<DataParts>> load)
    {
        var here = WithStart(data is null ? Document : Document with { Source = data });
        var parts = new Lazy<Checked<DataParts>>(() => load(here));
        return new GivenDocument(here, PlacesBeside(data)) { Memory = Memory, Load = () => parts.Value }.Prepare().Match(
            ready => Receipt.DataHash(ready.Run.Split) == Receipt.All ? Checked.Good(ready with { Document = Document, Text = Text }) : Other([]),
            problems => Other(problems));

        Checked<PreparedExperiment> Other(Values<Problem> problems) => Checked.Bad<PreparedExperiment>(OtherData.Of(this, here, parts.Value, data is not null, problems));
    }

    /// <summary>Where each setting stands; data that somebody names stands there no longer.</summary>
    private Dictionary<string, string> PlacesBeside(string? data) => NodeReader.Read(Text, In(Path, RunFiles.Experiment)).Bind(DocumentReader.Read).OrThrow().Places
        .Where(place => data is null || place.Key != "data.source").ToDictionary();

    /// <summary>Where a run began with a network of a file that is gone, its first checkpoint has that network.</summary>
    private ExperimentDocument WithStart(ExperimentDocument document) =>
        document.StartFile is { } file && !File.Exists(file) && File.Exists(CheckpointPath(0)) ? document with { StartFile = CheckpointPath(0) } : document;

    private static Values<int> EpochsOf(string folder) => Directory.Exists(folder)
        ? Values.From(Directory.EnumerateFiles(folder).Select(file => RunFiles.EpochOf(System.IO.Path.GetFileName(file))).OfType<int>().Order())
        : [];

    private static string In(string folder, string file) => System.IO.Path.Combine(folder, file);
}
