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
    private sealed record Layer(int Inputs, int Outputs, Memory<T> W, Memory<T> B, Memory<T> V, Memory<T> Y, Memory<T> Delta, Memory<T> OfW, Memory<T> OfB, Memory<T>[] WMemory, Memory<T>[] BMemory);

    private Job? job;
    private Layer[] layers = [];
    private (Memory<T> X, Memory<T> T)[] batches = [];
    private double[] logSums = [];
    private int steps;

    public string Name => "in place";

    public string? Open(Job job, string folder)
    {
        this.job = job;
        layers = [.. Enumerable.Range(0, job.Start.Layers.Count).Select(n => Of(job.Cell.Batch, job.Start.W(n), job.Start.Bias(n).Cells!))];
        batches = [.. job.Batches.Select(batch => (Copy(batch.X), Copy(batch.T)))];
        (logSums, steps) = (new double[2 * job.Cell.Batch], 0);
        return null;
    }

    private static Layer Of(int rows, Matrix w, Matrix b)
    {
        Memory<T> Signals() => OurProducts.Fresh<T>(rows * w.Columns);
        Memory<T>[] Memory(int count) => [OurProducts.Fresh<T>(count), OurProducts.Fresh<T>(count)];
        return new(w.Rows, w.Columns, Copy(w), Copy(b), Signals(), Signals(), Signals(), OurProducts.Fresh<T>(w.Count), OurProducts.Fresh<T>(b.Count), Memory(w.Count), Memory(b.Count));
    }

    private static Memory<T> Copy(Matrix original)
    {
        var copy = OurProducts.Fresh<T>(original.Count);
        original.Cells<T>().CopyTo(copy.Span);
        return copy;
    }

    public Timing Run(int steps) => Timing.Of(() =>
    {
        for (var k = 0; k < steps; k++) Step(batches[k % batches.Length]);
    });

    private void Step((Memory<T> X, Memory<T> T) batch)
    {
        var (rows, threads, width) = (job!.Cell.Batch, job.Cell.Threads, Widths.Best);
        for (var n = 0; n < layers.Length; n++)
        {
            var (from, layer) = (n == 0 ? batch.X : layers[n - 1].Y, layers[n]);
            VectorProducts.Affine<T>(from.Span, layer.W.Span, layer.B.Span, layer.V.Span, rows, layer.Inputs, layer.Outputs, width, threads);
            if (n < layers.Length - 1) Elementary.Map<T>(ElementaryFunction.Sigmoid, layer.V.Span, layer.Y.Span, width, threads);
            else Elementary.Softmax<T>(layer.V.Span, layer.Y.Span, rows, layer.Outputs, width);
        }

        Error(batch.T.Span);
        SoftmaxRows.CrossEntropyDelta<T>(layers[^1].Y.Span, batch.T.Span, layers[^1].Delta.Span, rows, layers[^1].Outputs);
        var delta = layers[^1].Delta.Span;
        Lift.Run<T, Quotient>(new(rows), delta, delta, delta, delta, width, threads);
        for (var n = layers.Length - 1; n >= 1; n--)
        {
            var below = layers[n - 1];
            VectorProducts.BackProject<T>(layers[n].Delta.Span, layers[n].W.Span, below.Delta.Span, rows, layers[n].Inputs, layers[n].Outputs, width, threads);
            Lift.Run<T, Pulled>(new(), below.Delta.Span, below.Y.Span, below.Y.Span, below.Delta.Span, width, threads);
        }

        steps++;
        for (var n = 0; n < layers.Length; n++)
        {
            var layer = layers[n];
            VectorProducts.Gradient<T>((n == 0 ? batch.X : layers[n - 1].Y).Span, layer.Delta.Span, layer.OfW.Span, rows, layer.Inputs, layer.Outputs, width, threads);
            Reductions.NegatedColumnSums<T>(layer.Delta.Span, layer.OfB.Span, rows, layer.Outputs, width);
            Learn(layer.OfW.Span, layer.W.Span, layer.WMemory);
            Learn(layer.OfB.Span, layer.B.Span, layer.BMemory);
        }
    }

    /// <summary>E = -sum t log y, which a step of ours measures too.</summary>
    private double Error(ReadOnlySpan<T> t)
    {
        ReadOnlySpan<T> v = layers[^1].V.Span;
        var outputs = layers[^1].Outputs;
        Softmax.LogSumExp<T>(v, logSums, outputs, Widths.Best);
        var sum = 0.0;
        for (var k = 0; k < t.Length; k++)
            if (t[k] != T.Zero) sum -= double.CreateTruncating(t[k]) * (double.CreateTruncating(v[k]) - logSums[2 * (k / outputs)] - logSums[(2 * (k / outputs)) + 1]);
        return sum / job!.Cell.Batch;
    }

    private void Learn(ReadOnlySpan<T> g, Span<T> w, Memory<T>[] memory)
    {
        var (cell, first, second) = (job!.Cell, memory[0], memory[1]);
        if (cell.Rule == "adam")
            LiftStep.Run<T, Adam>(new(cell.Eta, 1 - Math.Pow(0.9, steps), 1 - Math.Pow(0.999, steps)), g, w, new(first.Span, second.Span, []), new(w, first.Span, second.Span, []), Widths.Best, cell.Threads);
        else LiftStep.Run<T, Momentum>(new(cell.Eta, cell.Alpha), g, w, new(first.Span, [], []), new(w, first.Span, [], []), Widths.Best, cell.Threads);
    }

    public double Loss()
    {
        var network = job!.Start.With(new Parameters(job.Start.Parameters.Layers.Map((weights, n) => new Weights(Of(layers[n].W, weights.W), weights.Bias.With(cells => Of(layers[n].B, cells))))));
        return job.Batches.Average(batch => Measure.Error(job.Cell.Recipe.Loss, job.Cell.Recipe.Accumulation, network, Forward.Pass(network, batch.X), batch).E);

        static Matrix Of(Memory<T> cells, Matrix shape) => Matrix.Build(shape.Precision, shape.Rows, shape.Columns, cells, static (all, k) => double.CreateTruncating(all.Span[k]));
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

    private readonly struct Adam(double rate, double c1, double c2) : IStepFormula
    {
        private readonly Rounded eta = new(rate);
        private readonly Divisor ofM = new(c1), ofV = new(c2);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Stepped<L> At<L>(L g, L w, L m, L v, L c) where L : struct, ILane<L>
        {
            m = (L.Of(0.9) * m) + (L.Of(0.1) * g);
            v = (L.Of(0.999) * v) + (L.Of(0.001) * (g * g));
            return new(w + -((L.Of(eta) / (L.Sqrt(L.Over(v, ofV, "")) + L.Of(1e-8))) * L.Over(m, ofM, "")), m, v, c);
        }
    }
}
