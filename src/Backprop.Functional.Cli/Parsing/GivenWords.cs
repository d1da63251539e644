using System.CommandLine;
using System.CommandLine.Parsing;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli.Parsing;

/// <summary>What stands on the command line for an option: also where the line has faults, for which the parser would refuse to answer.</summary>
internal static class GivenWords
{
    /// <summary>Whether the option is given, with a word or without.</summary>
    public static bool IsGiven(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

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
        parsed.IsGiven(option) && parsed.Given(option) is null or "true";

    /// <summary>That some options do not go with what the line asks for; nothing of those that are not given.</summary>
    public static IEnumerable<Problem> Refused(this ParseResult parsed, IEnumerable<Option> options, string rule, string cure) =>
        options.Where(parsed.IsGiven).Select(option => new Problem.Mismatch(option.Name, rule, cure));
}
