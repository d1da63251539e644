using System.CommandLine;
using Backprop.Functional.Persistence;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop schema: the JSON Schema of experiment files.</summary>
internal static class SchemaCommand
{
    public static Command Build(Terminal terminal)
    {
        var command = new Command("schema");
        command.SetAction(_ =>
        {
            terminal.Out.Write(ExperimentDocument.Schema);
            return ExitCode.Good;
        });
        return command;
    }
}
