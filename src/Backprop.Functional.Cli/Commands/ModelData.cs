using System.CommandLine;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Persistence;

namespace Backprop.Functional.Cli.Commands;

/// <summary>Rows for a trained model: those of predict, and those of evaluate.</summary>
internal static class ModelData
{
    /// <summary>The model, on the command line.</summary>
    public static Argument<string> Model() => new("model") { HelpName = "MODEL|RUN", Description = "model.safetensors, or the folder of a run" };

    /// <summary>Reads them as the model was trained; what is wrong by the options of the command.</summary>
    public static Checked<T> Read<T>(Model model, CsvOptions options, Func<CsvOptions, Checked<T>> read) =>
        model.Reading(options).Bind(read).Match(Checked.Good, bad => Checked.Bad<T>(bad.Select(ByOption)));

    /// <summary>The library speaks of the weight, and a user has the option.</summary>
    private static Problem ByOption(Problem problem) => problem.Place is "weight" or "missing" ? new Problem.OutOfRange($"--{problem.Place}", problem.Rule, problem.Cure) : problem;
}
