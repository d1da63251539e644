using System.CommandLine;
using Backprop.Functional.Lecture;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop example.</summary>
internal static class ExampleCommand
{
    private const int MostDigits = 17;

    public static Command Build(Terminal terminal)
    {
        var format = new Option<string>("--format", "-f") { Description = "text, markdown or json", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "markdown", "json");
        var digits = new Option<int>("--digits") { Description = "Decimals of computed numbers, 0 to 17, in text and markdown", DefaultValueFactory = _ => 4 };
        digits.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var places) && places is < 0 or > MostDigits)
                result.AddError($"--digits: 0 to {MostDigits} decimals, not {places}; 4 is what the slides print");
        });
        var bits = new Option<bool>("--bits") { Description = "Show the bits of every number, 16 hexadecimal digits" };
        var command = new Command("example") { format, digits, bits };
        command.SetAction(parsed =>
        {
            var report = ExampleReport.Calculate();
            terminal.Out.Write(parsed.GetValue(format) switch
            {
                "markdown" => ExampleMarkdown.Of(report, parsed.GetValue(digits), parsed.GetValue(bits)),
                "json" => ExampleJson.Of(report),
                _ => ExampleText.Of(report, parsed.GetValue(digits), parsed.GetValue(bits)),
            });
            return ExitCode.Good;
        });
        return command;
    }
}
