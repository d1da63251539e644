using Backprop.Functional.Functions;
using Backprop.Functional.Lecture;
using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Persistence;
using Backprop.Functional.Pictures;
using Backprop.Functional.Reports;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Reports;

public sealed class ReportTests
{
    [Fact]
    public void A_document_becomes_a_line_a_value() => Assert.Equal(
        [new("seed", "1"), new("data.source", "iris"), new("network.hidden", "8, 4"), new("links[0].kind", "l2"), new("links[0].lambda", "0.01"), new("plain", "false")],
        RunFacts.Settings("""{ "seed": 1, "data": { "source": "iris", "target": null }, "network": { "hidden": [8, 4] }, "links": [{ "kind": "l2", "lambda": 0.01 }], "plain": false, "none": [] }"""));

    [Fact]
    public void A_report_is_about_a_run() => Assert.Throws<ArgumentException>(() => Report.Html([]));

    [Fact]
    public void The_same_run_gives_the_same_page() => Assert.Equal(Report.Html([Trained("iris", new() { Hidden = [3], Epochs = 2 })]), Report.Html([Trained("iris", new() { Hidden = [3], Epochs = 2 })]));

    [Theory]
    [InlineData("iris", "adam:eta=0.05")]
    [InlineData("iris", "rprop")]
    [InlineData("sine", "nesterov-ahead:eta=0.01")]
    [InlineData("digits", "l2=0.001+clip-by-norm=1+momentum:eta=0.1")]
    public void A_step_of_any_rule_can_be_walked_through(string source, string optimizer)
    {
        var run = Trained(source, new() { Hidden = [5], Epochs = 1, Optimizer = OptimizerText.Parse(optimizer, null, "optimizer").OrThrow() });
        var page = Report.Html([run]);
        Assert.Contains("id=\"steps\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">NaN<", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bce", 6)]
    [InlineData("sse", 0)]
    public void The_step_through_marks_what_is_not_used(string loss, int marked)
    {
        var page = Report.Html([Trained("iris", new() { Hidden = [3], Epochs = 1, Output = new Activation.Sigmoid(), Loss = Losses.Find(loss)! })]);
        Assert.Equal(marked, page.Split("<p class=\"remark\">derived, not used: delta comes from t and y</p>").Length - 1);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(5, true)]
    public void The_drawing_of_a_deep_network_is_above_its_values(int layers, bool isBroad) =>
        Assert.Equal(isBroad, Report.Html([Trained("iris", new() { Hidden = Values.Build(layers, _ => 3), Epochs = 1 })]).Contains("<div class=\"walk broad\">", StringComparison.Ordinal));

    [Fact]
    public void A_diverged_run_is_told_without_a_result()
    {
        var run = Trained("sine", new() { Hidden = [4], Activation = new Activation.Linear(), Eta = 1e6, Epochs = 5 });
        Assert.Null(run.Evaluation);
        Assert.Contains("diverged", Report.Html([run]), StringComparison.Ordinal);
        Assert.Contains("comparison", Report.Html([run, run]), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_step_of_the_worked_example_is_told_once_in_its_order()
    {
        var walk = Walk.Of(WorkedExample.Explain(), new NumberText(Precision.Float64, 4), static _ => Markup.Nothing);
        var told = walk.Steps.Select(step => $"{step.Statement.Name}").ToList();
        Assert.Equal(told.Distinct(), told);
        Assert.Equal(["forward, layer 1", "forward, layer 2", "loss", "backward, layer 2", "backward, layer 1", "weight update"], walk.Stages.Map(stage => stage.Title));
        foreach (var (step, k) in walk.Steps.Select((step, k) => (step, k)))
            foreach (var name in FormulaSymbols.Inputs(step.Statement.Formula!, walk.Trace))
                if (walk.Known.TryGetValue(name, out var known)) Assert.True(known < k, $"{step.Statement.Name} is told before {name}");
    }

    [Fact]
    public void Of_a_large_network_the_units_with_the_largest_delta_are_told()
    {
        var trace = Trained("digits", new() { Hidden = [30], Epochs = 1 }).Sample!;
        var walk = Walk.Of(trace, new NumberText(Precision.Float64, 4), static _ => Markup.Nothing);
        Assert.False(walk.IsWhole);
        var largest = Enumerable.Range(0, 30).OrderByDescending(j => Math.Abs(trace.Backward.Delta(1)[0, j])).Take(3).Order();
        Assert.Equal(largest, walk.Units[1]);
        Assert.True(walk.Steps.All(step => step.Use.Count <= 12));
        Assert.Contains(walk.Steps, step => step.Statement.Name == new ValueName("w", 0, walk.Units[0][0] + 1, walk.Units[1][0] + 1, IsNew: true));
    }

    /// <summary>At hand is then the network of the end, which no epoch has completed.</summary>
    [Fact]
    public void What_has_diverged_is_no_model()
    {
        var run = Trained("sine", new() { Activation = new Activation.Linear(), Optimizer = Optimizer.GradientDescent(1e6), Epochs = 3 });
        Assert.Equal((0, false), (run.Completed, run.HasResult));
        Assert.DoesNotContain(run.Hashes, fact => fact.Name == "model");
    }

    private static ReportRun Trained(string source, Experiment experiment)
    {
        var document = new ExperimentDocument { Source = source, Experiment = experiment };
        var run = document.Prepare().OrThrow().Run;
        var epochs = run.Epochs().ToList();
        return RunFacts.Of("run", document, run, Values.From(epochs.Select(EpochFigures.Of)), Summary.Of(run, epochs[^1]));
    }
}
