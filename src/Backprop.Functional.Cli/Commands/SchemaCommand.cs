using System.CommandLine;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Persistence;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop schema: the JSON Schema of experiment files.</summary>
internal static class SchemaCommand
{
    private const string Footer =
        """
        Example:
          backprop schema > experiment.schema.json
        """;

    public static Command Build(Terminal terminal)
    {
        var command = new CheckedCommand("schema", _ => [], Footer);
        command.SetAction(_ =>
        {
            terminal.Out.Write(ExperimentDocument.Schema);
            return ExitCode.Good;
        });
        return command;
    }
}
