using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Hashes;

/// <summary>The runs of the golden file: between them every rule, activation, loss, bias, link, schedule and precision.</summary>
internal static class Runs
{
    public static IReadOnlyList<(string Name, string Source, Experiment Experiment)> All { get; } =
    [
        ("sgd-digits", "digits", new() { Epochs = 2, Hidden = [16], Eta = 0.5 }),
        ("sgd-lecture-tied", "lecture06", new()
        {
            Epochs = 300, Hidden = [2], Bias = BiasKind.Tied, Accumulation = Accumulation.Sum, Output = new Activation.Sigmoid(), Eta = 0.01,
        }),
        ("momentum-iris", "iris", Iris(new(new Rule.Momentum(0.9), 0.05)) with { Activation = new Activation.Tanh(), Precision = Precision.Float32 }),
        ("momentum-outside-sine", "sine", Sine(new(new Rule.MomentumOutside(0.9), new LearningRate.Step(0.02, 0.5, 40)))),
        ("nesterov-spirals", "spirals", Spirals(new(new Rule.Nesterov(0.9), new LearningRate.WarmUp(20, new LearningRate.Cosine(0.1, 0.001, 200))))),
        ("nesterov-ahead-iris", "iris", Iris(new(new Rule.NesterovAhead(0.9), new LearningRate.InverseTime(0.1, 0.01))) with { Loss = new Loss.LectureCrossEntropy() }),
        ("rprop-xor", "xor", Xor(new(new Rule.Rprop(), 1))),
        ("rprop-plus-iris", "iris", Iris(new(new Rule.Rprop(RpropVariant.IPlus), 1)) with { Batching = new Batching.Full(), Epochs = 30 }),
        ("adagrad-parity", "parity", Parity(new(new Rule.AdaGrad(1e-8), 0.1) { Links = [new Link.ClipByNorm(1), new Link.L2(0.001)] })),
        ("adadelta-sine-softplus", "sine", Sine(new(new Rule.AdaDelta(0.9, 1e-6), 1)) with { Activation = new Activation.Softplus() }),
        ("rmsprop-digits-float32", "digits", new()
        {
            Epochs = 2, Hidden = [24, 12], Activation = new Activation.Relu(), Init = new Initializer.Scaled(Fan.He, Distribution.Normal), Precision = Precision.Float32,
            Optimizer = new(new Rule.RmsProp(0.9, 1e-8), 0.001) { Links = [new Link.ClipByValue(0.5)] }, Batching = new Batching.Mini(32), Last = LastBatch.Drop,
        }),
        ("adam-iris-softmax-sse", "iris", Iris(new(new Rule.Adam { Decay = 0.01 }, new LearningRate.Exponential(0.01, 0.999))) with
        {
            Loss = new Loss.HalfSquaredError(), Output = new Activation.Softmax(),
        }),
        ("amsgrad-spirals-float32", "spirals", Spirals(new(new Rule.Adam(Second: SecondMoment.Largest, Place: AdamEpsilon.Hat), 0.01)) with { Precision = Precision.Float32 }),
        ("adamax-parity-online", "parity", Parity(new(new Rule.AdaMax(), 0.01) { Links = [new Link.L1(0.0005), new Link.Scale(0.5)] }) with { Batching = new Batching.Online(), Bias = BiasKind.Absent }),
        ("nadam-sine-float32", "sine", Sine(new(new Rule.NAdam(), 0.01)) with { Precision = Precision.Float32, Bias = BiasKind.Tied }),
        ("dropout-iris-balanced", "iris", Iris(new(new Rule.GradientDescent(), new LearningRate.ReduceOnPlateau(0.5, Patience: 1))) with
        {
            Hidden = [12, 8], Dropout = 0.25, ClassWeights = new ClassWeights.Balanced(), Stop = new Stopping.Patience(4), Epochs = 20,
        }),
        ("dropout-digits-float32", "digits", new()
        {
            Epochs = 2, Hidden = [32], Activation = new Activation.Relu(), Dropout = 0.5, Precision = Precision.Float32, Optimizer = new(new Rule.Adam(), 0.002),
        }),
        ("error-driven-sine", "sine", Sine(new(new Rule.GradientDescent(), new LearningRate.ErrorDriven(0.05)))),
    ];

    private static Experiment Iris(Optimizer optimizer) => new() { Epochs = 10, Hidden = [8], Seed = 7, Optimizer = optimizer };

    private static Experiment Sine(Optimizer optimizer) => new() { Epochs = 10, Hidden = [8], Activation = new Activation.Tanh(), Optimizer = optimizer };

    private static Experiment Spirals(Optimizer optimizer) => new()
    {
        Epochs = 10, Hidden = [16, 8], Activation = new Activation.LeakyRelu(0.01), Loss = new Loss.BinaryCrossEntropy(), Optimizer = optimizer,
    };

    private static Experiment Xor(Optimizer optimizer) => new() { Epochs = 500, Hidden = [4], Loss = new Loss.BinaryCrossEntropy(), Optimizer = optimizer, Seed = 3 };

    private static Experiment Parity(Optimizer optimizer) => new()
    {
        Epochs = 40, Hidden = [6], Loss = new Loss.BinaryCrossEntropy(), Optimizer = optimizer, Init = new Initializer.Uniform(-0.5, 0.5),
    };
}
