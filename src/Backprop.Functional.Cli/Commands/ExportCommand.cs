using System.CommandLine;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence.Exports;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop export: a run for another program.</summary>
internal static class ExportCommand
{
    private static readonly string[] Formats = ["pytorch"];

    public static Command Build(Terminal terminal)
    {
        var experiment = SeenExperiment.Options();
        var format = new Option<string>("--format", "-f")
        {
            HelpName = "WORD", Description = "pytorch: data, first weights and order as npz, with a script that repeats the run and writes its trace",
            DefaultValueFactory = _ => "pytorch",
        };
        var steps = new Option<string>("--steps") { HelpName = "N", Description = "So many steps, from the first", DefaultValueFactory = _ => "10" };
        var folder = new PathOption("--out") { HelpName = "FOLDER", Description = "Write into this folder; by default export" };
        var command = new CheckedCommand("export", parsed => [.. SeenExperiment.Problems(parsed, experiment), .. Read(parsed, format, steps).Problems], Footer) { format, steps, folder };
        experiment.AddTo(command);
        command.SetAction(parsed => SeenExperiment.Read(parsed, experiment).Bind(seen => PyTorch.Write(seen.Run, Read(parsed, format, steps).Steps)).Match(
            files => Write(terminal, files, parsed.Given(folder) ?? "export"),
            problems => ExitCode.Report(terminal, problems)));
        return command;
    }

    private static (int Steps, IReadOnlyList<Problem> Problems) Read(ParseResult parsed, Option<string> format, Option<string> steps)
    {
        var words = new WordReader(parsed);
        words.OneOf(format, Formats);
        return ((int)words.Whole(steps, 1, int.MaxValue, "10"), words.Problems);
    }

    private static int Write(Terminal terminal, Values<(string Name, ReadOnlyMemory<byte> Bytes)> files, string folder)
    {
        foreach (var (name, bytes) in files)
        {
            var path = Path.Combine(folder, name);
            if (SafeFile.Try(path, () => NamedFile.Write(path, stream => stream.Write(bytes.Span), terminal.Cancelled)) is { } problem) return ExitCode.Report(terminal, problem);
        }

        terminal.Out.WriteLine($"written  {string.Join(", ", files.Map(file => Path.Combine(folder, file.Name)))}");
        return ExitCode.Good;
    }

    private const string Footer =
        """
        Examples:
          backprop export lecture06 --steps 3 --out theirs
          python3 theirs/run.py > theirs.jsonl
          backprop trace lecture06 --steps 1..3 --full --format json --out ours.jsonl
          backprop diff ours.jsonl theirs.jsonl --ulp 64 --rel 1e-12
        """;
}
