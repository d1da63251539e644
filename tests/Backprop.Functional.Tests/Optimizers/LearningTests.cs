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

    private static (Run Run, Epoch Last) Train(string data, Experiment experiment, string optimizer)
    {
        var with = experiment with { Optimizer = OptimizerText.Parse(optimizer, null, "test").OrThrow() };
        var run = DataSource.Load(data, DataOptions.Of(with.Seed)).Bind(with.Prepare).OrThrow();
        return (run, run.Epochs().Last());
    }
}
