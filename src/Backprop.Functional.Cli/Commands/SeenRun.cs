using System.CommandLine;
using System.Globalization;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Networks;
using Backprop.Functional.Reports;

namespace Backprop.Functional.Cli.Commands;

/// <summary>The options of those commands that show a run of a folder.</summary>
internal sealed class SeenRun
{
    private readonly Option<string?> data = new("--data") { HelpName = "SOURCE", Description = "Where its data is now, if not where it was" };
    private readonly Option<string?> inputs = new("--inputs")
    {
        HelpName = "A,B", Description = "The two inputs of the decision boundary, by name or number; by default those with the largest weights",
    };
    private readonly Option<string> sample = new("--sample") { HelpName = "P", Description = "The training sample of the step-through, from 1", DefaultValueFactory = _ => "1" };

    public void AddTo(Command command)
    {
        command.Add(data);
        command.Add(inputs);
        if (command.Name == "report") command.Add(sample);
    }

    public IReadOnlyCollection<Problem> Faults(ParseResult parsed) =>
    [
        .. Sample(parsed) is null ? [new Problem.OutOfRange(sample.Name, "it is a whole number from 1", "1 is the first")] : (Problem[])[],
        .. parsed.Given(inputs) is { } word && word.Split(',').Length != 2
            ? [new Problem.OutOfRange(inputs.Name, $"two inputs are named, with a comma between them, not '{word}'", "write A,B; a name with a comma is told by its number")]
            : (Problem[])[],
    ];

    public Checked<ReportRun> Read(ParseResult parsed, string folder)
    {
        var run = LocalExperiment.OfRun(folder).Bind(kept => FolderReport.Of(kept, parsed.Given(data), Sample(parsed) ?? 1));
        return parsed.Given(inputs)?.Split(',') is [var a, var b] ? run.Bind(read => Plots.Over(read, a, b)) : run;
    }

    private int? Sample(ParseResult parsed) => int.TryParse(parsed.Word(sample), NumberStyles.None, CultureInfo.InvariantCulture, out var p) && p >= 1 ? p : null;
}
