using System.CommandLine;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop optimizers, backprop optimizers A B.</summary>
internal static class OptimizersCommand
{
    public static Command Build(Terminal terminal)
    {
        var names = new Argument<string[]>("names") { Description = "Two of them, to see in which fields they differ", Arity = new ArgumentArity(0, 2) };
        var command = new Command("optimizers") { names };
        command.SetAction(parsed => parsed.GetValue(names) switch
        {
            null or [] => Print(terminal, OptimizerTable.All()),
            [var a, var b] when Presets.Find(a) is { } one && Presets.Find(b) is { } other => Print(terminal, OptimizerTable.Between(one, other)),
            { } given => ExitCode.Report(terminal, Problems(given)),
        });
        return command;
    }

    private static int Print(Terminal terminal, string text)
    {
        terminal.Out.Write(text);
        return ExitCode.Good;
    }

    private static Problem[] Problems(string[] given) => given.Length == 1
        ? [new Problem.OutOfRange("optimizers", "one name is given", "give none or two, such as: lecture/adam keras/adam")]
        : [.. given.Where(name => Presets.Find(name) is null).Select(name => new Problem.Unknown("optimizers", $"'{name}' is unknown", "see: backprop optimizers"))];
}
