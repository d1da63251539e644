using System.CommandLine;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop optimizers, backprop optimizers A B.</summary>
internal static class OptimizersCommand
{
    private const string Footer =
        """
        Examples:
          backprop optimizers                                    all of them with every constant
          backprop optimizers lecture/adam keras/adam            in which fields two differ
          backprop optimizers adam adam:beta1=0.8,epsilon=1e-3
        """;

    public static Command Build(Terminal terminal)
    {
        var names = new Argument<string[]>("names")
        {
            HelpName = "RULE", Description = "two of them, with fields or without, to see in what they differ and at which step it first shows", Arity = new ArgumentArity(0, 2),
        };
        var command = new CheckedCommand("optimizers", _ => [], Footer) { names };
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
