using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Training;

/// <summary>A batch without samples has no gradient: Rprop, which looks at the sign alone, would show the smallest.</summary>
public class EmptyBatchTests
{
    [Theory]
    [InlineData(Precision.Float64, Accumulation.Sum)]
    [InlineData(Precision.Float32, Accumulation.Sum)]
    [InlineData(Precision.Float64, Accumulation.Mean)]
    public void A_batch_without_samples_moves_no_weight(Precision precision, Accumulation accumulation)
    {
        var recipe = Lectures.Recipe with { Accumulation = accumulation, Optimizer = new(new Rule.Rprop(), 0.1) };
        var network = Lectures.Net();
        var start = TrainingState.Start(network.With(network.Parameters.Map(m => m.To(precision))), recipe.Optimizer);
        var none = new Batch(Matrix.Zero(precision, 0, network.Inputs), Matrix.Zero(precision, 0, network.Outputs));
        var after = recipe.Step.Invoke(start, none);
        Assert.Equal(start.Network, after.Network);
        Assert.Equal(recipe.PlainStep.Invoke(start, none), after);
    }
}
