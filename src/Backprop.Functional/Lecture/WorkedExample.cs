using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Lecture;

/// <summary>The example of lecture 06: a 3-2-2 network of sigmoid neurons, one pattern, one update.</summary>
public static class WorkedExample
{
    /// <summary>The network of the slides: each layer shares one w0 = 0.5.</summary>
    public static Network Network { get; } = new(
    [
        new(new(Matrix.From(Precision.Float64, 3, 2, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]), new Bias.Tied(Matrix.Scalar(Precision.Float64, 0.5))), new Activation.Sigmoid()),
        new(new(Matrix.From(Precision.Float64, 2, 2, [0.7, 0.8, 0.9, 0.1]), new Bias.Tied(Matrix.Scalar(Precision.Float64, 0.5))), new Activation.Sigmoid()),
    ]);

    /// <summary>x = (1, 4, 5), t = (0.1, 0.05).</summary>
    public static Batch Batch { get; } = new(
        Matrix.From(Precision.Float64, 1, 3, [1, 4, 5]),
        Matrix.From(Precision.Float64, 1, 2, [0.1, 0.05]));

    /// <summary>The learning rate, 0.01.</summary>
    public static double Eta => 0.01;

    /// <summary>E = 1/2 sum (t - y)^2, gradient descent.</summary>
    public static Recipe Recipe { get; } = new(new Loss.HalfSquaredError(), Accumulation.Sum, Optimizer.GradientDescent(Eta));

    /// <summary>The state before the update.</summary>
    public static TrainingState Start => TrainingState.Start(Network, Recipe.Optimizer);

    /// <summary>As far as the example is followed.</summary>
    private const int MostUpdates = 1000;

    /// <summary>The example as a run, in which each epoch is one update.</summary>
    public static Run Run => DataSource.Load("lecture06", DataOptions.Of(1)).Bind(new Experiment
    {
        Start = Network,
        Loss = Recipe.Loss,
        Accumulation = Recipe.Accumulation,
        Optimizer = Recipe.Optimizer,
        Batching = new Batching.Full(),
        Scaling = ScalingRule.None,
        Epochs = MostUpdates,
    }.Prepare).OrThrow();

    /// <summary>The whole calculation of the slides, with every intermediate value.</summary>
    public static StepTrace Explain() => Recipe.Explain(Start, Batch);

    /// <summary>E at the weights after so many updates in all.</summary>
    public static double LossAfter(int updates)
    {
        var state = Batches.Of(Batch).Repeat(updates).Fold(Start, Recipe.Step);
        return Recipe.Explain(state, Batch).Error.E;
    }
}
