using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Passes;
using Backprop.Functional.Tests.Laws;
using Backprop.Functional.Tests.Training;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Passes;

/// <summary>What the documentation says is thrown where things do not fit each other is thrown.</summary>
public class BrokenPromiseTests
{
    private static readonly Network Net = Lectures.Net();
    private static readonly ForwardPass Signals = Forward.Pass(Net, Lectures.Three.X);
    private static readonly OutputError AtOutput = Measure.Error(new Loss.HalfSquaredError(), Accumulation.Sum, Net, Signals, Lectures.Three);

    public static TheoryData<string> LossNames => [.. Losses.Names];

    [Fact]
    public void Masks_of_another_shape() =>
        Assert.Throws<ArgumentException>(() => Forward.Pass(Net, Lectures.Three.X, [Matrix.Zero(Precision.Float64, 3, 3)]));

    [Theory, MemberData(nameof(LossNames))]
    public void Targets_of_another_shape_or_precision(string name)
    {
        var (loss, three) = (Losses.Find(name)!, Lectures.Three);
        foreach (var output in new[] { "sigmoid", "softmax", "linear" })
        {
            var network = Lectures.Net(output: output);
            foreach (var t in new[] { Matrix.Zero(Precision.Float64, 3, 3), Matrix.Zero(Precision.Float64, 3, 1) })
                Assert.ThrowsAny<ArgumentException>(() => Measure.Error(loss, Accumulation.Sum, network, Forward.Pass(network, three.X), three with { T = t }));
            Assert.ThrowsAny<ArgumentException>(() => Measure.Error(loss, Accumulation.Sum, network, Forward.Pass(network, three.X), Lectures.Batch));
            Assert.ThrowsAny<ArgumentException>(() => Measure.Error(loss, Accumulation.Sum, network, Forward.Pass(network, three.X), new(three.X.To(Precision.Float32), three.T.To(Precision.Float32))));
        }
    }

    [Fact]
    public void Signals_of_another_network_or_batch()
    {
        Assert.Throws<ArgumentException>(() => Backward.Pass(Net, Forward.Pass(Net, Lectures.Batch.X), AtOutput));
        Assert.Throws<ArgumentException>(() => Backward.Pass(Net, Signals, AtOutput with { Delta = Matrix.Zero(Precision.Float64, 3, 1) }));
        Assert.Throws<ArgumentException>(() => Backward.Pass(Net, Signals, AtOutput with { Delta = AtOutput.Delta.To(Precision.Float32) }));
    }

    /// <summary>Linear reads neither v nor y: its f' is 1 everywhere.</summary>
    [Fact]
    public void Error_signals_of_another_shape() => Assert.All(GenSpecs.Functions.Where(name => name != "linear").Select(name => Activations.Find(name)!), f =>
    {
        var v = Signals.V(1);
        Assert.Throws<ArgumentException>(() => f.Pull(v, f.Apply(v), Matrix.Zero(Precision.Float64, 3, 5)));
        Assert.Throws<ArgumentException>(() => f.Pull(v, f.Apply(v), Matrix.Zero(Precision.Float32, v.Rows, v.Columns)));
    });

    [Fact]
    public void Memories_of_another_rule()
    {
        var recipe = Lectures.Recipe with { Optimizer = new Optimizer(new Rule.Adam(), 0.1) };
        var other = TrainingState.Start(Net, new Optimizer(new Rule.Momentum(0.5), 0.1));
        Assert.Throws<InvalidCastException>(() => recipe.Step.Invoke(other, Lectures.Three));
        Assert.Throws<InvalidCastException>(() => recipe.Explain(other, Lectures.Three));
        Assert.Throws<InvalidCastException>(() => recipe.Optimizer.Update(0, 1, Backward.Pass(Net, Signals, AtOutput).Gradients, other.Memory, Net));
        Assert.Throws<InvalidCastException>(() => new Optimizer(new Rule.NesterovAhead(0.5), 0.1).LookAt(Net, recipe.Optimizer.Start(Net)));
    }

    [Fact]
    public void Batches_of_another_width()
    {
        var narrow = Lectures.Three with { X = Matrix.Zero(Precision.Float64, 3, 2) };
        Assert.Throws<ArgumentException>(() => Lectures.Recipe.Step.Invoke(Lectures.Start(Net), narrow));
        Assert.Throws<ArgumentException>(() => Lectures.Recipe.Explain(Lectures.Start(Net), narrow));
    }

    [Theory, InlineData(1), InlineData(0), InlineData(-3)]
    public void No_thread_is_the_callers_own(int threads) =>
        Assert.Equal(Lectures.Recipe.Step.Invoke(Lectures.Start(Net), Lectures.Three), Lectures.Recipe.StepOn(threads).Invoke(Lectures.Start(Net), Lectures.Three));
}
