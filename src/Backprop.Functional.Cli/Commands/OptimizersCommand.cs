using System.CommandLine;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop optimizers, backprop optimizers A B.</summary>
internal static class OptimizersCommand
{
    public static Command Build(Terminal terminal)
    {
        var names = new Argument<string[]>("names")
        {
            Description = "Two of them, with fields or without, to see in what they differ and at which step it first shows", Arity = new ArgumentArity(0, 2),
        };
        var command = new Command("optimizers") { names };
        command.SetAction(parsed => parsed.GetValue(names) switch
        {
            null or [] => Print(terminal, OptimizerTable.All()),
            [var a, var b] => OptimizerComparison.Of(a, b, "optimizers").Match(text => Print(terminal, text), problems => ExitCode.Report(terminal, problems)),
            _ => ExitCode.Report(terminal, [new Problem.OutOfRange("optimizers", "one name is given", "give none or two, such as: lecture/adam keras/adam")]),
        });
        return command;
    }

    private static int Print(Terminal terminal, string text)
    {
        terminal.Out.Write(text);
        return ExitCode.Good;
    }
}
