using System.Numerics;
using System.Runtime.CompilerServices;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Backprop.Functional.Passes;

namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>
/// The same kernels on bare arrays that are overwritten: no states, no records, no matrices. What a fold takes longer than this is the price of
/// immutability.
/// </summary>
internal sealed class InPlace : IContender
{
    private IContender? typed;

    public string Name => "in place";

    public string? Open(Job job, string folder)
    {
        if (job.Cell is not { Loss: "softmax-ce" }) return "it knows softmax with cross-entropy only";
        typed = job.Cell.Precision == Precision.Float64 ? new InPlace<double>() : new InPlace<float>();
        return typed.Open(job, folder);
    }

    public Timing Run(int steps) => typed!.Run(steps);

    public double Loss() => typed!.Loss();

    public void Dispose() => typed?.Dispose();
}

internal sealed class InPlace<T> : IContender where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A layer, and what is written into it in every step.</summary>
    private sealed record Layer(int Inputs, int Outputs, T[] W, T[] B, T[] V, T[] Y, T[] Delta, T[] OfW, T[] OfB, T[][] WMemory, T[][] BMemory);

    private Job? job;
    private Layer[] layers = [];
    private (T[] X, T[] T)[] batches = [];
    private double[] logSums = [];
    private int steps;

    public string Name => "in place";

    public string? Open(Job job, string folder)
    {
        this.job = job;
        layers = [.. Enumerable.Range(0, job.Start.Layers.Count).Select(n => Of(job.Cell.Batch, job.Start.W(n), job.Start.Bias(n).Cells!))];
        batches = [.. job.Batches.Select(batch => (batch.X.Cells<T>().ToArray(), batch.T.Cells<T>().ToArray()))];
        (logSums, steps) = (new double[2 * job.Cell.Batch], 0);
        return null;
    }

    private static Layer Of(int rows, Matrix w, Matrix b)
    {
        T[] Signals() => new T[rows * w.Columns];
        T[][] Memory(int count) => [new T[count], new T[count]];
        return new(w.Rows, w.Columns, w.Cells<T>().ToArray(), b.Cells<T>().ToArray(), Signals(), Signals(), Signals(), new T[w.Count], new T[b.Count], Memory(w.Count), Memory(b.Count));
    }

    public Timing Run(int steps) => Timing.Of(() =>
    {
        for (var k = 0; k < steps; k++) Step(batches[k % batches.Length]);
    });

    private void Step((T[] X, T[] T) batch)
    {
        var (rows, threads, width) = (job!.Cell.Batch, job.Cell.Threads, Widths.Best);
        for (var n = 0; n < layers.Length; n++)
        {
            var (from, layer) = (n == 0 ? batch.X : layers[n - 1].Y, layers[n]);
            VectorProducts.Affine<T>(from, layer.W, layer.B, layer.V, rows, layer.Inputs, layer.Outputs, width, threads);
            if (n < layers.Length - 1) Elementary.Map<T>(ElementaryFunction.Sigmoid, layer.V, layer.Y, width, threads);
            else Elementary.Softmax<T>(layer.V, layer.Y, [], rows, layer.Outputs, width);
        }

        Error(batch.T);
        SoftmaxRows.CrossEntropyDelta<T>(layers[^1].Y, batch.T, layers[^1].Delta, rows, layers[^1].Outputs);
        Lift.Run<T, Quotient>(new(rows), layers[^1].Delta, layers[^1].Delta, layers[^1].Delta, layers[^1].Delta, width, threads);
        for (var n = layers.Length - 1; n >= 1; n--)
        {
            var below = layers[n - 1];
            VectorProducts.BackProject<T>(layers[n].Delta, layers[n].W, below.Delta, rows, layers[n].Inputs, layers[n].Outputs, width, threads);
            Lift.Run<T, Pulled>(new(), below.Delta, below.Y, below.Y, below.Delta, width, threads);
        }

        steps++;
        for (var n = 0; n < layers.Length; n++)
        {
            var layer = layers[n];
            VectorProducts.Gradient<T>(n == 0 ? batch.X : layers[n - 1].Y, layer.Delta, layer.OfW, rows, layer.Inputs, layer.Outputs, width, threads);
            Reductions.NegatedColumnSums<T>(layer.Delta, layer.OfB, rows, layer.Outputs, width);
            Learn(layer.OfW, layer.W, layer.WMemory);
            Learn(layer.OfB, layer.B, layer.BMemory);
        }
    }

    /// <summary>E = -sum t log y, which a step of ours measures too.</summary>
    private double Error(T[] t)
    {
        var (v, outputs) = (layers[^1].V, layers[^1].Outputs);
        Softmax.LogSumExp<T>(v, logSums, outputs, Widths.Best);
        var sum = 0.0;
        for (var k = 0; k < t.Length; k++)
            if (t[k] != T.Zero) sum -= double.CreateTruncating(t[k]) * (double.CreateTruncating(v[k]) - logSums[2 * (k / outputs)] - logSums[(2 * (k / outputs)) + 1]);
        return sum / job!.Cell.Batch;
    }

    private void Learn(T[] g, T[] w, T[][] memory)
    {
        var cell = job!.Cell;
        if (cell.Rule == "adam")
            LiftStep.Run<T, Adam>(new(cell.Eta, 1 - Math.Pow(0.9, steps), 1 - Math.Pow(0.999, steps)), g, w, new(memory[0], memory[1], []), new(w, memory[0], memory[1], []), Widths.Best, cell.Threads);
        else LiftStep.Run<T, Momentum>(new(cell.Eta, cell.Alpha), g, w, new(memory[0], [], []), new(w, memory[0], [], []), Widths.Best, cell.Threads);
    }

    public double Loss()
    {
        var network = job!.Start.With(new Parameters(job.Start.Parameters.Layers.Map((weights, n) => new Weights(Of(layers[n].W, weights.W), weights.Bias.With(cells => Of(layers[n].B, cells))))));
        return job.Batches.Average(batch => Measure.Error(job.Cell.Recipe.Loss, job.Cell.Recipe.Accumulation, network, Forward.Pass(network, batch.X), batch).E);

        static Matrix Of(T[] cells, Matrix shape) => Matrix.Build(shape.Precision, shape.Rows, shape.Columns, cells, static (all, k) => double.CreateTruncating(all[k]));
    }

    public void Dispose() { }

    private readonly struct Quotient(int rows) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L At<L>(L delta, L b, L c) where L : struct, ILane<L> => delta / L.Of(rows);
    }

    private readonly struct Pulled : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L At<L>(L signal, L y, L c) where L : struct, ILane<L> => signal * (y * (L.Of(1) - y));
    }

    private readonly struct Momentum(double eta, double alpha) : IStepFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Stepped<L> At<L>(L g, L w, L dw, L b, L c) where L : struct, ILane<L>
        {
            dw = -(L.Of(eta) * g) + (L.Of(alpha) * dw);
            return new(w + dw, dw, b, c);
        }
    }

    private readonly struct Adam(double eta, double c1, double c2) : IStepFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Stepped<L> At<L>(L g, L w, L m, L v, L c) where L : struct, ILane<L>
        {
            m = (L.Of(0.9) * m) + (L.Of(0.1) * g);
            v = (L.Of(0.999) * v) + (L.Of(0.001) * (g * g));
            return new(w + -((L.Of(eta) / (L.Sqrt(v / L.Of(c2)) + L.Of(1e-8))) * (m / L.Of(c1))), m, v, c);
        }
    }
}
