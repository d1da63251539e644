using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Tests.Laws;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Training;

public class OnlineTests
{
    [Fact]
    public void Samples_that_come_one_by_one_are_the_scan_of_their_batches() => Law.Holds(GenSpecs.FiniteExtended, spec =>
    {
        var samples = spec.Samples();
        var expected = new Batches(samples).Scan(spec.Start, spec.Recipe.Step).TakeUntil(state => !double.IsFinite(state.E!.Value)).ToList();
        return Online.Scan(spec.Recipe.Step, spec.Start, samples).SequenceEqual(expected)
            && Waited(Online.Scan(spec.Recipe.Step, spec.Start, Later(samples))).SequenceEqual(expected);
    }, 300);

    [Fact]
    public void An_endless_stream_is_read_as_far_as_it_is_asked_for()
    {
        var drawn = 0;
        var states = Online.Scan(Lectures.Recipe.Step, Lectures.Start(Lectures.Net()), Endless()).Take(5).ToList();
        Assert.Equal((5, 5), (states.Count, drawn));
        Assert.Equal(Batches.Of(Lectures.Batch).Repeat(5).Fold(Lectures.Start(Lectures.Net()), Lectures.Recipe.Step), states[^1]);

        IEnumerable<Batch> Endless()
        {
            while (true)
            {
                drawn++;
                yield return Lectures.Batch;
            }
        }
    }

    [Fact]
    public void A_loss_that_is_not_finite_ends_it()
    {
        var recipe = Lectures.Recipe with { Optimizer = Optimizer.GradientDescent(1e300) };
        var states = Online.Scan(recipe.Step, TrainingState.Start(Lectures.Net(hidden: "linear", output: "linear"), recipe.Optimizer), Enumerable.Repeat(Lectures.Batch, 50)).ToList();
        Assert.InRange(states.Count, 2, 3);
        Assert.False(double.IsFinite(states[^1].E!.Value));
    }

    [Fact]
    public void A_stream_of_lines_trains_as_its_file_does_online_in_its_order()
    {
        var text = "x1,x2,kind\n" + string.Join('\n', Enumerable.Range(0, 40).Select(p => FormattableString.Invariant($"{p % 7},{p * p % 5 / 4.0},{(p % 3 == 0 ? "no" : "yes")}")));
        var options = new CsvOptions { Classes = ["no", "yes"] };
        var experiment = new Experiment { Hidden = [3], Epochs = 1, Ordering = Ordering.AsGiven, Dropout = 0.25, Optimizer = new(new Rule.Adam(), 0.01) };
        var file = (experiment with { Split = Fractions.AllTraining, Scaling = ScalingRule.None, Batching = new Batching.Online() }).Prepare(DataParts.Of(Csv.Parse(text, "s", options).OrThrow())).OrThrow();
        var rows = text.Split('\n');
        var lines = CsvLines.Of(rows[0], "s", options).OrThrow();
        var stream = Online.Prepare(experiment, lines).OrThrow();
        var samples = rows.Skip(1).Select((row, p) => lines.Read(row, p + 2, Precision.Float64).OrThrow()!);
        Assert.Equal(file.Start, stream.Start);
        Assert.Equal(file.Epochs().Last().State, Online.Scan(stream.Recipe.Step, stream.Start, samples).Last());
    }

    [Fact]
    public void What_is_judged_between_epochs_is_refused()
    {
        var lines = CsvLines.Of("x,y", "s", CsvOptions.Default).OrThrow();
        var experiment = new Experiment { Stop = new Stopping.LossBelow(1), ClassWeights = new ClassWeights.Balanced(), Scaling = ScalingRule.Standard, Optimizer = new(new Rule.GradientDescent(), new LearningRate.WarmUp(2, new LearningRate.ErrorDriven(0.1))) };
        Assert.Equal(["stop", "class weights", "scaling", "optimizer.schedule"], Online.Prepare(experiment, lines).Problems.Map(problem => problem.Place));
    }

    private static async IAsyncEnumerable<Batch> Later(IEnumerable<Batch> samples)
    {
        foreach (var sample in samples)
        {
            await Task.Yield();
            yield return sample;
        }
    }

    private static List<TrainingState> Waited(IAsyncEnumerable<TrainingState> states)
    {
        return All().GetAwaiter().GetResult();

        async Task<List<TrainingState>> All()
        {
            var all = new List<TrainingState>();
            await foreach (var state in states) all.Add(state);
            return all;
        }
    }
}

internal static class Until
{
    public static IEnumerable<T> TakeUntil<T>(this IEnumerable<T> source, Func<T, bool> isLast)
    {
        foreach (var one in source)
        {
            yield return one;
            if (isLast(one)) yield break;
        }
    }
}
