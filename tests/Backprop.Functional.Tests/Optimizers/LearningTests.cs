using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Optimizers;

/// <summary>The rules learn: fixed seeds, wide margins.</summary>
public class LearningTests
{
    [Theory]
    [InlineData("sgd:eta=2")]
    [InlineData("momentum:eta=0.5")]
    [InlineData("pytorch/momentum:eta=0.5")]
    [InlineData("pytorch/nesterov:eta=0.5")]
    [InlineData("rprop")]
    [InlineData("rprop:variant=plus")]
    [InlineData("rprop:variant=iminus")]
    [InlineData("rprop:variant=iplus")]
    [InlineData("pytorch/rprop")]
    [InlineData("adagrad:eta=0.5")]
    [InlineData("adadelta:epsilon=0.0001")]
    [InlineData("rmsprop:eta=0.02")]
    [InlineData("adam:eta=0.05")]
    [InlineData("keras/adam:eta=0.05")]
    [InlineData("amsgrad:eta=0.05")]
    [InlineData("adamax:eta=0.05")]
    [InlineData("nadam:eta=0.05")]
    [InlineData("keras/nesterov:eta=0.5")]
    [InlineData("nesterov-ahead:eta=0.5")]
    [InlineData("keras/adagrad:eta=0.5")]
    [InlineData("pytorch/rmsprop:eta=0.01")]
    [InlineData("rmsprop:eta=0.01,alpha=0.5")]
    [InlineData("rmsprop:eta=0.01,about=mean")]
    [InlineData("pytorch/adamw:eta=0.05,decay=0.0001")]
    [InlineData("keras/adamax:eta=0.05")]
    [InlineData("l2=0.00001+clip-by-norm=1+adam:eta=0.05")]
    public void Xor_is_learned(string optimizer)
    {
        var (run, last) = Train("xor", new() { Hidden = [8], Activation = new Activation.Tanh(), Epochs = 2000, Batching = new Batching.Full(), Seed = 3 }, optimizer);
        Assert.True(last.Loss < 0.05, $"{optimizer}: {last.Loss}");
        Assert.Equal(1, run.Evaluate(last.State.Network, run.Split.Training).Accuracy);
    }

    [Theory]
    [InlineData("momentum:eta=0.1", 0)]
    [InlineData("rmsprop:eta=0.003", 0)]
    [InlineData("adam:eta=0.01", 0)]
    [InlineData("adamax:eta=0.01", 0)]
    [InlineData("rprop:delta0=0.001,deltamax=0.1", 150)]
    public void Digits_reach_96_percent(string optimizer, int fullBatchEpochs)
    {
        var experiment = fullBatchEpochs == 0 ? new Experiment() : new() { Batching = new Batching.Full(), Epochs = fullBatchEpochs };
        var (run, last) = Train("digits", experiment, optimizer);
        Assert.True(run.Evaluate(last.State.Network, run.Split.Test).Accuracy >= 0.96, optimizer);
    }

    [Theory]
    [InlineData("adam:eta=0.01")]
    [InlineData("momentum:eta=0.05")]
    [InlineData("rprop")]
    public void A_sine_is_fitted_to_an_rmse_below_5_percent(string optimizer)
    {
        Batching batching = optimizer == "rprop" ? new Batching.Full() : new Batching.Mini(16);
        var experiment = new Experiment { Hidden = [16], Activation = new Activation.Tanh(), Epochs = 600, Batching = batching, Optimizer = OptimizerText.Parse(optimizer, null, "test").OrThrow() };
        var run = Generated.Sine(Backprop.Functional.Numerics.Key.Of(1), noise: 0).Bind(data => experiment.Prepare(DataParts.Of(data))).OrThrow();
        var last = run.Epochs().Last();
        // E is half the mean square.
        var rmse = Math.Sqrt(2 * run.Evaluate(last.State.Network, run.Split.Test).Loss);
        Assert.True(rmse < 0.05, $"{optimizer}: {rmse}");
    }

    /// <summary>Sutskever's form of Nesterov's momentum takes its gradients at a point of its own.</summary>
    [Fact]
    public void A_rule_that_looks_ahead_learns_and_its_trace_tells_where_it_looked()
    {
        var experiment = new Experiment { Hidden = [8], Activation = new Activation.Tanh(), Epochs = 500, Batching = new Batching.Full(), Optimizer = new Optimizer(new Rule.NesterovAhead(0.9), 0.5) };
        var run = DataSource.Load("xor", DataOptions.Of(1)).Bind(experiment.Prepare).OrThrow();
        var last = run.Epochs().Last();
        Assert.True(last.Loss < 0.05, $"{last.Loss}");
        var batch = run.Batches.Batches(1, run.Scaling, run.Start.Network.Precision).First();
        var trace = run.Recipe.Explain(run.PlainEpochs().Take(2).Last().State, batch);
        Assert.NotEqual(trace.Before.Network, trace.At);
        Assert.Equal(trace.Forward.V(1), Backprop.Functional.Passes.Forward.Pass(trace.At, batch.X).V(1));
        Assert.Contains("ahead w(0)_1,1", Backprop.Functional.Narration.SectionText.Of(Backprop.Functional.Narration.StepNarrative.Of(trace)[1], new(Backprop.Functional.Numerics.Precision.Float64, null)), StringComparison.Ordinal);
    }

    public static TheoryData<string> Names => RuleTests.Names;

    /// <summary>The plain step and the fast one, over whole runs of every rule with links before it.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Plain_and_fast_runs_have_the_same_bits(string name)
    {
        var rule = RuleReferences.All.Single(one => one.Name == name).Rule;
        foreach (var precision in Enum.GetValues<Backprop.Functional.Numerics.Precision>())
        {
            var optimizer = new Optimizer(rule, 0.01) { Links = [new Link.L1(0.001), new Link.L2(0.01), new Link.ClipByNorm(0.5), new Link.ClipByValue(0.2)] };
            var experiment = new Experiment { Hidden = [9, 5], Epochs = 2, Precision = precision, Optimizer = optimizer };
            var run = DataSource.Load("iris", DataOptions.Of(1)).Bind(experiment.Prepare).OrThrow();
            Assert.Equal(run.PlainEpochs().Last().State.Sha256, run.Epochs().Last().State.Sha256);
        }
    }

    private static (Run Run, Epoch Last) Train(string data, Experiment experiment, string optimizer)
    {
        var with = experiment with { Optimizer = OptimizerText.Parse(optimizer, null, "test").OrThrow() };
        var run = DataSource.Load(data, DataOptions.Of(with.Seed)).Bind(with.Prepare).OrThrow();
        return (run, run.Epochs().Last());
    }
}
