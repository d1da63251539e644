using System.CommandLine;
using Backprop.Functional.Cli.Display;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop new: a commented experiment file.</summary>
internal static class NewCommand
{
    private const string Footer =
        """
        Examples:
          backprop new > my.experiment.json
          backprop new --data iris --hidden 8 --optimizer adam:eta=0.01 --out my.experiment.json
          backprop new old.experiment.json --epochs 100          an experiment with every default written out
        """;

    public static Command Build(Terminal terminal)
    {
        var options = new ExperimentOptions();
        var to = new PathOption("--out") { IsOutputFile = true, HelpName = "FILE", Description = "Write it there, if no file is there yet; by default it is printed" };
        var command = new CheckedCommand("new", parsed => options.Read(parsed).Problems, Footer) { to };
        options.AddTo(command);
        command.SetAction(parsed => options.Read(parsed).Match(
            given => Show(terminal, Shown.Lines(given.Document.WriteWithComments()), parsed.Given(to)),
            problems => ExitCode.Report(terminal, problems)));
        return command;
    }

    private static int Show(Terminal terminal, string text, string? file) => ExitCode.Report(terminal, file is not null && Path.Exists(file) && !NamedFile.IsDevice(file)
        ? new Problem.OutOfRange("--out", $"'{file}' is there already", "name another file")
        : OutputFile.Write(terminal, file, output => output.Write(text)));
}
