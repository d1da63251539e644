using System.CommandLine;
using Backprop.Functional.Cli.Display;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Data;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop explain: one value of one step, derived down to what is given.</summary>
internal static class ExplainCommand
{
    private static readonly string[] Formats = ["text", "markdown", "latex", "html"];

    public static Command Build(Terminal terminal)
    {
        var experiment = SeenExperiment.Options();
        var value = new Option<string?>("--value")
        {
            HelpName = "NAME", Description = "The value: 'dE/dw(0)_2,1' 'v(2)_1@3' 'new w(0)_1,1' 'dy(2)_1/dw(0)_3,1'; of a rule such as adam also 'new m(0)_1,1' and 'rate(0)_1,1'",
        };
        var step = new Option<string>("--step") { HelpName = "K", Description = "The step, from 1", DefaultValueFactory = _ => "1" };
        var format = new Option<string>("--format", "-f") { HelpName = "WORD", Description = "text, markdown, latex or html", DefaultValueFactory = _ => "text" };
        var file = new PathOption("--out") { IsOutputFile = true, HelpName = "FILE", Description = "Write into this file; by default it is printed" };
        var command = new CheckedCommand("explain", parsed => [.. SeenExperiment.Problems(parsed, experiment), .. Read(parsed, value, step, format).Problems], Footer) { value, step, format, file };
        experiment.AddTo(command);
        command.SetAction(parsed =>
        {
            var (name, k, form, _) = Read(parsed, value, step, format);
            return SeenExperiment.Read(parsed, experiment).Bind(seen => Explain(seen, name!, k, form)).Match(
                text => ExitCode.Report(terminal, OutputFile.Write(terminal, parsed.Given(file), output => output.Write(text))),
                problems => ExitCode.Report(terminal, problems));
        });
        return command;
    }

    private static (ValueName? Name, long Step, Document Form, IReadOnlyList<Problem> Problems) Read(ParseResult parsed, Option<string?> value, Option<string> step, Option<string> format)
    {
        var words = new WordReader(parsed);
        var name = parsed.Given(value) is { } text ? ValueName.Parse(text) : null;
        if (parsed.Given(value) is null) words.Add(new Problem.OutOfRange(value.Name, "no value is named", "name one, such as --value 'dE/dw(0)_2,1'; backprop trace lists them all"));
        else if (name is null)
            words.Add(new Problem.Unknown(value.Name, $"{Words.Quote(parsed.Given(value)!)} is no name of a value",
                "write one such as w(1)_2,1 v(2)_1@3 delta(2)_1 dE/dw(0)_2,1 'new w(0)_1,1'; backprop trace lists them all"));
        var form = Document.Find(parsed.Word(format));
        if (form is null) words.Add(WordReader.Unknown(format, parsed.Word(format), Formats));
        return (name, (long)words.Whole(step, 1, long.MaxValue, "1"), form ?? Document.Text, words.Problems);
    }

    private static Checked<string> Explain(SeenExperiment seen, ValueName name, long step, Document form)
    {
        if (RunLength.Beyond(seen.Run, "--step", step) is { } problem) return Checked.Bad<string>(problem);
        if (seen.Traces(step, step).FirstOrDefault() is not { } trace) return Checked.Bad<string>(RunLength.Ended(seen.Run, "--step", step));
        return Derivation.Of(trace, name) is { } passages
            ? Checked.Good(form.Of(Shown.Of(TraceSettings.Title(seen.Run)), [], passages))
            : Checked.Bad<string>(new Problem.Unknown("--value", $"step {step} has no value {Words.Quote($"{name}")}",
                $"{(name.Symbol == "rate" ? Rate(trace) : "")}the net is {trace.At.Shape}, {Memory(trace)}, "
                + $"the batch has {Words.Count(trace.Batch.Count, "sample", "samples")}; backprop trace lists all names"));
    }

    private static string Rate(StepTrace trace) => trace.Recipe.Optimizer.Rule is Rule.GradientDescent
        ? "gradient descent has one rate for all weights, eta; "
        : "a weight has a rate of its own where its gradient is not 0; ";

    private static string Memory(StepTrace trace) =>
        $"{trace.Recipe.Optimizer.Rule.Name} remembers {(trace.After.Memory.Fields.Select(field => field.Name).ToList() is { Count: > 0 } fields ? Words.List(fields) : "nothing")}";

    private const string Footer =
        """
        example, explain and trace are one idea at three sizes: the lecture's example, one value, every value.

        Examples:
          backprop explain lecture06 --value 'dE/dw(0)_2,1'
          backprop explain lecture06 --value 'dy(2)_1/dw(0)_3,1'        the lecture's one signal path
          backprop explain --data iris --optimizer adam --value 'dw(0)_1,1' --step 3 --format html --out dw.html
        """;
}
