using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Benchmarks.Growth;

/// <summary>One size of the work, measured in a process of its own, so that its peak memory is its own.</summary>
/// <param name="Inputs">Columns of the data.</param>
/// <param name="Width">Neurons of a hidden layer.</param>
/// <param name="Depth">Hidden layers.</param>
/// <param name="Rows">Samples.</param>
/// <param name="Batch">Samples a step.</param>
/// <param name="Steps">Steps.</param>
internal sealed record GrowthRow(int Inputs, int Width, int Depth, int Rows, int Batch, int Steps)
{
    public const string Command = "growth-row";

    private const int Classes = 10;

    public string[] Arguments => [.. new[] { Inputs, Width, Depth, Rows, Batch, Steps }.Select(number => number.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Prints microseconds of the processor for a step, the megabytes that the process held at most, and the collections beyond generation 0.</summary>
    public static int Run(string[] args)
    {
        var n = args.Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        var row = new GrowthRow(n[0], n[1], n[2], n[3], n[4], n[5]);
        var (seconds, collections) = row.Measured();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds / row.Steps * 1e6:R} {Peak:R} {collections}"));
        return 0;
    }

    private (double Seconds, int Collections) Measured()
    {
        var (data, precision, key) = (Data(), Precision.Float32, Key.Of(1));
        var blueprint = new Blueprint(Inputs, [.. Values.Build(Depth, _ => (Width, (Activation)new Activation.Sigmoid())), (Classes, new Activation.Softmax())], BiasKind.PerNeuron, precision);
        var recipe = new Recipe(new Loss.SoftmaxCrossEntropy(), Accumulation.Mean, new Optimizer(new Rule.Adam(), 0.001));
        var epochs = Epochs.Create(Part.All(data), new Batching.Mini(Batch), Ordering.Shuffled, LastBatch.Drop, key).OrThrow();
        var state = TrainingState.Start(new Initializer.Scaled(Fan.Glorot, Distribution.Uniform).Draw(blueprint, key), recipe.Optimizer);
        state = Fold(state, Math.Min(Steps, 20), 1);
        // Generation 1 counts those of generation 2 as well.
        var before = GC.CollectionCount(1);
        return (Peers.Timing.Of(() => state = Fold(state, Steps, 2)).Processor, GC.CollectionCount(1) - before);

        TrainingState Fold(TrainingState from, int steps, int epoch)
        {
            for (var left = steps; left > 0; left -= epochs.Steps, epoch++)
                from = (left >= epochs.Steps ? epochs.Batches(epoch, new Scaling.Divide(255), precision) : Batches.Of(epochs.Batches(epoch, new Scaling.Divide(255), precision).Take(left)))
                    .Fold(from, recipe.Step);
            return from;
        }
    }

    private Dataset Data() => Dataset.Create("rows", Values.Build(Inputs, j => $"x{j}"),
        Matrix.Build(Precision.Float64, Rows, Inputs, 0, static (_, k) => k * 31 % 256),
        new Targets.Classes(Values.Build(Classes, c => $"{c}"), Values.Build(Rows, p => p % Classes))).OrThrow();

    private static double Peak
    {
        get
        {
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            return process.PeakWorkingSet64 / 1048576.0;
        }
    }
}
