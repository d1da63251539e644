using System.CommandLine;
using System.CommandLine.Help;
using Backprop.Functional.Cli.Commands;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Cli;

/// <summary>The backprop command: parses, dispatches, and says what is wrong, a line a fault, instead of a page of help.</summary>
internal static class Application
{
    private static readonly (string Name, string Description, Func<Terminal, Command> Build)[] Commands =
    [
        ("example", "The lecture's worked example: every value, its formula, and what the slides print", ExampleCommand.Build),
        ("train", "Train a network; without options, on the embedded digits", TrainCommand.Build),
        ("predict", "What a trained model says of the rows of a file", PredictCommand.Build),
        ("evaluate", "How good a trained model is on data with known answers", EvaluateCommand.Build),
        ("verify", "Run a run again and compare every hash: the same bits, or the first that differ", VerifyCommand.Build),
        ("new", "A commented experiment file, with the settings that the options name", NewCommand.Build),
        ("schema", "The JSON Schema of experiment files, for editors", SchemaCommand.Build),
        ("explain", "One value of a step, derived down to what is given", ExplainCommand.Build),
        ("trace", "Every value of some steps of an experiment, with its formula", TraceCommand.Build),
        ("diff", "Where two traces, runs, models, experiments or other files differ first", DiffCommand.Build),
        ("report", "Runs as one HTML page: curves, network, errors, and a step to walk through", ReportCommand.Build),
        ("plot", "One picture of a run as SVG", PlotCommand.Build),
        ("export", "The first steps of an experiment for another program, to be compared", ExportCommand.Build),
        ("gradcheck", "Hold the gradients of an experiment against central differences, the worst weights first", GradcheckCommand.Build),
        ("optimizers", "The optimizers of the lecture and of other systems, with their constants", OptimizersCommand.Build),
        ("data", "The data sets that need no file, or what is in one", DataCommand.Build),
    ];

    /// <summary>Those that may take long and keep nothing half done: one Ctrl-C ends them. Others are over at once, or listen themselves.</summary>
    private static readonly string[] EndAtOnce = ["predict", "evaluate", "explain", "diff", "report", "plot", "export", "gradcheck", "data"];

    public static int Run(string[] args, Terminal terminal) => Run(args, terminal, SelfCheck.Fault);

    /// <param name="args">The words of the command line.</param>
    /// <param name="terminal">Where it reads and writes.</param>
    /// <param name="fault">What is wrong with the arithmetic of this process: then nothing is computed.</param>
    internal static int Run(string[] args, Terminal terminal, string? fault)
    {
        try
        {
            return fault is not null
                ? ExitCode.Report(terminal, [new Problem.Mismatch("arithmetic", fault, SelfCheck.Cure)])
                // To parse this line takes as long as to answer it.
                : args is ["example"] ? ExampleCommand.Tell(terminal)
                : Parsed(args is [] ? ["--help"] : args, terminal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Broken(terminal, e);
        }
        catch (OutOfMemoryException)
        {
            return ExitCode.Report(terminal, [new Problem.OutOfRange("backprop", "the memory does not suffice", "use a smaller network, smaller batches or float32")]);
        }
    }

    /// <summary>Something cannot be read or written, and whoever reads the errors may still be there.</summary>
    private static int Broken(Terminal terminal, Exception broken)
    {
        try
        {
            return ExitCode.Report(terminal, [Unusable(broken)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ExitCode.Usage;
        }
    }

    /// <summary>What the shell has connected, such as a folder, or a place that is full or closed; or else a file, if the system names it.</summary>
    private static Problem.Unreadable Unusable(Exception broken) => broken switch
    {
        BrokenInput => new("standard input", "it cannot be read", "give a text; a folder is none"),
        BrokenOutput when SafeFile.IsFull(broken) => new("standard output", "it cannot be written: no space is left where it goes", "make room, or send it elsewhere"),
        BrokenOutput => new("standard output", "it cannot be written", "send it to a file, or to a program that reads it"),
        _ => new(PathOf(broken) ?? "a file", "it cannot be read or written", "check its permissions, and whether there is room"),
    };

    /// <summary>The path of which the system speaks: most of its exceptions have it in quotes in their sentence only.</summary>
    private static string? PathOf(Exception e) => e switch
    {
        FileNotFoundException { FileName: { Length: > 0 } path } => path,
        _ when e.Message.IndexOf('\'', StringComparison.Ordinal) is >= 0 and var first && e.Message.LastIndexOf('\'') is var last && last > first + 1 => e.Message[(first + 1)..last],
        _ => null,
    };

    private static int Parsed(string[] args, Terminal terminal)
    {
        if (!args[0].StartsWith('-') && !args[0].StartsWith('[') && Commands.All(command => command.Name != args[0]))
            return ExitCode.Report(terminal, [ParseFaults.NoCommand("backprop", args[0], [.. Commands.Select(command => command.Name)])]);
        // @ is a letter of file names, not a command to read options from a file.
        var parsed = Root(args[0], terminal).Parse(args, new() { ResponseFileTokenReplacer = null });
        var command = parsed.CommandResult.Command;
        if (parsed.Errors.Count > 0 || parsed.Action == command.Action)
        {
            List<Problem> problems = [.. ParseFaults.Of(parsed), .. (command as CheckedCommand)?.Faults(parsed) ?? []];
            if (problems.Count > 0) return ExitCode.Report(terminal, problems);
        }

        return EndAtOnce.Contains(args[0]) ? Interruptible.Whole(Invoke, terminal.Cancelled) : Invoke();

        int Invoke()
        {
            var code = parsed.Invoke(new() { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false });
            terminal.Out.Flush();
            return code;
        }
    }

    /// <summary>The invoked command with its options, the others by name only: a start should not pay for what it does not use.</summary>
    private static RootCommand Root(string invoked, Terminal terminal)
    {
        var root = new RootCommand("Back-propagation with every step visible and the same bits everywhere.");
        foreach (var (name, description, build) in Commands)
        {
            var command = name == invoked ? build(terminal) : new Command(name);
            command.Description = description;
            root.Add(command);
        }

        foreach (var help in root.Options.OfType<HelpOption>()) help.Action = new HelpWithFooter((HelpAction)help.Action!);
        return root;
    }
}
