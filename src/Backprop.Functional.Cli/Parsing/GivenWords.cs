using System.CommandLine;
using System.CommandLine.Parsing;

namespace Backprop.Functional.Cli.Parsing;

/// <summary>What stands on the command line for an option: also where the line has faults, for which the parser would refuse to answer.</summary>
internal static class GivenWords
{
    /// <summary>The word after the option, or nothing if it is not given.</summary>
    public static string? Given(this ParseResult parsed, Option option) =>
        parsed.GetResult(option) is { Implicit: false, Tokens: [var first, ..] } ? first.Value : null;

    /// <summary>The word after the option, or its default.</summary>
    public static string Word(this ParseResult parsed, Option<string> option) => parsed.Given(option) ?? option.GetDefaultValue() as string ?? "";

    /// <summary>Whether a word of an argument was meant as an option; after -- none is.</summary>
    public static bool IsOption(this ParseResult parsed, Token token) =>
        LooksLikeOption(token.Value) && !parsed.Tokens.SkipWhile(static one => one.Type != TokenType.DoubleDash).Contains(token, ReferenceEqualityComparer.Instance);

    /// <summary>Whether a word begins as options do.</summary>
    public static bool LooksLikeOption(string word) => word is ['-', _, ..] && !char.IsAsciiDigit(word[1]);

    /// <summary>Whether an option without a value is given.</summary>
    public static bool Flag(this ParseResult parsed, Option<bool> option) =>
        parsed.GetResult(option) is { Implicit: false } && parsed.Given(option) is null or "true";
}
