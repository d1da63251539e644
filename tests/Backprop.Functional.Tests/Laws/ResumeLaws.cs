using Backprop.Functional.Data;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Laws;

/// <summary>A run that is taken up where an epoch has left it is the run that was never interrupted.</summary>
public class ResumeLaws
{
    [Fact]
    public void Resuming_after_any_epoch_is_no_interruption() => Law.Holds(GenSpecs.FiniteExtended, spec => Continues(spec, static state => state), 200);

    [Fact]
    public void Resuming_without_the_last_loss_is_one() => Law.FailsFor(GenSpecs.FiniteExtended, spec =>
        Continues(spec, static state => state with { Progress = state.Progress with { Loss = null } }));

    [Fact]
    public void Resuming_without_the_best_is_one() => Law.FailsFor(GenSpecs.FiniteExtended, spec => Continues(spec, static state => state with { Best = null }));

    [Fact]
    public void Resuming_at_another_rate_is_one() => Law.FailsFor(GenSpecs.FiniteExtended, spec =>
        Continues(spec, static state => state with { State = state.State with { Rate = state.State.Rate with { Factor = 0.5 } } }));

    /// <summary>The run of a spec: its first batch validates, all of them train.</summary>
    private static bool Continues(Spec spec, Func<RunState, RunState> kept)
    {
        var (samples, batch) = (spec.Samples(), spec.Sample());
        var whole = Epochs(RunState.Start(spec.Start)).ToList();
        return whole.All(epoch => Epochs(kept(epoch.After)).SequenceEqual(whole.Skip(epoch.Number)));

        IEnumerable<Epoch> Epochs(RunState from) => Trainer.Epochs(
            spec.Recipe.Step, from, n => new(samples.Skip(n % samples.Count).Concat(samples.Take(n % samples.Count))), new Stopping.AfterEpochs(4),
            network => Evaluation.Of(network, spec.Recipe.Loss, spec.Accumulation, [batch], null));
    }
}
