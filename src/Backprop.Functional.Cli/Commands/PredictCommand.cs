using System.CommandLine;
using System.Text;
using Backprop.Functional.Cli.Display;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
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
        var model = ModelData.Model();
        var file = new Argument<string>("file") { HelpName = "FILE|-", Description = "a CSV file, or - for standard input" };
        var format = new Option<string>("--format", "-f") { HelpName = "WORD", Description = "csv or json (an object a line)", DefaultValueFactory = _ => "csv" };
        var json = new Option<bool>("--json") { Description = "The same as --format json" };
        var missing = new Option<string>("--missing")
        {
            HelpName = "WORD", Description = "Refuse missing values (error), or fill in the mean that the model was trained with (mean)",
            DefaultValueFactory = _ => "error",
        };
        var noHeader = new Option<bool>("--no-header") { Description = "The first line is data" };
        var command = new CheckedCommand("predict", parsed => Read(parsed).Problems, Footer) { model, file, missing, noHeader, format, json };
        command.SetAction(parsed =>
        {
            var (csv, isJson, _) = Read(parsed);
            return Model.Load(parsed.GetValue(model)!)
                .Bind(loaded => Bytes(terminal, parsed.GetValue(file)!)
                    .Bind(bytes => Inputs(loaded, bytes, csv))
                    .Map(read => (loaded, loaded.Predict(read.Inputs), read.Warnings)))
                .Match(
                    predicted => Show(terminal, predicted.loaded, predicted.Item2, predicted.Warnings, isJson),
                    problems => ExitCode.Report(terminal, problems));
        });
        return command;

        (CsvOptions Csv, bool IsJson, IReadOnlyList<Problem> Problems) Read(ParseResult parsed)
        {
            var words = new WordReader(parsed);
            var isJson = words.Choice(format, ("csv", false), ("json", true)) || parsed.Flag(json);
            var csv = new CsvOptions { Header = parsed.Flag(noHeader) ? false : null, Missing = words.Choice(missing, ("error", MissingValues.Refuse), ("mean", MissingValues.Mean)) };
            return (csv, isJson, words.Problems);
        }
    }

    private static Checked<(Matrix Inputs, Values<Warning> Warnings)> Inputs(Model model, (ReadOnlyMemory<byte> Content, string Place) file, CsvOptions options) =>
        ModelData.Read(model, options, csv => CsvFeatures.Read(file.Content, file.Place, model.FeatureNames, csv));

    private static int Show(Terminal terminal, Model model, Values<Prediction> predictions, Values<Warning> warnings, bool asJson)
    {
        WarningText.Write(terminal, warnings);
        if (asJson) PredictionText.WriteJson(terminal.Out, model, predictions);
        else PredictionText.WriteCsv(terminal.Out, model, predictions);
        return ExitCode.Good;
    }

    private static Checked<(ReadOnlyMemory<byte> Content, string Place)> Bytes(Terminal terminal, string file) => file == "-"
        ? Checked.Good(((ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(terminal.ReadToEnd()), "standard input"))
        : Stored.Bytes(file).Map(bytes => (bytes, file));
}
