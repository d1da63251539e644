using System.Globalization;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>Every product of the nets, in GFLOP/s: ours, and OpenBLAS with the kernels that it takes by itself and with its AVX-512 ones.</summary>
internal sealed class ProductTable(Options options, TextWriter text) : IDisposable
{
    private readonly Child usual = BlasServer.Start(null), wide = BlasServer.Start("SKYLAKEX");

    public void Write()
    {
        var cores = (Usual: usual.Ask("core"), Wide: wide.Ask("core"));
        var hasBlas = !cores.Usual.StartsWith("cannot", StringComparison.Ordinal);
        text.WriteLine(hasBlas ? $"OpenBLAS takes its {cores.Usual} kernels here; forced to AVX-512 it takes {cores.Wide}." : $"OpenBLAS is left out: {cores.Usual["cannot ".Length..]}.");
        foreach (var threads in options.Threads)
        {
            Write<float>(threads, hasBlas);
            Write<double>(threads, hasBlas);
        }
    }

    private void Write<T>(int threads, bool hasBlas) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var peak = FmaPeak.Of<T>(threads);
        text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"""

            #### Products, {(typeof(T) == typeof(float) ? "Float32" : "Float64")}, {threads} {(threads == 1 ? "thread" : "threads")}, peak of fused multiply-adds {peak:F0} GFLOP/s

            | product (batch x inputs x outputs) | GFLOP/s | of peak | against OpenBLAS | against its AVX-512 kernels |
            |---|---:|---:|---:|---:|
            """));
        foreach (var shape in options.Shapes)
        {
            if (!options.Wants($"{shape}")) continue;
            var rounds = Rounds<T>(shape, threads, hasBlas);
            var ours = Timing.Median(rounds.Select(round => round[0]));
            var gflops = shape.Flops / ours / 1e9;
            text.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {shape} | {gflops:F1} | {gflops / peak:P0} | {Ratio(rounds, 1)} | {Ratio(rounds, 2)} |"));
        }
    }

    /// <summary>Seconds for one product: of each contender, one after another, in each round.</summary>
    private double[][] Rounds<T>(Shape shape, int threads, bool hasBlas) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        OurProducts.Time<T>(shape, 1, threads);
        var once = OurProducts.Time<T>(shape, 3, threads).Wall / 3;
        var repetitions = Math.Max(1, (int)(options.Seconds / 4 / once));
        var question = BlasServer.Question(shape, typeof(T) == typeof(double), repetitions, threads);
        return [.. Enumerable.Range(0, options.Rounds).Select(_ => hasBlas
            ? new[] { Ours(), Theirs(usual), Theirs(wide) }
            : [Ours()])];

        double Ours() => options.Of(OurProducts.Time<T>(shape, repetitions, threads)) / repetitions;
        double Theirs(Child blas) => options.Of(Timing.Parse(blas.AskNumbers(question))) / repetitions;
    }

    /// <summary>How many times as fast we are: the median of the ratios of the rounds.</summary>
    private static string Ratio(double[][] rounds, int contender) => rounds[0].Length > contender
        ? Timing.Median(rounds.Select(round => round[contender] / round[0])).ToString("F2", CultureInfo.InvariantCulture)
        : "";

    public void Dispose()
    {
        usual.Dispose();
        wide.Dispose();
    }
}
