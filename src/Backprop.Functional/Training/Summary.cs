namespace Backprop.Functional.Training;

/// <summary>How a run ended.</summary>
/// <param name="Epochs">Epochs done.</param>
/// <param name="Reason">Why it ended.</param>
/// <param name="State">The final state.</param>
/// <param name="Part">Which part of the data judged the result: test if there is one, else validation, else training.</param>
/// <param name="Evaluation">The result on that part; nothing after a divergence.</param>
/// <param name="ModelHash">SHA-256 over the canonical bytes of the weights.</param>
public sealed record Summary(int Epochs, StopReason Reason, TrainingState State, string Part, Evaluation? Evaluation, string ModelHash)
{
    /// <summary>Judges the network of the last epoch, once, on the part that training has not seen.</summary>
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
        var network = last.State.Network;
        return new(last.Number, reason, last.State, name, reason is StopReason.Diverged ? null : run.Evaluate(network, part), network.Sha256);
    }
}
