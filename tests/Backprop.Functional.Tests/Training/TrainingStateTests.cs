using Backprop.Functional.Networks;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Training;

public class TrainingStateTests
{
    [Fact]
    public void It_starts_before_the_first_step_without_a_loss()
    {
        var start = Lectures.Start(Lectures.Net());
        Assert.Equal((0L, (double?)null), (start.Steps, start.E));
    }

    [Fact]
    public void A_step_counts_itself_and_keeps_the_loss_that_it_measured()
    {
        var start = Lectures.Start(Lectures.Net());
        var trace = Lectures.Recipe.Explain(start, Lectures.Batch);
        Assert.Equal((1L, trace.Error.E), (trace.After.Steps, trace.After.E));
        Assert.Same(start, trace.Before);
        Assert.Equal(trace.Before.Network + trace.Dw, trace.After.Network);
    }

    [Fact]
    public void Hash_is_that_of_the_weights_and_ToString_differs_when_they_do()
    {
        var (a, b) = (Lectures.Start(Lectures.Net()), Lectures.Start(Lectures.Net(BiasKind.PerNeuron)));
        Assert.Equal(a.Network.Sha256, a.Sha256);
        Assert.NotEqual(a.Sha256, b.Sha256);
        Assert.NotEqual(a.ToString(), b.ToString());
        Assert.Equal(a, Lectures.Start(Lectures.Net()));
    }
}
