using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;

namespace Backprop.Functional.Cli.Runs;

/// <summary>Where a new run goes, and what is there already: another run is never touched.</summary>
internal static class Place
{
    /// <summary>What only a run leaves; a model may be that of a stream.</summary>
    private static readonly string[] OfRun = [RunFiles.Experiment, RunFiles.Data, RunFiles.Metrics, RunFiles.Summary, RunFiles.Checkpoints];

    /// <summary>What keeps a run; or why it can be kept nowhere, or not there.</summary>
    /// <param name="prepared">The run.</param>
    /// <param name="folder">Where.</param>
    /// <param name="every">How many epochs lie between checkpoints.</param>
    /// <param name="recordsSteps">Whether each step leaves its hash.</param>
    /// <param name="most">How many bytes a file holds.</param>
    public static Checked<IRecord> For(PreparedExperiment prepared, string folder, int? every, bool recordsSteps, double most = FileSize.Most) =>
        FileSize.OfCheckpoint(prepared.Run, folder, most) is { } large ? Checked.Bad<IRecord>(large)
        // Looked at again once nobody else can write there.
        : Found(prepared, folder) ?? RunLock.For(folder, () => Found(prepared, folder) ?? RunWriter.Start(folder, prepared, every, recordsSteps));

    /// <summary>What is there already; nothing if the run can start.</summary>
    private static Checked<IRecord>? Found(PreparedExperiment prepared, string folder)
    {
        if (!Directory.Exists(folder) || !IsTaken(folder)) return null;
        return RunFolder.Read(folder).Match(
            run => !IsSame(run, prepared) ? Taken(folder, "another run is there")
                : run.IsFinished ? Checked.Good<IRecord>(new RunRepeat(run, prepared))
                : run.Checkpoints.Any(epoch => epoch > 0)
                    ? Checked.Bad<IRecord>(new Problem.Mismatch(folder, $"this run is there already, unfinished after epoch {run.Checkpoints[^1]}",
                        $"backprop train --resume {folder} goes on, or name another folder with --out"))
                : null,
            _ => File.Exists(Path.Combine(folder, RunFiles.Data)) || !File.Exists(Path.Combine(folder, RunFiles.Experiment)) ? Taken(folder, "files of a run are there that cannot be read") : null);
    }

    private static bool IsSame(RunFolder run, PreparedExperiment prepared) =>
        run.Text == prepared.Text && run.Receipt.All == Receipt.DataHash(prepared.Run.Split) && run.Receipt.NumericsVersion == NumericsVersion.Current;

    /// <summary>Why no model may go into a folder where no run is begun: that of another run is there, or will be.</summary>
    public static Problem? ForModel(string folder) => OfRun.Any(name => IsThere(folder, name)) ? Other(folder, "another run is there") : null;

    private static bool IsTaken(string folder) => OfRun.Append(RunFiles.Model).Any(name => IsThere(folder, name));

    private static bool IsThere(string folder, string name) => Path.Exists(Path.Combine(folder, name));

    /// <summary>
    /// The hash of the model that a stream's would replace, if one is there; to be asked before the stream, and again when it has ended. It knows
    /// neither the lines nor the rule that taught it: with the same names and layers it may be learned anew, else it is that of another stream.
    /// </summary>
    /// <param name="folder">Where it would go.</param>
    /// <param name="ofStream">The model of the stream.</param>
    /// <param name="most">How many bytes a file holds.</param>
    public static Checked<string?> ModelIn(string folder, Model ofStream, double most = FileSize.Most) =>
        (FileSize.OfModel(ofStream.Network, folder, most) ?? ForModel(folder)) is { } reason ? Checked.Bad<string?>(reason)
        : !Path.Exists(Path.Combine(folder, RunFiles.Model))
        ? Checked.Good<string?>(null)
        : Model.Load(folder).Match(
            there => Untaught(there) == Untaught(ofStream) ? Checked.Good<string?>(there.Network.Sha256) : Checked.Bad<string?>(Other(folder, "the model of another stream is there")),
            _ => Checked.Bad<string?>(Other(folder, "a model is there that cannot be read")));

    private static Model Untaught(Model model) => model with { Network = model.Network.With(model.Network.Parameters.Zero()) };

    private static Checked<IRecord> Taken(string folder, string rule) => Checked.Bad<IRecord>(Other(folder, rule));

    private static Problem.Mismatch Other(string folder, string rule) => new(folder, rule, "name another folder with --out");
}
