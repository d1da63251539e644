using System.CommandLine;

namespace Backprop.Functional.Cli.Parsing;

/// <summary>What stands on the command line for an option: also where the line has faults, for which the parser would refuse to answer.</summary>
internal static class GivenWords
{
    /// <summary>The word after the option, or nothing if it is not given.</summary>
    public static string? Given(this ParseResult parsed, Option option) =>
        parsed.GetResult(option) is { Implicit: false, Tokens: [var first, ..] } ? first.Value : null;

    /// <summary>The word after the option, or its default.</summary>
    public static string Word(this ParseResult parsed, Option<string> option) => parsed.Given(option) ?? option.GetDefaultValue() as string ?? "";

    /// <summary>Whether an option without a value is given.</summary>
    public static bool Flag(this ParseResult parsed, Option<bool> option) =>
        parsed.GetResult(option) is { Implicit: false } && parsed.Given(option) is null or "true";
}
