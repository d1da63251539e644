using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Hashes;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Golden;

/// <summary>The hashes that every row of the bit matrix computes, here in the process of the tests.</summary>
public class GoldenSetTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void This_process_computes_the_golden_hashes(bool plain)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = Application.Print(GoldenSet.Lines(Extent.Short, plain), GoldenFile.Read(), output, error);
        Assert.Equal((0, ""), (code, error.ToString()));
        Assert.True(output.ToString().Split('\n').Length > 150);
    }

    [Fact]
    public void Several_threads_compute_them_side_by_side()
    {
        var error = new StringWriter();
        var lines = Application.Shared(GoldenSet.Lines(Extent.Short, plain: false).Where(line => !line.Name.StartsWith("run/", StringComparison.Ordinal)), 3);
        Assert.Equal((0, ""), (Application.Print(lines, GoldenFile.Read(), new StringWriter(), error), error.ToString()));
    }

    [Fact]
    public void The_file_has_a_line_for_each_hash_and_no_other() =>
        Assert.Equal(GoldenFile.Read().Names, GoldenSet.Lines(Extent.Full, plain: false).Select(line => line.Name));

    [Fact]
    public void The_runs_have_every_rule()
    {
        var all = Cases(typeof(Rule));
        Assert.NotEmpty(all);
        Assert.Equal(all, Prepared(run => [run.Recipe.Optimizer.Rule.GetType().Name]));
    }

    [Fact]
    public void The_runs_have_every_activation() =>
        Assert.Equal(Cases(typeof(Activation)), Prepared(run => run.Start.Network.Layers.Select(layer => layer.F.GetType().Name)));

    [Fact]
    public void The_runs_have_every_loss() => Assert.Equal(Cases(typeof(Loss)), Prepared(run => [run.Recipe.Loss.GetType().Name]));

    [Fact]
    public void The_runs_have_every_link() => Assert.Equal(Cases(typeof(Link)), Prepared(run => run.Recipe.Optimizer.Links.Select(link => link.GetType().Name)));

    [Fact]
    public void The_runs_have_every_schedule() =>
        Assert.Equal(Cases(typeof(LearningRate)), Prepared(run => Rates(run.Recipe.Optimizer.Rate)));

    [Fact]
    public void The_runs_have_every_bias_and_precision()
    {
        Assert.Equal(Cases(typeof(Bias)), Prepared(run => [run.Start.Network.Bias(0).GetType().Name]));
        Assert.Equal(Enum.GetNames<Precision>().Order(), Prepared(run => [run.Start.Network.Precision.ToString()]));
    }

    private static IEnumerable<string> Rates(LearningRate rate) =>
        rate is LearningRate.WarmUp warmUp ? [nameof(LearningRate.WarmUp), .. Rates(warmUp.Then)] : [rate.GetType().Name];

    /// <summary>The names of the cases of a closed union.</summary>
    private static List<string> Cases(Type union) => [.. union.GetNestedTypes().Where(union.IsAssignableFrom).Select(type => type.Name).Order()];

    private static List<string> Prepared(Func<Run, IEnumerable<string>> names) => [.. Runs.All.SelectMany(run =>
        names(DataSource.Load(run.Source, DataOptions.Of(run.Experiment.Seed)).Bind(run.Experiment.Prepare).OrThrow())).Distinct().Order()];
}
