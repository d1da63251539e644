using System.Runtime.CompilerServices;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Numerics;

/// <summary>
/// Whether this process computes as IEEE 754 says, asked once, before the first operation on a matrix, in microseconds. A native library that was
/// compiled with -ffast-math may have switched subnormal numbers off, or a host may have changed the rounding: then no bit can be promised.
/// </summary>
/// <remarks>
/// No input is to blame, so the library throws (<see cref="Require"/>), and the tool ends with a usage error before it does anything.
/// </remarks>
public static class SelfCheck
{
    /// <summary>What is wrong with the arithmetic of this process, or nothing.</summary>
    public static string? Fault { get; } = FaultOfThread();

    /// <summary>What can be done about it.</summary>
    public static string Cure => "load no library that was compiled with -ffast-math, and leave the rounding mode alone, before the first computation";

    /// <summary>What is worth knowing of this CPU; nothing if it has all that is needed. No bit depends on it.</summary>
    public static string? Slowness => Kernels.Fma.IsHardware ? null : "this CPU has no fused multiply-add: it is computed step by step, to the same bits, 10 to 100 times slower";

    /// <summary>Returns a value if the arithmetic is right.</summary>
    /// <exception cref="PlatformNotSupportedException">It is not; the message says in what.</exception>
    internal static T Require<T>(T value, string? fault) => fault is null ? value : throw new PlatformNotSupportedException($"{fault}; {Cure}");

    /// <summary>The same of the thread that asks: a rounding mode is a thread's own.</summary>
    internal static string? FaultOfThread() => FaultOf(new Processor());

    /// <summary>The operations that are probed; a test puts wrong ones in their place.</summary>
    internal interface IProbe
    {
        double Sum(double a, double b);

        double Product(double a, double b);

        double Fma(double a, double b, double c);

        float Fma(float a, float b, float c);
    }

    internal static string? FaultOf(IProbe probe)
    {
        if (probe.Sum(double.Epsilon, double.Epsilon) != 2 * double.Epsilon || probe.Product(SmallestNormal, 0.5) != SmallestNormal / 2)
            return "this process takes subnormal numbers for zero";
        // A quarter and three quarters of a unit in the last place: only rounding to nearest gives 1, the next number, and the same below zero.
        if (probe.Sum(1, HalfUnit / 2) != 1 || probe.Sum(1, 1.5 * HalfUnit) != 1 + (2 * HalfUnit) || probe.Sum(-1, -HalfUnit / 2) != -1)
            return "this process does not round to nearest";
        if (!IsExact(probe)) return "this process rounds a fused multiply-add twice";
        return null;
    }

    private const double SmallestNormal = 2.2250738585072014e-308, HalfUnit = 1.1102230246251565e-16;

    /// <summary>A product that cancels, a tie that dotnet/runtime#98704 tells of, and a subnormal result, #133349.</summary>
    private static bool IsExact(IProbe probe) =>
        probe.Fma(1 + Root, 1 - Root, -1.0) == -(Root * Root)
        && probe.Fma(1 + (2 * HalfUnit), 1.5, -2 * HalfUnit) == 1.5
        && probe.Fma(Bits(0x97000800), Bits(0x1CFFF001), Bits(0x00010002)) == Bits(0x00010001);

    private const double Root = 7.450580596923828e-09;

    private static float Bits(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    /// <summary>What the CPU does, hidden from a compiler that would work it out beforehand.</summary>
    private sealed class Processor : IProbe
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public double Sum(double a, double b) => a + b;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public double Product(double a, double b) => a * b;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public double Fma(double a, double b, double c) => Kernels.Fma.Of(a, b, c);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public float Fma(float a, float b, float c) => Kernels.Fma.Of(a, b, c);
    }
}
