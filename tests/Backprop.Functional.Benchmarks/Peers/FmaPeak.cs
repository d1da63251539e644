using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>
/// What the cores can do at most: fused multiply-adds on registers alone, as many independent chains as hide their latency. It is a contender like
/// any other and takes its turn in every round, because a clock changes with the heat and with the neighbours.
/// </summary>
internal static class FmaPeak
{
    private const int Chains = 12, Terms = 500_000, Stretches = 10;

    /// <summary>GFLOP/s (a fused multiply-add is two) of so many threads together at this moment: the best of a few short stretches.</summary>
    public static double Turn<T>(int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var line = new Barrier(threads);
        var best = 0.0;
        for (var stretch = 0; stretch < Stretches; stretch++)
        {
            var seconds = new double[threads];
            var others = Enumerable.Range(1, threads - 1).Select(n => new Thread(() => seconds[n] = Seconds<T>(line))).ToArray();
            foreach (var other in others) other.Start();
            seconds[0] = Seconds<T>(line);
            foreach (var other in others) other.Join();
            best = Math.Max(best, threads * 2.0 * Chains * Lanes<T>() * Terms / seconds.Max() / 1e9);
        }

        return best;
    }

    private static int Lanes<T>() => (Vector512.IsHardwareAccelerated ? 64 : Vector256.IsHardwareAccelerated ? 32 : 16) / Unsafe.SizeOf<T>();

    private static double Seconds<T>(Barrier line) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        line.SignalAndWait();
        var start = Stopwatch.GetTimestamp();
        var sum = Vector512.IsHardwareAccelerated ? Run512(T.One / T.CreateTruncating(3)) : Vector256.IsHardwareAccelerated ? Run256(T.One / T.CreateTruncating(3)) : Run128(T.One / T.CreateTruncating(3));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return T.IsFinite(sum) ? seconds : throw new UnreachableException();
    }

    private static Vector512<T> Add<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c) => typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    private static Vector256<T> Add<T>(Vector256<T> a, Vector256<T> b, Vector256<T> c) => typeof(T) == typeof(float)
        ? Vector256.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    private static Vector128<T> Add<T>(Vector128<T> a, Vector128<T> b, Vector128<T> c) => typeof(T) == typeof(float)
        ? Vector128.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : Vector128.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T Run512<T>(T x)
    {
        var (a, b) = (Vector512.Create(x), Vector512.Create(x));
        Vector512<T> c0 = a, c1 = a, c2 = a, c3 = a, c4 = a, c5 = a, c6 = a, c7 = a, c8 = a, c9 = a, c10 = a, c11 = a;
        for (var term = 0; term < Terms; term++)
        {
            (c0, c1, c2, c3, c4, c5) = (Add(a, b, c0), Add(a, b, c1), Add(a, b, c2), Add(a, b, c3), Add(a, b, c4), Add(a, b, c5));
            (c6, c7, c8, c9, c10, c11) = (Add(a, b, c6), Add(a, b, c7), Add(a, b, c8), Add(a, b, c9), Add(a, b, c10), Add(a, b, c11));
        }

        return (c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11)[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T Run256<T>(T x)
    {
        var (a, b) = (Vector256.Create(x), Vector256.Create(x));
        Vector256<T> c0 = a, c1 = a, c2 = a, c3 = a, c4 = a, c5 = a, c6 = a, c7 = a, c8 = a, c9 = a, c10 = a, c11 = a;
        for (var term = 0; term < Terms; term++)
        {
            (c0, c1, c2, c3, c4, c5) = (Add(a, b, c0), Add(a, b, c1), Add(a, b, c2), Add(a, b, c3), Add(a, b, c4), Add(a, b, c5));
            (c6, c7, c8, c9, c10, c11) = (Add(a, b, c6), Add(a, b, c7), Add(a, b, c8), Add(a, b, c9), Add(a, b, c10), Add(a, b, c11));
        }

        return (c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11)[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T Run128<T>(T x)
    {
        var (a, b) = (Vector128.Create(x), Vector128.Create(x));
        Vector128<T> c0 = a, c1 = a, c2 = a, c3 = a, c4 = a, c5 = a, c6 = a, c7 = a, c8 = a, c9 = a, c10 = a, c11 = a;
        for (var term = 0; term < Terms; term++)
        {
            (c0, c1, c2, c3, c4, c5) = (Add(a, b, c0), Add(a, b, c1), Add(a, b, c2), Add(a, b, c3), Add(a, b, c4), Add(a, b, c5));
            (c6, c7, c8, c9, c10, c11) = (Add(a, b, c6), Add(a, b, c7), Add(a, b, c8), Add(a, b, c9), Add(a, b, c10), Add(a, b, c11));
        }

        return (c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11)[0];
    }
}
