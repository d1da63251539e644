using Backprop.Functional.Networks;

namespace Backprop.Functional.Training;

/// <summary>How a run ended.</summary>
/// <param name="Epochs">Epochs completed; one in which the run diverged is none.</param>
/// <param name="Reason">Why it ended.</param>
/// <param name="State">The final state.</param>
/// <param name="Part">Which part of the data judged the result: test if there is one, else validation, else training.</param>
/// <param name="Evaluation">The result on that part; nothing after a divergence.</param>
/// <param name="ModelHash">SHA-256 over the canonical bytes of the weights of the result.</param>
public sealed record Summary(int Epochs, StopReason Reason, TrainingState State, string Part, Evaluation? Evaluation, string ModelHash)
{
    /// <summary>Where patience is a rule of the run: the best network on the validation part, which is the result; else nothing.</summary>
    public Best? Restored { get; init; }

    /// <summary>The result: the best network where it is restored, else the last.</summary>
    public Network Network => Restored?.Network ?? State.Network;

    /// <summary>Judges the result, once, on the part that training has not seen.</summary>
    /// <param name="run">The run.</param>
    /// <param name="last">Its last epoch.</param>
    /// <exception cref="ArgumentException">The epoch is not the last of its run.</exception>
    public static Summary Of(Run run, Epoch last)
    {
        var reason = last.Stop ?? throw new ArgumentException("the run goes on", nameof(last));
        var (name, part) = run.Split switch
        {
            { Test.Count: > 0 } split => ("test", split.Test),
            { Validation.Count: > 0 } split => ("validation", split.Validation),
            var split => ("training", split.Training),
        };
        var (isDiverged, restored) = (reason is StopReason.Diverged, RestoredIn(run, last));
        var network = restored?.Network ?? last.State.Network;
        return new(isDiverged ? last.Number - 1 : last.Number, reason, last.State, name, isDiverged ? null : run.Evaluate(network, part), network.Sha256) { Restored = restored };
    }

    /// <summary>The result of a run with this last epoch, not judged; nothing after a divergence.</summary>
    internal static Network? Result(Run run, Epoch last) => last.Stop is StopReason.Diverged ? null : RestoredIn(run, last)?.Network ?? last.State.Network;

    private static Best? RestoredIn(Run run, Epoch last) =>
        last.Stop is not StopReason.Diverged && run.Stopping.Leaves.Any(rule => rule is Stopping.Patience) ? last.After.Best : null;
}
