using System.CommandLine;
using Backprop.Functional.Lecture;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>An experiment whose steps are looked at: that of a command line, or the lecture's example by its name.</summary>
/// <param name="Run">What is folded.</param>
/// <param name="Settings">What it is, by name.</param>
internal sealed record SeenExperiment(Run Run, IReadOnlyList<(string Name, string Value)> Settings)
{
    /// <summary>The run whose folder it is, if it is one: its checkpoints are ways in.</summary>
    private RunFolder? Folder { get; init; }

    /// <summary>The traces of some steps, from the last checkpoint before them on, if there is one.</summary>
    public IEnumerable<StepTrace> Traces(long first, long last) => Run.Traces(first, last, Before(first));

    private const string Example = "lecture06";

    public static Checked<SeenExperiment> Read(ParseResult parsed, ExperimentOptions options) => IsExample(parsed, options)
        ? Checked.Good(new SeenExperiment(WorkedExample.Run, [.. TraceSettings.Of(WorkedExample.Run)]))
        : FolderOf(parsed, options) is { } path
            ? RunFolder.Read(path).Bind(folder => folder.Prepare().Map(ready => new SeenExperiment(ready.Run, [.. TraceSettings.Of(ready)]) { Folder = folder }))
            : options.Read(parsed).Bind(given => given.Prepare()).Map(ready => new SeenExperiment(ready.Run, [.. TraceSettings.Of(ready)]));

    /// <summary>What is wrong with the words; the data is not looked at.</summary>
    public static IEnumerable<Problem> Problems(ParseResult parsed, ExperimentOptions options) => IsExample(parsed, options) || FolderOf(parsed, options) is not null ? [] : options.Read(parsed).Problems;

    private RunState? Before(long step) => Folder?.Checkpoints.Reverse().Select(epoch => Folder.Checkpoint(epoch)).Where(checkpoint => checkpoint.IsGood)
        .Select(checkpoint => checkpoint.OrThrow().State).FirstOrDefault(state => state.State.Steps < step);

    private static string? FolderOf(ParseResult parsed, ExperimentOptions options) =>
        parsed.GetResult(options.File)?.Tokens is [{ Value: var path }] && Directory.Exists(path) ? path : null;

    private static bool IsExample(ParseResult parsed, ExperimentOptions options) =>
        parsed.GetResult(options.File)?.Tokens is [{ Value: Example }] && !File.Exists(Example);
}
