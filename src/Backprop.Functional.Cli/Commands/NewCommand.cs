using System.CommandLine;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop new: a commented experiment file.</summary>
internal static class NewCommand
{
    public static Command Build(Terminal terminal)
    {
        var options = new ExperimentOptions();
        var to = new PathOption("--out") { IsOutputFile = true, HelpName = "FILE", Description = "Write it there, if no file is there yet; by default it is printed" };
        var command = new CheckedCommand("new", parsed => options.Read(parsed).Problems, "") { to };
        options.AddTo(command);
        command.SetAction(parsed => options.Read(parsed).Match(
            given => Show(terminal, given.Document.WriteWithComments(), parsed.Given(to)),
            problems => ExitCode.Report(terminal, problems)));
        return command;
    }

    private static int Show(Terminal terminal, string text, string? file)
    {
        var problem = file is not null && Path.Exists(file) && !NamedFile.IsDevice(file)
            ? new Problem.OutOfRange("--out", $"'{file}' is there already", "name another file")
            : OutputFile.Write(terminal, file, output => output.Write(text));
        return problem is null ? ExitCode.Good : ExitCode.Report(terminal, [problem]);
    }
}
