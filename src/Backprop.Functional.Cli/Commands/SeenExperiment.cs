using System.CommandLine;
using Backprop.Functional.Lecture;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>An experiment whose steps are looked at: that of a command line, or the lecture's example by its name.</summary>
/// <param name="Run">What is folded.</param>
/// <param name="Settings">What it is, by name.</param>
internal sealed record SeenExperiment(Run Run, IReadOnlyList<(string Name, string Value)> Settings)
{
    private const string Example = "lecture06";

    public static Checked<SeenExperiment> Read(ParseResult parsed, ExperimentOptions options) => IsExample(parsed, options)
        ? Checked.Good(new SeenExperiment(WorkedExample.Run, [.. TraceSettings.Of(WorkedExample.Run)]))
        : options.Read(parsed).Bind(given => given.Prepare()).Map(ready => new SeenExperiment(ready.Run, [.. TraceSettings.Of(ready)]));

    /// <summary>What is wrong with the words; the data is not looked at.</summary>
    public static IEnumerable<Problem> Problems(ParseResult parsed, ExperimentOptions options) => IsExample(parsed, options) ? [] : options.Read(parsed).Problems;

    private static bool IsExample(ParseResult parsed, ExperimentOptions options) =>
        parsed.GetResult(options.File)?.Tokens is [{ Value: Example }] && !File.Exists(Example);
}
