using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Tests.Training;

/// <summary>The lecture's 3-2-2 net as tests need it: under any bias, with one sample or several.</summary>
internal static class Lectures
{
    public static Recipe Recipe { get; } = new(new Loss.HalfSquaredError(), Accumulation.Sum, Optimizer.GradientDescent(0.01));

    public static Batch Batch { get; } = Samples(([1, 4, 5], [0.1, 0.05]));

    public static Batch Three { get; } = Samples(([1, 4, 5], [0.1, 0.05]), ([-2, 0.5, 1], [0.9, 0.2]), ([0, -1, 3], [0.4, 0.6]));

    public static Batch Samples(params (double[] X, double[] T)[] rows) => new(
        Table(rows.Length, 3, [.. rows.SelectMany(row => row.X)]), Table(rows.Length, 2, [.. rows.SelectMany(row => row.T)]));

    public static Matrix Table(int rows, int columns, params double[] cells) => Matrix.From(Precision.Float64, rows, columns, cells);

    public static Network Net(BiasKind kind = BiasKind.Tied, string hidden = "sigmoid", string output = "sigmoid") => Network.Create(
        new Layer(new(Table(3, 2, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6), Bias(kind)), Activations.Find(hidden)!),
        new Layer(new(Table(2, 2, 0.7, 0.8, 0.9, 0.1), Bias(kind)), Activations.Find(output)!)).OrThrow();

    public static TrainingState Start(Network network) => TrainingState.Start(network, Recipe.Optimizer);

    private static Bias Bias(BiasKind kind) => kind switch
    {
        BiasKind.Tied => new Bias.Tied(Table(1, 1, 0.5)),
        BiasKind.PerNeuron => new Bias.PerNeuron(Table(1, 2, 0.5, 0.25)),
        _ => new Bias.Absent(),
    };
}
