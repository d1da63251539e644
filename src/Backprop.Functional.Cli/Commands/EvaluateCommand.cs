using System.CommandLine;
using Backprop.Functional.Cli.Display;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Persistence;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop evaluate: how good a trained model is on data with known answers.</summary>
internal static class EvaluateCommand
{
    private const string Footer =
        """
        Examples:
          backprop evaluate runs/first --data later.csv
          backprop evaluate runs/first --data later.csv --target found     the answers under another name

        Columns are found by the names that the model was trained with, the answers too; others are left aside. Without names, by their places.
        """;

    public static Command Build(Terminal terminal)
    {
        var model = ModelData.Model();
        var options = new EvaluateOptions();
        var json = new Option<bool>("--json") { Description = "Print a JSON object" };
        var command = new CheckedCommand("evaluate", parsed => options.Read(parsed).Problems, Footer) { model };
        options.AddTo(command);
        command.Add(json);
        command.SetAction(parsed => Model.Load(parsed.GetValue(model)!).Bind(loaded => Evaluated(loaded, parsed.Given(options.Data)!, options.Read(parsed).Options)).Match(
            evaluated => Show(terminal, evaluated.Data, evaluated.Evaluation, parsed.Flag(json)),
            problems => ExitCode.Report(terminal, problems)));
        return command;
    }

    private static Checked<(Dataset Data, Evaluation Evaluation)> Evaluated(Model model, string source, DataOptions options) =>
        ModelData.Read(model, options.Csv, csv => DataSource.Load(source, options with { Csv = csv }))
            .Map(parts => parts.GivenTest ?? parts.Data)
            .Bind(data => model.Evaluate(data).Map(evaluation => (data, evaluation)));

    private static int Show(Terminal terminal, Dataset data, Evaluation evaluation, bool asJson)
    {
        WarningText.Write(terminal, data.Warnings);
        if (asJson) terminal.Out.WriteLine(JsonLine.Of(json => SummaryJson.Write(json, evaluation)));
        else terminal.Out.Write(RunText.Result("data", evaluation, "--json prints it"));
        return ExitCode.Good;
    }
}
