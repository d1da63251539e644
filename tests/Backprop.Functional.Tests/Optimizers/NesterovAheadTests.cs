using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Tests.Oracles;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Optimizers;

public class NesterovAheadTests
{
    /// <summary>y = w x, E = 1/2 (t - y)^2: all numbers are small dyadic fractions, so that every bit can be told on paper.</summary>
    [Fact]
    public void The_gradient_is_taken_at_the_point_ahead() => Assert.True(LooksAhead(Engine.Ours));

    internal static bool LooksAhead(Engine engine)
    {
        var network = new Network([new Layer(new(Matrix.Scalar(Precision.Float64, 1), new Bias.Absent()), new Activation.Linear())]);
        var recipe = new Recipe(new Loss.HalfSquaredError(), Accumulation.Sum, new Optimizer(new Rule.NesterovAhead(0.5), 0.25));
        var batch = new Batch(Matrix.Scalar(Precision.Float64, 1), Matrix.Scalar(Precision.Float64, 0));
        var first = engine.Explain(recipe, TrainingState.Start(network, recipe.Optimizer), batch);
        var second = engine.Explain(recipe, first.After, batch);
        // w 1, g 1, dw -1/4; then w 3/4, ahead 5/8, g 5/8, dw -5/32 - 1/8.
        return first.Dw.W(0)[0, 0] == -0.25 && second.At.W(0)[0, 0] == 0.625 && second.Dw.W(0)[0, 0] == -0.28125;
    }
}
