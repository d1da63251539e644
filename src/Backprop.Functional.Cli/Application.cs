using System.CommandLine;
using Backprop.Functional.Cli.Commands;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli;

/// <summary>The backprop command: parses, dispatches, and says what is wrong in one line instead of a page of help.</summary>
internal static class Application
{
    private static readonly (string Name, string Description, Func<Terminal, Command> Build)[] Commands =
    [
        ("example", "The lecture's worked example: every value, its formula, and what the slides print", ExampleCommand.Build),
        ("train", "Train a network; without options, on the embedded digits", TrainCommand.Build),
        ("gradcheck", "Hold the gradients of an experiment against central differences, the worst weights first", GradcheckCommand.Build),
        ("optimizers", "The optimizers of the lecture and of other systems, with their constants", OptimizersCommand.Build),
        ("data", "The data sets that need no file, or what is in one", DataCommand.Build),
    ];

    public static int Run(string[] args, Terminal terminal)
    {
        try
        {
            if (args is []) args = ["--help"];
            if (Misspelt(args[0]) is { } problem) return ExitCode.Report(terminal, [problem]);
            var result = Root(args.FirstOrDefault(), terminal).Parse(args);
            if (result.Errors.Count == 0) return result.Invoke(new() { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false });
            foreach (var error in result.Errors) terminal.Error.WriteLine(error.Message);
            terminal.Error.WriteLine($"try: backprop {(args.Length > 0 && Commands.Any(c => c.Name == args[0]) ? $"{args[0]} " : "")}--help");
            return ExitCode.Usage;
        }
        finally
        {
            terminal.Out.Flush();
        }
    }

    private static Problem.Unknown? Misspelt(string word) => word.StartsWith('-') || word.StartsWith('[') || Commands.Any(command => command.Name == word)
        ? null
        : new("backprop", $"'{word}' is no command", $"{Words.DidYouMean(word, Commands.Select(command => command.Name))}known are {Words.List(Commands.Select(command => command.Name))}");

    /// <summary>The invoked command with its options, the others by name only: a start should not pay for what it does not use.</summary>
    private static RootCommand Root(string? invoked, Terminal terminal)
    {
        var root = new RootCommand("Back-propagation with every step visible and the same bits everywhere.");
        foreach (var (name, description, build) in Commands)
        {
            var command = name == invoked ? build(terminal) : new Command(name);
            command.Description = description;
            root.Add(command);
        }

        return root;
    }
}
