using System.CommandLine;
using System.Globalization;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>backprop gradcheck: the gradients of an experiment's first batch, analytic against central difference.</summary>
internal static class GradcheckCommand
{
    /// <summary>A difference in Float64 is good to about ten digits; a gradient near 0 has fewer.</summary>
    private const string UsualLimit = "1e-6";

    public static Command Build(Terminal terminal)
    {
        var options = new TrainOptions();
        var limit = new Option<string>("--limit") { Description = "The relative error from which on the exit code is 1", DefaultValueFactory = _ => UsualLimit };
        var rows = new Option<int>("--rows") { Description = "How many weights are shown, the worst first", DefaultValueFactory = _ => 10 };
        var command = new Command("gradcheck") { limit, rows };
        foreach (var option in options.OfExperiment) command.Add(option);
        command.SetAction(parsed =>
        {
            if (!double.TryParse(parsed.GetValue(limit), NumberStyles.Float, CultureInfo.InvariantCulture, out var most) || !(most > 0))
                return ExitCode.Report(terminal, [new Problem.OutOfRange("--limit", $"it is a positive number, not '{parsed.GetValue(limit)}'", $"use a number such as {UsualLimit}")]);
            return new TrainSettings(parsed, options).Read()
                .Bind(settings => DataSource.Load(settings.Source, settings.Data).Bind(settings.Experiment.Prepare))
                .Bind(FirstBatch)
                .Match(gradients => Show(terminal, gradients, parsed.GetValue(rows), most), problems => ExitCode.Report(terminal, problems));
        });
        return command;
    }

    private static Checked<Numerics.Values<CheckedGradient>> FirstBatch(Run run) => GradientCheck.Of(
        run.Start.Network, run.Recipe.Loss, run.Recipe.Accumulation, run.Batches.Batches(1, run.Scaling, run.Start.Network.Precision).First());

    private static int Show(Terminal terminal, Numerics.Values<CheckedGradient> gradients, int rows, double limit)
    {
        terminal.Out.Write(GradientTable.Of(gradients, rows, limit));
        return gradients[0].RelativeError <= limit ? ExitCode.Good : ExitCode.Difference;
    }
}
