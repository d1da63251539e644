using System.Runtime.InteropServices;
using System.Text.Json;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Lecture;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>The work of a cell, the same for everybody: first weights, and batches in the order in which they come, again and again.</summary>
internal sealed record Job(Cell Cell, Network Start, Values<Batch> Batches)
{
    /// <summary>So many samples that nobody learns them by heart from a cache.</summary>
    private const int Samples = 4096;

    public static Job Of(Cell cell, Dataset images)
    {
        var hidden = Values.Build(cell.Sizes.Count - 1, n => (cell.Sizes[n + 1], n + 2 < cell.Sizes.Count ? new Activation.Sigmoid() : cell.Output));
        var blueprint = new Blueprint(cell.Sizes[0], hidden, BiasKind.PerNeuron, cell.Precision);
        var start = new Initializer.Scaled(Fan.Glorot, Distribution.Uniform).Draw(blueprint, Key.Of(1));
        return new(cell, start, cell.Sizes[0] switch
        {
            3 => [new(WorkedExample.Batch.X.To(cell.Precision), WorkedExample.Batch.T.To(cell.Precision))],
            2 => Drawn(cell, Generated.Xor.WithSingleOutput().OrThrow(), 4),
            _ => Drawn(cell, images, Math.Clamp(Samples / cell.Batch, 8, 256)),
        });
    }

    private static Values<Batch> Drawn(Cell cell, Dataset data, int count)
    {
        var epochs = Epochs.Create(Part.All(data), new Batching.Mini(cell.Batch), Ordering.Shuffled, LastBatch.Drop, Key.Of(1)).OrThrow();
        var scaling = Scaling.Fit(ScalingRule.Auto, data, Part.All(data).Rows.AsSpan()).OrThrow();
        return Values.From(epochs.Batches(1, scaling, cell.Precision).Take(count));
    }

    /// <summary>Writes it for programs in other languages: a JSON object, and arrays of little-endian doubles.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "job.json"), JsonSerializer.Serialize(new
        {
            sizes = Cell.Sizes.ToArray(), batch = Cell.Batch, rule = Cell.Rule, eta = Cell.Eta, alpha = Cell.Alpha,
            precision = Cell.Precision.ToString(), threads = Cell.Threads, loss = Cell.Loss, count = Batches.Count,
        }));
        Write(folder, "x", Batches.Map(batch => batch.X));
        Write(folder, "t", Batches.Map(batch => batch.T));
        for (var n = 0; n < Start.Layers.Count; n++)
        {
            Write(folder, $"w{n}", [Start.W(n)]);
            Write(folder, $"b{n}", [Start.Bias(n).Cells!]);
        }
    }

    private static void Write(string folder, string name, Values<Matrix> cells)
    {
        using var file = File.Create(Path.Combine(folder, $"{name}.f64"));
        foreach (var matrix in cells) file.Write(MemoryMarshal.AsBytes<double>(matrix.To(Precision.Float64).Cells<double>()));
    }
}
