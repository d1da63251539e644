using System.CommandLine;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop optimizers, backprop optimizers A, backprop optimizers A B.</summary>
internal static class OptimizersCommand
{
    private const string Place = "optimizers";

    private const string Footer =
        """
        Examples:
          backprop optimizers                                    all of them with every constant
          backprop optimizers fann/rprop                         one of them
          backprop optimizers lecture/adam keras/adam            in which fields two differ
          backprop optimizers adam adam:beta1=0.8,epsilon=1e-3
        """;

    public static Command Build(Terminal terminal)
    {
        var names = new Argument<string[]>("names")
        {
            HelpName = "RULE", Description = "one of them, with fields or without; or two, to see in what they differ and at which step it first shows", Arity = new ArgumentArity(0, 2),
        };
        var command = new CheckedCommand("optimizers", _ => [], Footer) { names };
        command.SetAction(parsed => parsed.GetValue(names) switch
        {
            null or [] => Print(terminal, OptimizerTable.All()),
            [var one] => Print(terminal, OptimizerTable.One(one, Place)),
            [var a, var b, ..] => Print(terminal, OptimizerComparison.Of(a, b, Place)),
        });
        return command;
    }

    private static int Print(Terminal terminal, Checked<string> text) => text.Match(good => Print(terminal, good), problems => ExitCode.Report(terminal, problems));

    private static int Print(Terminal terminal, string text)
    {
        terminal.Out.Write(text);
        return ExitCode.Good;
    }
}
