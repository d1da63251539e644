using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Persistence;
using Backprop.Functional.Training;
using CsCheck;

namespace Backprop.Functional.Tests.Persistence;

/// <summary>Experiments of every kind, with numbers that need all their digits.</summary>
internal static class GenDocuments
{
    private static readonly Gen<double> Positive = Gen.Double[1e-300, 1e300];
    private static readonly Gen<string> Name = Gen.String[Gen.OneOf("a\"\\/{}[]:,#\u0001é日 \n\t".ToCharArray()), 1, 8];
    private static readonly Gen<Activation> Function = Gen.OneOf(Gen.OneOf("sigmoid", "tanh", "relu", "linear", "softplus").Select(word => Activations.Find(word)!), Gen.Double[-1, 1].Select(a => (Activation)new Activation.LeakyRelu(a)));

    private static readonly Gen<Link> Link = Gen.Select(Gen.Int[0, 4], Positive).Select((kind, number) => (Link)(kind switch
    {
        0 => new Link.L1(number),
        1 => new Link.L2(number),
        2 => new Link.ClipByNorm(number),
        3 => new Link.ClipByValue(number),
        _ => new Link.Scale(number),
    }));

    private static readonly Gen<Func<double, LearningRate>> Rate = Gen.Select(Gen.Int[0, 6], Positive, Gen.Long[1, 1_000_000], Gen.Bool, Gen.Double[0.001, 0.999]).Select((kind, number, steps, warm, share) => (Func<double, LearningRate>)(eta =>
    {
        LearningRate rate = kind switch
        {
            0 => new LearningRate.Constant(eta),
            1 => new LearningRate.Step(eta, number, steps),
            2 => new LearningRate.Exponential(eta, number),
            3 => new LearningRate.InverseTime(eta, number),
            4 => new LearningRate.ReduceOnPlateau(eta, share, steps, 1 - share, number),
            5 => new LearningRate.ErrorDriven(eta, 1 + share, share),
            _ => new LearningRate.Cosine(eta, number, steps),
        };
        return warm ? new LearningRate.WarmUp(steps + 1, rate) : rate;
    }));

    public static readonly Gen<Optimizer> Optimizer =
        Gen.Select(Gen.OneOf([.. Presets.All.Select(preset => preset.Rule)]), Positive, Positive, Rate, Link.Array[0, 3])
            .Select((rule, eta, decay, rate, links) => new Optimizer(rule with { Decay = decay }, rate(eta)) { Links = Values.Of<Link>(links) });

    private static readonly Gen<CsvOptions> Csv = Gen.Select(Gen.OneOf<bool?>(null, true, false), Name.Null(), Gen.Bool, Name.Array[2, 3].Null(), Gen.Enum<MissingValues>(), Name.Null())
        .Select((header, target, classify, classes, missing, weight) => new CsvOptions
        {
            Header = header, Target = target, Classify = classify, Classes = classes is null ? null : Values.Of<string>(classes), Missing = missing, Weight = weight,
        });

    private static readonly Gen<Experiment> Experiment = Gen.Select(
            Gen.Select(Gen.Int[1, 999].Array[0, 3], Function.Array[1, 3], Function.Null(), Gen.OneOf([.. Losses.Names]).Null(), Gen.Enum<BiasKind>(), Gen.OneOf("he-normal", "uniform:-0.1,0.30000000000000004", "constant:1E-300")),
            Gen.Select(Gen.Enum<Accumulation>(), Optimizer, Gen.OneOf<Batching?>(null, new Batching.Full(), new Batching.Online(), new Batching.Mini(7)), Gen.Enum<Ordering>(), Gen.Enum<LastBatch>()),
            Gen.Select(Gen.Int[1, int.MaxValue], Training.GenStopping.Any.Null(), Gen.ULong, Gen.Enum<Precision>(), Gen.OneOf("0.7/0.15/0.15", "0.8/0.2", "1").Null(), Gen.Enum<ScalingRule>()),
            Gen.Select(Gen.Double[0, 0.999], Gen.OneOf<ClassWeights?>(null, new ClassWeights.Balanced(), new ClassWeights.Given([("a=b, \"c\"", 2.5), ("c", 0)]))))
        .Select((network, learning, rest, more) => new Experiment
        {
            Hidden = Values.Of<int>(network.Item1), Activation = network.Item2 is [var one] ? one : new Activation.Sigmoid(), Activations = network.Item2.Length == 1 ? null : Values.Of<Activation>(network.Item2), Outputs = network.Item1.Length == 0 ? null : network.Item1[0], Output = network.Item3, Loss = network.Item4 is { } loss ? Losses.Find(loss) : null, Bias = network.Item5, Init = Initializers.Find(network.Item6)!,
            Accumulation = learning.Item1, Optimizer = learning.Item2, Batching = learning.Item3, Ordering = learning.Item4, Last = learning.Item5,
            Epochs = rest.Item1, Stop = rest.Item2, Seed = rest.Item3, Precision = rest.Item4, Split = rest.Item5 is { } shares ? Fractions.Parse(shares).OrThrow() : null, Scaling = rest.Item6,
            Dropout = more.Item1, ClassWeights = more.Item2,
        });

    public static readonly Gen<ExperimentDocument> Any = Gen.Select(Name.Null(), Name, Csv, Experiment)
        .Select((name, source, csv, experiment) => new ExperimentDocument { Name = name, Source = source, Csv = csv, Experiment = experiment });
}
