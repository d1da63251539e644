using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Laws;

/// <summary>A fold writes a state in the place of the one before, and nobody can tell: the laws that license it.</summary>
public class DonationLaws
{
    public static readonly Rule[] Rules =
    [
        new Rule.GradientDescent(), new Rule.Momentum(0.875), new Rule.MomentumOutside(0.875, 0.125), new Rule.Nesterov(0.875),
        new Rule.Nesterov(0.875, EtaPlace.Inside), new Rule.NesterovAhead(0.875), new Rule.AdaGrad(), new Rule.AdaDelta(), new Rule.RmsProp(),
        new Rule.RmsProp(Alpha: 0.875), new Rule.RmsProp(Alpha: 0.875, Buffer: EtaPlace.Outside, About: SquareAbout.Mean), new Rule.Adam(),
        new Rule.Adam(Place: AdamEpsilon.Hat, Second: SecondMoment.Largest), new Rule.AdaMax(), new Rule.NAdam(),
        new Rule.Rprop(), new Rule.Rprop(RpropVariant.Plus), new Rule.Rprop(RpropVariant.IPlus), new Rule.Rprop(RpropVariant.PyTorch),
        new Rule.Rprop(RpropVariant.Fann, DeltaMin: 0),
    ];

    private static readonly Link[] AllLinks =
        [new Link.ClipByValue(0.125), new Link.ClipByNorm(0.5), new Link.L1(0.0625), new Link.L2(0.0625), new Link.Scale(0.5)];

    private static readonly Gen<(Spec Spec, Optimizer Optimizer)> Tasks = Gen.Select(
        Gen.OneOf(GenSpecs.Every, GenSpecs.Wide), Gen.OneOf(Rules), Gen.OneOf(0, 0, 0.125), Gen.OneOf(AllLinks).Array[0, 3], Gen.Int[1, 64])
        .Select((spec, rule, decay, links, eta) => (spec, new Optimizer(rule with { Decay = decay }, eta / 512.0) { Links = Values.Of<Link>(links) }));

    [Fact]
    public void Fold_has_the_bits_of_the_definition() => Law.Holds(Tasks, one =>
    {
        var (recipe, start, batches) = Of(one);
        return States(recipe, start, batches)[^1].Equals(new Batches(batches).Fold(start, recipe.Step));
    });

    [Fact]
    public void Step_in_a_lambda_has_the_bits_of_the_step_itself() => Law.Holds(Tasks, one =>
    {
        var (recipe, start, batches) = Of(one);
        return new Batches(batches).Fold(start, (state, batch) => recipe.Step.Invoke(state, batch)).Equals(new Batches(batches).Fold(start, recipe.Step));
    });

    [Fact]
    public void Scan_publishes_the_states_of_the_definition_and_none_changes_later() => Law.Holds(Tasks, one =>
    {
        var (recipe, start, batches) = Of(one);
        var expected = States(recipe, start, batches);
        var published = new List<(TrainingState State, string Birth)>();
        foreach (var state in new Batches(batches).Scan(start, recipe.Step)) published.Add((state, state.Sha256));
        return published.Select(one => one.State).SequenceEqual(expected) && published.All(one => one.State.Sha256 == one.Birth);
    });

    [Fact]
    public void Scan_of_each_nth_publishes_those_and_the_last_and_none_changes_later() => Law.Holds(Gen.Select(Tasks, Gen.Int[1, 7]), one =>
    {
        var ((recipe, start, batches), every) = (Of(one.Item1), one.Item2);
        var thrice = new Batches(batches).Repeat(3);
        var expected = States(recipe, start, thrice).Where((state, k) => (k + 1) % every == 0 || k + 1 == 3 * batches.Count).ToList();
        var published = new List<(TrainingState State, string Birth)>();
        foreach (var state in thrice.Scan(start, recipe.Step, every)) published.Add((state, state.Sha256));
        return published.Select(one => one.State).SequenceEqual(expected) && published.All(one => one.State.Sha256 == one.Birth)
            && thrice.Scan(start, (state, batch) => recipe.Step.Invoke(state, batch), every).SequenceEqual(expected);
    });

    [Fact]
    public void State_that_is_asked_for_in_the_middle_stays_and_changes_nothing_after_it() => Law.Holds(Tasks, one =>
    {
        var (recipe, start, batches) = Of(one);
        var expected = States(recipe, start, [.. batches, .. batches, .. batches]);
        var run = recipe.Step.From(start);
        var seen = new List<TrainingState>();
        for (var k = 0; k < expected.Count; k++)
        {
            run.Take(batches[k % batches.Count]);
            if (k % 3 == 1) seen.Add(run.State);
        }

        return run.State.Equals(expected[^1]) && seen.Select((state, i) => state.Equals(expected[(3 * i) + 1])).All(same => same);
    });

    [Fact]
    public void Gradients_of_a_run_are_those_before_links() => Law.Holds(Tasks, one =>
    {
        var (recipe, start, batches) = Of(one);
        var run = recipe.Step.From(start);
        return batches.All(batch =>
        {
            var expected = recipe.Explain(run.State, batch).Backward.Gradients;
            run.Take(batch);
            return run.Gradients.Equals(expected);
        });
    }, 300);

    [Fact]
    public void Two_folds_from_one_state_agree_and_leave_it_as_it_was() => Law.Holds(Tasks, one =>
    {
        var (recipe, _, batches) = Of(one);
        var start = new Batches(batches).Fold(Of(one).Start, recipe.Step);
        var birth = start.Sha256;
        var ends = new TrainingState[4];
        Parallel.For(0, ends.Length, k => ends[k] = new Batches(batches).Fold(start, recipe.Step));
        return ends.All(end => end.Equals(ends[0])) && States(recipe, start, batches)[^1].Equals(ends[0]) && start.Sha256 == birth;
    }, 300);

    [Fact]
    public void Folds_one_after_another_go_on_in_one_memory_and_leave_every_end_as_it_was() => Law.Holds(Tasks, one =>
    {
        var (recipe, start, batches) = Of(one);
        var (expected, step) = (States(recipe, start, [.. batches, .. batches, .. batches]), recipe.Step);
        var ends = new List<(TrainingState State, string Birth)>();
        for (var (state, k) = (start, 0); k < 3; k++)
        {
            state = new Batches(batches).Fold(state, step);
            ends.Add((state, state.Sha256));
        }

        // From an end that is not the last one nothing may be gone on with.
        return ends.Select((end, k) => end.State.Equals(expected[((k + 1) * batches.Count) - 1])).All(same => same)
            && new Batches(batches).Fold(ends[0].State, step).Equals(ends[1].State) && new Batches(batches).Fold(ends[1].State, step).Equals(ends[2].State)
            && ends.All(end => end.State.Sha256 == end.Birth);
    });

    [Fact]
    public void Exception_in_the_middle_leaves_the_start_as_it_was() => Law.Holds(Tasks, one =>
    {
        var (recipe, start, batches) = Of(one);
        var cells = start.Network.Parameters.Tensors().Select(tensor => Cells(tensor.Tensor)).ToList();
        Assert.Throws<TimeoutException>(() => new Batches(batches.Concat(Broken())).Fold(start, recipe.Step));
        return start.Network.Parameters.Tensors().Zip(cells, (tensor, before) => Cells(tensor.Tensor).SequenceEqual(before)).All(same => same)
            && States(recipe, start, batches)[^1].Equals(new Batches(batches).Fold(start, recipe.Step));

        static IEnumerable<Batch> Broken() => new[] { 1 }.Select(Batch (_) => throw new TimeoutException());
    }, 300);

    [Fact]
    public void Fold_over_no_batch_is_the_state_itself() => Law.Holds(Tasks, one =>
        ReferenceEquals(Of(one).Start is var start ? new Batches([]).Fold(start, Of(one).Recipe.Step) : null, start), 10);

    /// <summary>Bytes, not time: they are exact.</summary>
    [Fact]
    public void Step_of_a_fold_leaves_at_most_512_bytes_behind_whatever_the_net()
    {
        foreach (var rule in Rules)
            foreach (var (hidden, dropout) in ((int, double)[])[(1, 0), (3, 0), (3, 0.25)])
            {
                var spec = new Spec(Precision.Float32, 200, [.. Enumerable.Repeat((128, "sigmoid"), hidden), (10, "softmax")], "softmax-ce",
                    BiasKind.PerNeuron, Accumulation.Mean, [32, 32], 0.125, 7) { Dropout = dropout };
                var recipe = spec.Recipe with { Optimizer = new(rule, 0.01) { Links = [new Link.L2(0.001), new Link.ClipByNorm(1)] } };
                var (run, batch) = (recipe.Step.From(TrainingState.Start(spec.Network(), recipe.Optimizer)), spec.Sample());
                for (var k = 0; k < 3; k++) run.Take(batch);
                Assert.InRange(Enumerable.Range(0, 10).Min(_ => Allocated(() => run.Take(batch))), 0, 512);
            }
    }

    /// <summary>Three states of either scan; what the longer one leaves behind beside them are its steps, none of which is a state.</summary>
    [Fact]
    public void Scan_of_each_nth_leaves_no_garbage_but_the_states_that_it_gives()
    {
        var spec = new Spec(Precision.Float32, 200, [(128, "sigmoid"), (10, "softmax")], "softmax-ce", BiasKind.PerNeuron, Accumulation.Mean, [32], 0.125, 7);
        foreach (var rule in Rules)
        {
            var recipe = spec.Recipe with { Optimizer = new(rule, 0.01) };
            var (start, batch, step) = (TrainingState.Start(spec.Network(), recipe.Optimizer), spec.Sample(), recipe.Step);
            Scanned(9, 3);
            Assert.InRange(Enumerable.Range(0, 5).Min(_ => Allocated(() => Scanned(39, 13)) - Allocated(() => Scanned(9, 3))), long.MinValue, 30 * 512);

            void Scanned(int times, int every)
            {
                var states = 0;
                foreach (var _ in Batches.Of(batch).Repeat(times).Scan(start, step, every)) states++;
                Assert.Equal(3, states);
            }
        }
    }

    /// <summary>A run that has ended leaves its signals and gradients to the next: more than a state, which has 108 kB here.</summary>
    [Fact]
    public void Folds_and_epochs_one_after_another_ask_for_the_memory_of_their_states_alone()
    {
        var spec = new Spec(Precision.Float32, 200, [(128, "sigmoid"), (10, "softmax")], "softmax-ce", BiasKind.PerNeuron, Accumulation.Mean, [32], 0.125, 7);
        var (step, batches, state) = (spec.Recipe.Step, Batches.Of(spec.Sample()).Repeat(3), spec.Start);
        var run = RunState.Start(state);
        Assert.InRange(Enumerable.Range(0, 5).Min(_ => Allocated(() => state = batches.Fold(state, step))), 0, 150_000);
        Assert.InRange(Enumerable.Range(0, 5).Min(_ => Allocated(() => state = step.Invoke(state, spec.Sample()))), 0, 200_000);
        Assert.InRange(Enumerable.Range(0, 5).Min(_ => Allocated(() => run = Trainer.Next(step, run, batches, new Stopping.AfterEpochs(99)).After)), 0, 150_000);
    }

    private static long Allocated(Action step)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        step();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static (Recipe Recipe, TrainingState Start, Values<Batch> Batches) Of((Spec Spec, Optimizer Optimizer) one) =>
        (one.Spec.Recipe with { Optimizer = one.Optimizer }, TrainingState.Start(one.Spec.Network(), one.Optimizer), one.Spec.Samples());

    private static List<TrainingState> States(Recipe recipe, TrainingState start, IEnumerable<Batch> batches)
    {
        var states = new List<TrainingState>();
        foreach (var batch in batches) states.Add(start = recipe.Explain(start, batch).After);
        return states;
    }

    private static double[] Cells(Matrix matrix) => [.. Enumerable.Range(0, matrix.Count).Select(matrix.At)];
}
