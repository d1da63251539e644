using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Lecture;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Snapshots.Lecture;

/// <summary>One step of the example's network with something exchanged: bias, loss, activation, number of samples, precision.</summary>
public class VariantSnapshots
{
    private static readonly Batch OneHot = WorkedExample.Batch with { T = Matrix.From(Precision.Float64, 1, 2, [1, 0]) };

    private static readonly Batch Four = new(
        Matrix.From(Precision.Float64, 4, 3, [1, 4, 5, -2, 0.5, 1, 0, -1, 3, 2.5, -3, -0.75]),
        Matrix.From(Precision.Float64, 4, 2, [0.1, 0.05, 0.9, 0.2, 0.4, 0.6, 0, 1]));

    private static readonly Recipe Mean = WorkedExample.Recipe with { Accumulation = Accumulation.Mean };

    public static TheoryData<string> Names => new(
        "per-neuron-bias", "absent-bias", "softmax-cross-entropy", "binary-cross-entropy", "tanh", "relu", "leaky-relu", "softplus", "linear-output",
        "batch-of-4", "batch-of-4-mean", "float32");

    [Theory, MemberData(nameof(Names)), MatchesSnapshots("lecture/variants/", nameof(Names))]
    public Task Step(string name)
    {
        var trace = Trace(name);
        var numbers = new NumberText(trace.Before.Network.Precision, Digits: null);
        return Snapshot.Match(string.Join('\n', StepNarrative.Of(trace).Map(section => SectionText.Of(section, numbers))), $"lecture/variants/{name}");
    }

    private static StepTrace Trace(string name) => name switch
    {
        "per-neuron-bias" => Explain(With(BiasKind.PerNeuron)),
        "absent-bias" => Explain(With(BiasKind.Absent)),
        "softmax-cross-entropy" => Explain(With(new Activation.Sigmoid(), new Activation.Softmax()), OneHot, WorkedExample.Recipe with { Loss = new Loss.SoftmaxCrossEntropy() }),
        "binary-cross-entropy" => Explain(WorkedExample.Network, recipe: WorkedExample.Recipe with { Loss = new Loss.BinaryCrossEntropy() }),
        "tanh" => Explain(With(new Activation.Tanh(), new Activation.Tanh())),
        "relu" => Explain(Network.Create(OneInactive(new Activation.Relu()), WorkedExample.Network.Layers[1] with { F = new Activation.Linear() }).OrThrow()),
        "leaky-relu" => Explain(Network.Create(OneInactive(new Activation.LeakyRelu(0.01)), WorkedExample.Network.Layers[1] with { F = new Activation.Linear() }).OrThrow()),
        "softplus" => Explain(With(new Activation.Softplus(), new Activation.Sigmoid())),
        "linear-output" => Explain(With(new Activation.Sigmoid(), new Activation.Linear())),
        "batch-of-4" => Explain(WorkedExample.Network, Four),
        "batch-of-4-mean" => Explain(WorkedExample.Network, Four, Mean),
        "float32" => Explain(Float32(), new(WorkedExample.Batch.X.To(Precision.Float32), WorkedExample.Batch.T.To(Precision.Float32))),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such variant"),
    };

    private static StepTrace Explain(Network network, Batch? batch = null, Recipe? recipe = null)
    {
        var with = recipe ?? WorkedExample.Recipe;
        return with.Explain(TrainingState.Start(network, with.Optimizer), batch ?? WorkedExample.Batch);
    }

    private static Network With(Activation hidden, Activation output) => Network.Create(
        WorkedExample.Network.Layers[0] with { F = hidden }, WorkedExample.Network.Layers[1] with { F = output }).OrThrow();

    private static Network With(BiasKind kind) => Network.Create(WorkedExample.Network.Layers.Map(layer =>
        layer with { Weights = layer.Weights with { Bias = kind == BiasKind.Absent ? new Bias.Absent() : new Bias.PerNeuron(Matrix.Constant(Precision.Float64, 1, 2, 0.5)) } })).OrThrow();

    /// <summary>A first layer whose second neuron has a negative net input.</summary>
    private static Layer OneInactive(Activation f) => new(
        new(Matrix.From(Precision.Float64, 3, 2, [0.1, -0.2, -0.3, 0.4, 0.5, -0.6]), new Bias.Tied(Matrix.Scalar(Precision.Float64, 0.5))), f);

    private static Network Float32() => Network.Create(WorkedExample.Network.Layers.Map(layer =>
        layer with { Weights = new(layer.Weights.W.To(Precision.Float32), new Bias.Tied(layer.Weights.Bias.Cells!.To(Precision.Float32))) })).OrThrow();
}
