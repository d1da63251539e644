using System.CommandLine;
using System.CommandLine.Parsing;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli.Parsing;

/// <summary>What is wrong with a command line as such, in the words of every other problem: place, rule, cure.</summary>
internal static class ParseFaults
{
    public static IEnumerable<Problem> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return command.Subcommands.Any()
            ? [NoCommand(command, parsed.UnmatchedTokens is [var word, ..] ? word : null)]
            : [.. Strangers(command, parsed), .. command.Options.SelectMany(option => OfOption(option, parsed)), .. command.Arguments.SelectMany(argument => OfArgument(argument, parsed))];
    }

    /// <summary>The first word of a line is no command.</summary>
    public static Problem NoCommand(string place, string? word, IReadOnlyList<string> known) => word is null
        ? new Problem.Unknown(place, "a command is missing", $"known are {Words.List(known)}")
        : new Problem.Unknown(place, $"{Words.Quote(word)} is no command", $"{Words.DidYouMean(word, known)}known are {Words.List(known)}");

    private static Problem NoCommand(Command command, string? word) => NoCommand(Path(command), word, [.. command.Subcommands.Select(c => c.Name)]);

    /// <summary>Words that belong to nothing; the value of an unknown option is not told beside it.</summary>
    private static IEnumerable<Problem> Strangers(Command command, ParseResult parsed)
    {
        var ofOption = false;
        var swallowed = command.Arguments.SelectMany(argument => parsed.GetResult(argument)?.Tokens ?? []).Where(parsed.IsOption).Select(token => token.Value);
        foreach (var word in swallowed.Concat(parsed.UnmatchedTokens))
        {
            var isOption = GivenWords.LooksLikeOption(word);
            if (isOption) yield return new Problem.Unknown(word.Split('=')[0], "there is no such option", $"{Nearest(command, word)}see {Path(command)} --help");
            else if (!ofOption) yield return new Problem.Unknown(Path(command), $"{Words.Quote(word)} is one word too many", Alone(command, word));
            ofOption = isOption && !word.Contains('=', StringComparison.Ordinal);
        }
    }

    private static string Nearest(Command command, string word) =>
        Words.DidYouMean(word.Split('=')[0], command.Options.SelectMany(o => o.Aliases.Prepend(o.Name)).Where(name => name.StartsWith("--", StringComparison.Ordinal)));

    private static string Alone(Command command, string word) =>
        char.IsAsciiDigit(word.FirstOrDefault()) ? "a list has commas and no spaces: 32,16"
        : command.Options.Any(option => option.Name == "--data") ? $"name data as in --data {word}, and write a list with commas and no spaces: 32,16"
        : $"see {Path(command)} --help";

    private static IEnumerable<Problem> OfOption(Option option, ParseResult parsed)
    {
        if (parsed.GetResult(option) is not { Implicit: false } result) yield break;
        var names = Words.Or([.. new[] { option.Name }.Concat(option.Aliases).Distinct().Where(name => name.StartsWith("--", StringComparison.Ordinal))]);
        if (result.IdentifierTokenCount > 1 && option.Arity.MaximumNumberOfValues <= 1)
            yield return new Problem.OutOfRange(option.Name, "it is given more than once", names == option.Name ? "give it once" : $"give it once, as {names}");
        else if (result.Tokens.Count < option.Arity.MinimumNumberOfValues)
            yield return new Problem.OutOfRange(option.Name, "its value is missing", $"write {option.Name} {option.HelpName ?? "VALUE"}");
        else if (option is PathOption path && path.Fault(result.Tokens[0].Value) is { } fault)
            yield return fault;
    }

    private static IEnumerable<Problem> OfArgument(Argument argument, ParseResult parsed)
    {
        var tokens = parsed.GetResult(argument)?.Tokens ?? [];
        var fault = tokens.Count < argument.Arity.MinimumNumberOfValues ? "missing" : tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)) ? "empty" : null;
        if (fault is not null) yield return new Problem.Unknown(Path(parsed.CommandResult.Command), $"{argument.HelpName ?? argument.Name} is {fault}", $"give {argument.Description}");
    }

    /// <summary>A command as it is typed.</summary>
    private static string Path(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand
        ? $"{Path(parent)} {command.Name}"
        : command is RootCommand ? "backprop" : $"backprop {command.Name}";
}
