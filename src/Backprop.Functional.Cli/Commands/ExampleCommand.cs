using System.CommandLine;
using System.Globalization;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Lecture;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop example.</summary>
internal static class ExampleCommand
{
    private const int MostDigits = 17;

    private static readonly string[] Formats = ["text", "markdown", "latex", "html", "json"];

    public static Command Build(Terminal terminal)
    {
        var format = new Option<string>("--format", "-f") { Description = "text, markdown, latex, html or json", DefaultValueFactory = _ => "text", HelpName = "WORD" };
        var digits = new Option<string>("--digits") { Description = "Decimals of computed numbers, 0 to 17, in text, markdown, latex and html", DefaultValueFactory = _ => "4", HelpName = "N" };
        var bits = new Option<bool>("--bits") { Description = "Show the bits of every number, 16 hexadecimal digits" };
        var command = new CheckedCommand("example", parsed => Faults(parsed, format, digits), Footer) { format, digits, bits };
        command.SetAction(parsed =>
        {
            var report = ExampleReport.Calculate();
            var places = Places(parsed.Word(digits)) ?? 0;
            terminal.Out.Write(parsed.Word(format) switch
            {
                "markdown" => ExampleMarkdown.Of(report, places, parsed.Flag(bits)),
                "latex" => ExampleLatex.Of(report, places, parsed.Flag(bits)),
                "html" => ExampleHtml.Of(report, places, parsed.Flag(bits)),
                "json" => ExampleJson.Of(report),
                _ => ExampleText.Of(report, places, parsed.Flag(bits)),
            });
            return ExitCode.Good;
        });
        return command;
    }

    /// <summary>What the command tells without options.</summary>
    public static int Tell(Terminal terminal)
    {
        terminal.Out.Write(ExampleText.Of(ExampleReport.Calculate(), digits: 4, bits: false));
        terminal.Out.Flush();
        return ExitCode.Good;
    }

    private static IReadOnlyList<Problem> Faults(ParseResult parsed, Option<string> format, Option<string> digits)
    {
        var words = new WordReader(parsed);
        words.OneOf(format, Formats);
        if (Places(parsed.Word(digits)) is null)
            words.Add(new Problem.OutOfRange(digits.Name, $"it is a whole number from 0 to {MostDigits}, not '{parsed.Word(digits)}'", "4 is what the slides print"));
        return words.Problems;
    }

    private static int? Places(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var places) && places <= MostDigits ? places : null;

    private const string Footer =
        """
        example, explain and trace are one idea at three sizes: the lecture's example, one value, every value.

        Examples:
          backprop example                      as the slides print it
          backprop example --bits --digits 17   every number with its bits
          backprop example --format html > f.html   to step through in a browser
          backprop example --format json        for another program
        """;
}
