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
/// <param name="Steps">Steps at least: an epoch is never cut.</param>
internal sealed record GrowthRow(int Inputs, int Width, int Depth, int Rows, int Batch, int Steps)
{
    public const string Command = "growth-row";

    private const int Classes = 10;

    public string[] Arguments => [.. new[] { Inputs, Width, Depth, Rows, Batch, Steps }.Select(number => number.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Prints the steps, microseconds of the processor for each, the megabytes that the process held at most, and the collections beyond generation 0.</summary>
    public static int Run(string[] args)
    {
        var n = args.Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        var row = new GrowthRow(n[0], n[1], n[2], n[3], n[4], n[5]);
        var (steps, seconds, collections) = row.Measured();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{steps} {seconds / steps * 1e6:R} {Peak:R} {collections}"));
        return 0;
    }

    private (long Steps, double Seconds, int Collections) Measured()
    {
        var (data, precision, key) = (Data(), Precision.Float32, Key.Of(1));
        var blueprint = new Blueprint(Inputs, [.. Values.Build(Depth, _ => (Width, (Activation)new Activation.Sigmoid())), (Classes, new Activation.Softmax())], BiasKind.PerNeuron, precision);
        var recipe = new Recipe(new Loss.SoftmaxCrossEntropy(), Accumulation.Mean, new Optimizer(new Rule.Adam(), 0.001));
        var epochs = Epochs.Create(Part.All(data), new Batching.Mini(Batch), Ordering.Shuffled, LastBatch.Drop, key).OrThrow();
        var (state, step) = (TrainingState.Start(new Initializer.Scaled(Fan.Glorot, Distribution.Uniform).Draw(blueprint, key), recipe.Optimizer), recipe.Step);
        state = Some(Math.Min(Steps, 20)).Fold(state, step);
        // Generation 1 counts those of generation 2 as well.
        var (before, taken) = (GC.CollectionCount(1), state.Steps);
        var seconds = Peers.Timing.Of(() => state = Some(Steps).Fold(state, step)).Processor;
        return (state.Steps - taken, seconds, GC.CollectionCount(1) - before);

        // One fold over whole epochs: only its end is a state that somebody sees.
        Batches Some(int steps) => Enumerable.Range(1, (steps + epochs.Steps - 1) / epochs.Steps)
            .Select(epoch => epochs.Batches(epoch, new Scaling.Divide(255), precision)).Aggregate((before, next) => before.Then(next));
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
