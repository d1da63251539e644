using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Training;

/// <summary>An experiment that does not fit its data is refused before anything is computed.</summary>
public class ExperimentRulesTests
{
    private static readonly Dataset OneOutput = Dataset.Create("two", ["x"], Matrix.From(Precision.Float64, 3, 1, [0, 1, 2]), new Targets.Classes(["no", "yes"], [0, 1, 1])).OrThrow().WithSingleOutput().OrThrow();

    [Fact]
    public void One_output_for_two_classes_is_learned_under_binary_cross_entropy()
    {
        var run = new Experiment { Hidden = [2], Split = Fractions.AllTraining }.Prepare(DataParts.Of(OneOutput)).OrThrow();
        Assert.IsType<Loss.BinaryCrossEntropy>(run.Recipe.Loss);
        Assert.IsType<Activation.Sigmoid>(run.Start.Network.Layers[^1].F);
    }

    /// <summary>Softmax of one output is 1 whatever the weights are: nothing would ever be learned.</summary>
    [Fact]
    public void One_output_for_two_classes_is_no_softmax() => Assert.Equal(
        "loss: softmax-ce needs an output for each class, and there is one for both; use bce, or code the classes one by one",
        $"{new Experiment { Hidden = [2], Split = Fractions.AllTraining, Loss = new Loss.SoftmaxCrossEntropy() }.Prepare(DataParts.Of(OneOutput)).Problems.Single()}");

    [Theory]
    [InlineData("tanh", "softmax-ce")]
    [InlineData("linear", "bce")]
    [InlineData("relu", "ce-lecture")]
    public void A_logarithm_needs_outputs_between_0_and_1(string output, string loss) => Assert.Equal(
        $"output: {loss} needs outputs between 0 and 1, and {output} gives others; use sigmoid or softmax, or the loss sse",
        $"{new Experiment { Hidden = [2], Output = Activations.Find(output), Loss = Losses.Find(loss) }.Prepare(DataParts.Of(Embedded.Iris)).Problems.Single()}");

    [Fact]
    public void A_sum_that_overflows_is_a_divergence()
    {
        var run = new Experiment { Hidden = [2], Loss = new Loss.HalfSquaredError(), Accumulation = Accumulation.Sum, Split = Fractions.AllTraining, Batching = new Batching.Online(), Scaling = ScalingRule.None, Eta = 1e-300 }
            .Prepare(DataParts.Of(Dataset.Create("far", ["x"], Matrix.From(Precision.Float64, 3, 1, [0, 1, 2]), new Targets.Numbers(["y"], Matrix.From(Precision.Float64, 3, 1, [1.2e154, 1.2e154, 1.2e154]))).OrThrow())).OrThrow();
        var last = run.Epochs().Last();
        Assert.Equal(("diverged in epoch 1", true), ($"{last.Stop}"[..19], double.IsFinite(last.State.E!.Value)));
        Assert.Empty(run.Epochs(last.After));
    }

    [Fact]
    public void What_a_batch_gives_in_the_widest_layer_must_fit_into_a_matrix()
    {
        var many = Dataset.Create("many", ["x"], Matrix.Zero(Precision.Float64, 60_000, 1), new Targets.Numbers(["y"], Matrix.Zero(Precision.Float64, 60_000, 1))).OrThrow();
        var experiment = new Experiment { Hidden = [40_000], Batching = new Batching.Full(), Split = Fractions.AllTraining };
        Assert.Equal("batch: 60000 samples x 40000 units are more than a matrix holds; use smaller batches, or smaller layers", $"{experiment.Prepare(DataParts.Of(many)).Problems.Single()}");
        Assert.True((experiment with { Batching = new Batching.Mini(100) }).Prepare(DataParts.Of(many)).IsGood);
    }
}
