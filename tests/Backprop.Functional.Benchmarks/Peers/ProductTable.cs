using System.Globalization;
using System.Runtime.Intrinsics.X86;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>Every product of the nets, in GFLOP/s: ours, and OpenBLAS with the kernels that it takes by itself and with its AVX-512 ones.</summary>
internal sealed class ProductTable(Options options, TextWriter text) : IDisposable
{
    private readonly Child usual = BlasServer.Start(null);

    /// <summary>Where the CPU has these instructions: others would end it.</summary>
    private readonly Child? wide = Avx512F.IsSupported ? BlasServer.Start("SKYLAKEX") : null;

    public void Write()
    {
        var core = usual.Ask("core");
        var hasBlas = !core.StartsWith("cannot", StringComparison.Ordinal);
        text.WriteLine(!hasBlas ? $"OpenBLAS is left out: {core["cannot ".Length..]}."
            : $"OpenBLAS takes its {core} kernels here; {(wide is null ? "this CPU has no AVX-512 for the others" : $"forced to AVX-512 it takes {wide.Ask("core")}")}.");
        foreach (var threads in options.Threads)
        {
            Write<float>(threads, hasBlas);
            Write<double>(threads, hasBlas);
        }
    }

    private void Write<T>(int threads, bool hasBlas) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"""

            #### Products, {(typeof(T) == typeof(float) ? "Float32" : "Float64")}, {threads} {(threads == 1 ? "thread" : "threads")}

            | product (batch x inputs x outputs) | GFLOP/s | peak of fused multiply-adds | of peak | against OpenBLAS | against its AVX-512 kernels |
            |---|---:|---:|---:|---:|---:|
            """));
        foreach (var shape in options.Shapes)
        {
            var rounds = Rounds<T>(shape, threads, hasBlas);
            var gflops = Timing.Median(rounds.Select(round => shape.Flops / round.Seconds[0] / 1e9));
            var (peak, share) = (Timing.Median(rounds.Select(round => round.Peak)), Timing.Median(rounds.Select(round => shape.Flops / round.Seconds[0] / 1e9 / round.Peak)));
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {shape} | {gflops:F1} | {peak:F0} | {share:P0} | {Ratio(rounds, 1)} | {Ratio(rounds, 2)} |"));
        }
    }

    /// <summary>In each round the peak of the moment, in GFLOP/s, and the seconds of one product: of each contender, one after another.</summary>
    private (double Peak, double[] Seconds)[] Rounds<T>(Shape shape, int threads, bool hasBlas) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var few = (int)Math.Max(3, 1e7 / shape.Flops);
        var once = Enumerable.Range(0, 3).Min(_ => OurProducts.Time<T>(shape, few, threads).Wall) / few;
        var repetitions = Math.Max(1, (int)(options.Seconds / 4 / once));
        var question = BlasServer.Question(shape, typeof(T) == typeof(double), repetitions, threads);
        return [.. Enumerable.Range(0, options.Rounds).Select(_ => (FmaPeak.Turn<T>(threads), hasBlas
            ? wide is null ? [Ours(), Theirs(usual)] : new[] { Ours(), Theirs(usual), Theirs(wide) }
            : [Ours()]))];

        double Ours() => Turn(() => OurProducts.Time<T>(shape, repetitions, threads));
        double Theirs(Child blas) => Turn(() => Timing.Parse(blas.AskNumbers(question)));
        double Turn(Func<Timing> contender)
        {
            Thread.Sleep(Options.Pause(threads));
            return options.Of(contender()) / repetitions;
        }
    }

    /// <summary>How many times as fast we are: the median of the ratios of the rounds.</summary>
    private static string Ratio((double Peak, double[] Seconds)[] rounds, int contender) => rounds[0].Seconds.Length > contender
        ? Timing.Median(rounds.Select(round => round.Seconds[contender] / round.Seconds[0])).ToString("F2", CultureInfo.InvariantCulture)
        : "";

    public void Dispose()
    {
        usual.Dispose();
        wide?.Dispose();
    }
}
