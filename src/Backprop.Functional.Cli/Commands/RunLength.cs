using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Commands;

/// <summary>Says of a step that a run does not come to it.</summary>
internal static class RunLength
{
    /// <summary>That no epoch has it, before anything is computed; nothing if one may have it.</summary>
    public static Problem? Beyond(Run run, string option, long step)
    {
        var most = (long)run.Batches.Steps * run.MostEpochs;
        return step > most ? Problem(option, $"the run has {Words.Count(most, "step", "steps")}", step, "give an earlier step, or look at a longer run") : null;
    }

    /// <summary>That the run has ended before it.</summary>
    public static Problem Ended(Run run, string option, long step) =>
        Problem(option, $"the run ends early, after {Words.Count(run.Epochs().Last().After.State.Steps, "step", "steps")}", step, "give an earlier step");

    private static Problem.OutOfRange Problem(string option, string length, long step, string cure) => new(option, FormattableString.Invariant($"{length}, and there is no step {step}"), cure);
}
