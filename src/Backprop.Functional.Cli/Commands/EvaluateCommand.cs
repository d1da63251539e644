using System.CommandLine;
using System.Text;
using System.Text.Json;
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
        Example:
          backprop evaluate runs/first --data later.csv --target species

        Columns are found by the names that the model was trained with; others are left aside.
        """;

    public static Command Build(Terminal terminal)
    {
        var model = new Argument<string>("model") { HelpName = "MODEL|RUN", Description = "model.safetensors, or the folder of a run" };
        var data = new Option<string?>("--data") { HelpName = "SOURCE", Description = "A name (see: backprop data list), a CSV file, or a folder of IDX files, whose test part is taken" };
        var target = new Option<string?>("--target") { HelpName = "COLUMN", Description = "CSV: the column with the answers, by name or number; by default the last that is no input" };
        var weight = new Option<string?>("--weight") { HelpName = "COLUMN", Description = "CSV: the column that says what each sample counts in the loss" };
        var missing = new Option<string>("--missing") { HelpName = "WORD", Description = "CSV: refuse missing values (error), or drop their rows", DefaultValueFactory = _ => "error" };
        var seed = new Option<string>("--seed") { HelpName = "N", Description = "The seed from which generated data is drawn", DefaultValueFactory = _ => "1" };
        var json = new Option<bool>("--json") { Description = "Print a JSON object" };
        var command = new CheckedCommand("evaluate", parsed => Read(parsed, data, target, weight, missing, seed).Problems, Footer) { model, data, target, weight, missing, seed, json };
        command.SetAction(parsed => Model.Load(parsed.GetValue(model)!).Bind(loaded => Evaluated(loaded, parsed.Given(data)!, Read(parsed, data, target, weight, missing, seed).Options)).Match(
            evaluated => Show(terminal, evaluated.Data, evaluated.Evaluation, parsed.Flag(json)),
            problems => ExitCode.Report(terminal, problems)));
        return command;
    }

    private static Checked<(Dataset Data, Evaluation Evaluation)> Evaluated(Model model, string source, DataOptions options) =>
        DataSource.Load(source, options with { Csv = model.Reading(options.Csv) }).Match(Checked.Good, bad => Checked.Bad<DataParts>(bad.Select(ByOption))).Map(parts => parts.GivenTest ?? parts.Data).Bind(data => model.Evaluate(data).Map(evaluation => (data, evaluation)));

    /// <summary>The library speaks of the weight, and a user has the option.</summary>
    private static Problem ByOption(Problem problem) => problem.Place == "weight" ? new Problem.OutOfRange("--weight", problem.Rule, problem.Cure) : problem;

    private static (DataOptions Options, IReadOnlyList<Problem> Problems) Read(ParseResult parsed, Option<string?> data, Option<string?> target, Option<string?> weight, Option<string> missing, Option<string> seed)
    {
        var words = new WordReader(parsed);
        var source = parsed.Given(data);
        if (source is null && parsed.GetResult(data) is not { Implicit: false }) words.Add(new Problem.OutOfRange(data.Name, "it is missing", "name the data, such as --data later.csv"));
        var options = DataOptions.Of(words.Whole(seed, 0, ulong.MaxValue, "1")) with
        {
            Csv = new() { Target = parsed.Given(target), Weight = parsed.Given(weight), Missing = words.Choice(missing, ("error", MissingValues.Refuse), ("drop", MissingValues.Drop)) },
        };
        foreach (var (option, isGiven) in (ReadOnlySpan<(string, bool)>)[(weight.Name, options.Csv.Weight is not null), (missing.Name, options.Csv.Missing != MissingValues.Refuse)])
            if (isGiven && source is not null && !DataSource.IsCsv(source)) words.Add(new Problem.Mismatch(option, $"it is for CSV files, and '{source}' is none", "leave it out, or name a CSV file as data"));
        return (options, words.Problems);
    }

    private static int Show(Terminal terminal, Dataset data, Evaluation evaluation, bool asJson)
    {
        WarningText.Write(terminal, data.Warnings);
        if (!asJson)
        {
            terminal.Out.Write(RunText.Result("data", evaluation));
            return ExitCode.Good;
        }

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            SummaryJson.Write(json, evaluation);
            json.WriteEndObject();
        }

        terminal.Out.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
        return ExitCode.Good;
    }
}
