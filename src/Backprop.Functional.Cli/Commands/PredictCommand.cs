using System.CommandLine;
using System.Text;
using Backprop.Functional.Cli.Display;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Persistence;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop predict: what a trained model says of the rows of a file.</summary>
internal static class PredictCommand
{
    private const string Footer =
        """
        Examples:
          backprop predict runs/first new.csv             a row of CSV for each row: class, then what each class gets
          cat new.csv | backprop predict runs/first -     from standard input
          backprop predict model.safetensors new.csv --format json

        Columns are found by the names that the model was trained with; others are left aside. Without names, by their places.
        """;

    public static Command Build(Terminal terminal)
    {
        var model = new Argument<string>("model") { HelpName = "MODEL|RUN", Description = "model.safetensors, or the folder of a run" };
        var file = new Argument<string>("file") { HelpName = "FILE|-", Description = "a CSV file, or - for standard input" };
        var format = new Option<string>("--format") { HelpName = "WORD", Description = "csv or json (an object a line)", DefaultValueFactory = _ => "csv" };
        var json = new Option<bool>("--json") { Description = "The same as --format json" };
        var noHeader = new Option<bool>("--no-header") { Description = "The first line is data" };
        var command = new CheckedCommand("predict", parsed => Format(parsed, format, json).Problems, Footer) { model, file, noHeader, format, json };
        command.SetAction(parsed =>
        {
            var (asJson, _) = Format(parsed, format, json);
            return Model.Load(parsed.GetValue(model)!).Bind(loaded => Bytes(terminal, parsed.GetValue(file)!).Bind(bytes =>
                CsvFeatures.Read(bytes.Content, bytes.Place, loaded.FeatureNames, new() { Header = parsed.Flag(noHeader) ? false : null })).Map(inputs => (loaded, loaded.Predict(inputs)))).Match(
                predicted =>
                {
                    if (asJson) PredictionText.WriteJson(terminal.Out, predicted.loaded, predicted.Item2);
                    else PredictionText.WriteCsv(terminal.Out, predicted.loaded, predicted.Item2);
                    return ExitCode.Good;
                },
                problems => ExitCode.Report(terminal, problems));
        });
        return command;
    }

    private static (bool IsJson, IReadOnlyList<Problem> Problems) Format(ParseResult parsed, Option<string> format, Option<bool> json)
    {
        var words = new WordReader(parsed);
        var isJson = words.Choice(format, ("csv", false), ("json", true));
        return (isJson || parsed.Flag(json), words.Problems);
    }

    private static Checked<(ReadOnlyMemory<byte> Content, string Place)> Bytes(Terminal terminal, string file) => file == "-"
        ? Checked.Good(((ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(terminal.In.ReadToEnd()), "standard input"))
        : Stored.Bytes(file).Map(bytes => (bytes, file));
}
