using System.Text.RegularExpressions;
using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>What each command says of itself.</summary>
public partial class HelpSnapshots
{
    /// <summary>Those that the help of the whole names, and those below them: none can be forgotten.</summary>
    public static TheoryData<string, string> Commands
    {
        get
        {
            var commands = new TheoryData<string, string>();
            foreach (var line in Names("").Concat(Names("data").Select(name => $"data {name}"))) commands.Add($"{line.Replace(' ', '-')}-help", line);
            return commands;
        }
    }

    [Theory, MemberData(nameof(Commands)), MatchesSnapshots("cli/", nameof(Commands))]
    public Task Help(string name, string command)
    {
        var result = Said(command);
        Assert.Equal((ExitCode.Good, ""), (result.Code, result.Error));
        return Snapshot.Match($"$ backprop {command} --help\n{result.Out.Replace("testhost", "backprop", StringComparison.Ordinal)}exit code {result.Code}\n", $"cli/{name}");
    }

    [Fact]
    public void Every_command_shows_how_it_is_typed() => Assert.All(Names(""), name => Assert.Matches($@"\nExamples?:\n(  .*\n)*  .*backprop {name}\b", Said(name).Out));

    [Fact]
    public void The_readme_names_every_command()
    {
        var row = File.ReadLines(Path.Combine(Repository.Root, "README.md")).Single(line => line.StartsWith("| `backprop` |", StringComparison.Ordinal));
        Assert.All(Names(""), name => Assert.Matches($@"\b{name}\b", row));
    }

    private static Result Said(string command) => CommandLine.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

    private static List<string> Names(string command) => [.. NameOfCommand().Matches(Said(command).Out.Split("\nCommands:\n")[1].Split("\n\n")[0]).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("^  ([a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex NameOfCommand();
}
