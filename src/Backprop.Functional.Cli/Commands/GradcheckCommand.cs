using System.CommandLine;
using Backprop.Functional.Cli.Parsing;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop gradcheck: the gradients of an experiment's first batch, analytic against central difference.</summary>
internal static class GradcheckCommand
{
    private const string Footer =
        """
        Examples:
          backprop gradcheck                                    of the usual experiment
          backprop gradcheck --data iris --hidden 8 --loss sse  of one that the options name
          backprop gradcheck lecture06 --rows 20                of the lecture's example

        Exit codes: 0 all that could be judged are within the limit, 1 one is not, or none could be judged, 2 usage or invalid file, 3 missing
        """;

    /// <summary>A difference in Float64 is good to about ten digits; a gradient near 0 has fewer.</summary>
    private const string UsualLimit = "1e-6";

    public static Command Build(Terminal terminal)
    {
        var options = SeenExperiment.Options();
        var limit = new Option<string>("--limit") { HelpName = "X", Description = "The relative error from which on the exit code is 1", DefaultValueFactory = _ => UsualLimit };
        var rows = new Option<string>("--rows") { HelpName = "N", Description = "How many weights are shown, the worst first", DefaultValueFactory = _ => "10" };
        var command = new CheckedCommand("gradcheck", parsed => [.. SeenExperiment.Problems(parsed, options), .. Read(parsed, limit, rows).Problems], Footer) { limit, rows };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var (most, count, _) = Read(parsed, limit, rows);
            return SeenExperiment.Read(parsed, options)
                .Bind(seen => FirstBatch(seen.Run))
                .Match(gradients => Show(terminal, gradients, count, most), problems => ExitCode.Report(terminal, problems));
        });
        return command;
    }

    private static (double Limit, int Rows, IReadOnlyList<Problem> Problems) Read(ParseResult parsed, Option<string> limit, Option<string> rows)
    {
        var words = new WordReader(parsed);
        return (words.Positive(limit, UsualLimit), (int)words.Whole(rows, 0, int.MaxValue, "10"), words.Problems);
    }

    /// <summary>Under dropout with the masks of the first step, held fixed.</summary>
    private static Checked<Values<CheckedGradient>> FirstBatch(Run run)
    {
        var (network, batch) = (run.Start.Network, run.Batches.Batches(1, run.Scaling, run.Start.Network.Precision).First());
        return GradientCheck.Of(network, run.Recipe.Loss, run.Recipe.Accumulation, batch, run.Recipe.Dropout?.Masks(network, batch.Count, 1));
    }

    private static int Show(Terminal terminal, Values<CheckedGradient> gradients, int rows, double limit)
    {
        terminal.Out.Write(GradientTable.Of(gradients, rows, limit));
        return GradientCheck.Worst(gradients) is { } worst && worst <= limit ? ExitCode.Good : ExitCode.Difference;
    }
}
