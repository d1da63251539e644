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

    private const string Example = "lecture06", Source = "data.source";

    /// <summary>The options of a command that looks at one.</summary>
    public static ExperimentOptions Options()
    {
        var options = new ExperimentOptions();
        options.File.Description = $"an experiment file (backprop new writes one), the folder of a run, or {Example}; what options say goes before a file";
        return options;
    }

    public static Checked<SeenExperiment> Read(ParseResult parsed, ExperimentOptions options) => IsExample(parsed, options)
        ? Checked.Good(new SeenExperiment(WorkedExample.Run, [.. TraceSettings.Of(WorkedExample.Run)]))
        : FolderOf(parsed, options) is { } path
            ? LocalExperiment.OfRun(path).Bind(folder => folder.Prepare(options.Word(parsed, Source)).Map(ready => new SeenExperiment(ready.Run, [.. TraceSettings.Of(ready)]) { Folder = folder }))
            : options.Read(parsed).Bind(given => given.Prepare()).Map(ready => new SeenExperiment(ready.Run, [.. TraceSettings.Of(ready)]));

    /// <summary>What is wrong with the words; the data is not looked at.</summary>
    public static IEnumerable<Problem> Problems(ParseResult parsed, ExperimentOptions options) =>
        IsExample(parsed, options)
            ? Besides(options.Others(parsed), "the lecture's example is what the lecture gives",
                "leave it out, or look at an experiment of your own: --data lecture06 has its samples")
        : FolderOf(parsed, options) is not null
            ? Besides(options.Others(parsed, Source), "a run is seen with the experiment that it kept",
                $"leave it out, or name the experiment: {RunFiles.Experiment} in the folder; --data may say where the same data is now")
        : options.Read(parsed).Problems;

    private static IEnumerable<Problem> Besides(IEnumerable<string> given, string rule, string cure) => given.Skip(1).Select(word => new Problem.Mismatch(word, rule, cure));

    private RunState? Before(long step) => Folder?.Checkpoints.Reverse().Select(epoch => Folder.Checkpoint(epoch)).Where(checkpoint => checkpoint.IsGood)
        .Select(checkpoint => checkpoint.OrThrow().State).FirstOrDefault(state => state.State.Steps < step);

    private static string? FolderOf(ParseResult parsed, ExperimentOptions options) =>
        parsed.GetResult(options.File)?.Tokens is [{ Value: var path }] && Directory.Exists(path) ? path : null;

    private static bool IsExample(ParseResult parsed, ExperimentOptions options) =>
        parsed.GetResult(options.File)?.Tokens is [{ Value: Example }] && !File.Exists(Example);
}
