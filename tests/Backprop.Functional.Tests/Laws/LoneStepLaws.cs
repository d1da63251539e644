using Backprop.Functional.Data;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Laws;

/// <summary>A step that is called by itself gives the state of the definition, wherever it was called before.</summary>
public class LoneStepLaws
{
    private static readonly Gen<(Spec Spec, Rule Rule)> Tasks = Gen.Select(Gen.OneOf(GenSpecs.Every, GenSpecs.Wide), Gen.OneOf(DonationLaws.Rules));

    [Fact]
    public void Step_after_step_is_the_definition() => Law.Holds(Tasks, one =>
    {
        var (recipe, start, batches) = Of(one);
        var step = recipe.Step;
        var state = start;
        foreach (var batch in batches)
        {
            var expected = recipe.Explain(state, batch).After;
            state = step.Invoke(state, batch);
            if (!state.Equals(expected)) return false;
        }

        return true;
    });

    [Fact]
    public void Two_lines_from_one_state_do_not_meet() => Law.Holds(Tasks, one =>
    {
        var (recipe, start, batches) = Of(one);
        var step = recipe.Step;
        var (first, second) = (start, start);
        var births = new List<(TrainingState State, string Birth)>();
        foreach (var batch in batches)
        {
            var (mine, its) = (recipe.Explain(first, batch).After, recipe.Explain(second, batches[0]).After);
            (first, second) = (step.Invoke(first, batch), step.Invoke(second, batches[0]));
            births.AddRange([(first, first.Sha256), (second, second.Sha256)]);
            if (!first.Equals(mine) || !second.Equals(its)) return false;
        }

        return births.All(state => state.State.Sha256 == state.Birth);
    });

    [Fact]
    public void Step_that_was_refused_leaves_nothing_behind() => Law.Holds(Tasks, one =>
    {
        var (recipe, start, batches) = Of(one);
        var step = recipe.Step;
        var before = step.Invoke(start, batches[0]);
        var wrong = batches[0] with { X = Matrix.Zero(batches[0].X.Precision, batches[0].X.Rows, batches[0].X.Columns + 1) };
        Assert.Throws<ArgumentException>(() => step.Invoke(before, wrong));
        return step.Invoke(before, batches[0]).Equals(recipe.Explain(before, batches[0]).After);
    }, 300);

    [Fact]
    public void One_step_is_called_on_many_threads() => Law.Holds(Tasks, one =>
    {
        var (recipe, start, batches) = Of(one);
        var step = recipe.Step;
        var expected = batches.Fold(start, (state, batch) => recipe.Explain(state, batch).After);
        var ends = new TrainingState[4];
        Parallel.For(0, ends.Length, k => ends[k] = batches.Fold(start, step.Invoke));
        return ends.All(end => end.Equals(expected));
    }, 300);

    private static (Recipe Recipe, TrainingState Start, Values<Batch> Batches) Of((Spec Spec, Rule Rule) one)
    {
        var recipe = one.Spec.Recipe with { Optimizer = new Optimizer(one.Rule, 0.0625) };
        return (recipe, TrainingState.Start(one.Spec.Network(), recipe.Optimizer), one.Spec.Samples());
    }
}
