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
        """;

    public static Command Build(Terminal terminal)
    {
        var model = new Argument<string>("model") { HelpName = "MODEL|RUN", Description = "model.safetensors, or the folder of a run" };
        var data = new Option<string?>("--data") { HelpName = "SOURCE", Description = "A name (see: backprop data list), a CSV file, or a folder of IDX files, whose test part is taken" };
        var target = new Option<string?>("--target") { HelpName = "COLUMN", Description = "CSV: the column with the answers, by name or number; by default the last" };
        var seed = new Option<string>("--seed") { HelpName = "N", Description = "The seed from which generated data is drawn", DefaultValueFactory = _ => "1" };
        var json = new Option<bool>("--json") { Description = "Print a JSON object" };
        var command = new CheckedCommand("evaluate", parsed => Faults(parsed, data, seed), Footer) { model, data, target, seed, json };
        command.SetAction(parsed => Model.Load(parsed.GetValue(model)!).Bind(loaded =>
            DataSource.Load(parsed.Given(data)!, Options(loaded, parsed.Given(target), new WordReader(parsed).Whole(seed, 0, ulong.MaxValue, "1")))
                .Bind(parts => loaded.Evaluate(parts.GivenTest ?? parts.Data))).Match(
            evaluation => Show(terminal, evaluation, parsed.Flag(json)),
            problems => ExitCode.Report(terminal, problems)));
        return command;
    }

    private static List<Problem> Faults(ParseResult parsed, Option<string?> data, Option<string> seed)
    {
        var words = new WordReader(parsed);
        if (parsed.Given(data) is null && parsed.GetResult(data) is not { Implicit: false }) words.Add(new Problem.OutOfRange(data.Name, "it is missing", "name the data, such as --data later.csv"));
        words.Whole(seed, 0, ulong.MaxValue, "1");
        return [.. words.Problems];
    }

    private static DataOptions Options(Model model, string? target, ulong seed) => DataOptions.Of(seed) with
    {
        Csv = new CsvOptions { Target = target, Classify = model.IsClassifier, Classes = model.IsClassifier ? model.OutputNames : null },
    };

    private static int Show(Terminal terminal, Evaluation evaluation, bool asJson)
    {
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
