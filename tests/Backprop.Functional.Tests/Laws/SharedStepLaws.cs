using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Laws;

/// <summary>One step keeps the memory of its last run for the next; whoever comes with another state, or in between, is given what the definition gives.</summary>
public class SharedStepLaws
{
    private static readonly Gen<Spec> Small = Gen.Select(GenSpecs.Any, Gen.OneOf("sigmoid", "relu", "linear"), Gen.Int[1, 9])
        .Select((spec, f, units) => spec with { Loss = "sse", Layers = [(units, f), (2, f)] });

    private static readonly Gen<(Spec Spec, Rule Rule)> Tasks = Gen.Select(Gen.OneOf(GenSpecs.Every, GenSpecs.Wide, Small), Gen.OneOf(DonationLaws.Rules));

    [Fact]
    public void Steps_from_the_states_of_a_scan_leave_the_scan_as_it_is() => Law.Holds(Tasks, one =>
    {
        var (recipe, start, batches) = Of(one);
        var (step, state) = (recipe.Step, start);
        var births = new List<(TrainingState State, string Birth)>();
        foreach (var (seen, batch) in new Batches(batches).Scan(start, step).Zip(batches))
        {
            state = recipe.Explain(state, batch).After;
            var aside = step.Invoke(seen, batches[0]);
            if (!seen.Equals(state) || !aside.Equals(recipe.Explain(state, batches[0]).After)) return false;
            births.AddRange([(seen, seen.Sha256), (aside, aside.Sha256)]);
        }

        return births.All(one => one.State.Sha256 == one.Birth);
    }, 300);

    /// <summary>The end of the last run with one part from elsewhere is not the end of the last run.</summary>
    [Fact]
    public void An_end_with_another_part_is_gone_on_from_with_that_part() => Law.Holds(Tasks, one =>
    {
        var (recipe, start, batches) = Of(one);
        var (step, end) = (recipe.Step, new Batches(batches).Fold(start, recipe.Step));
        Func<TrainingState, TrainingState>[] changes =
        [
            state => state with { Steps = state.Steps + 7 },
            state => state with { Network = start.Network },
            state => state with { Memory = start.Memory },
            state => state with { Rate = new(0.5, 1, 0) },
        ];
        return changes.All(change =>
        {
            var changed = change(new Batches(batches).Fold(start, step));
            return step.Invoke(changed, batches[0]).Equals(recipe.Explain(change(end), batches[0]).After);
        });
    }, 300);

    /// <summary>Whoever draws the batches takes steps too, from the same state, the first before there is a batch.</summary>
    [Fact]
    public void A_fold_does_not_share_its_memory_with_steps_that_are_taken_meanwhile() => Law.Holds(Tasks, one =>
    {
        var (recipe, start, batches) = Of(one);
        var step = recipe.Step;
        var end = new Batches(batches).Fold(start, step);
        var (aside, expected) = (new List<TrainingState>(), batches.Fold(end, (state, batch) => recipe.Explain(state, batch).After));
        var actual = new Batches(Drawn()).Fold(end, step);
        return actual.Equals(expected) && aside.All(state => state.Equals(recipe.Explain(end, batches[0]).After));

        IEnumerable<Batch> Drawn()
        {
            foreach (var batch in batches)
            {
                aside.Add(step.Invoke(end, batches[0]));
                yield return batch;
            }
        }
    }, 300);

    /// <summary>A step long enough for the other thread to come while it is taken.</summary>
    [Fact]
    public void One_end_is_gone_on_from_on_two_threads_at_a_time()
    {
        var spec = new Spec(Precision.Float64, 40, [(60, "tanh"), (10, "sigmoid")], "sse", BiasKind.PerNeuron, Accumulation.Mean, [60], 0.0625, 7);
        var (step, batch) = (spec.Recipe.Step, spec.Sample());
        var expected = spec.Recipe.Explain(spec.Recipe.Explain(spec.Start, batch).After, batch).After;
        using var both = new Barrier(2);
        for (var time = 0; time < 100; time++)
        {
            var (end, mine, its) = (step.Invoke(spec.Start, batch), spec.Start, spec.Start);
            var other = new Thread(() => its = Together(end));
            other.Start();
            mine = Together(end);
            other.Join();
            Assert.Equal((expected, expected), (mine, its));
        }

        TrainingState Together(TrainingState from)
        {
            both.SignalAndWait();
            return step.Invoke(from, batch);
        }
    }

    private static (Recipe Recipe, TrainingState Start, Values<Batch> Batches) Of((Spec Spec, Rule Rule) one)
    {
        var recipe = one.Spec.Recipe with { Optimizer = new Optimizer(one.Rule, 0.0625) };
        return (recipe, TrainingState.Start(one.Spec.Network(), recipe.Optimizer), one.Spec.Samples());
    }
}
