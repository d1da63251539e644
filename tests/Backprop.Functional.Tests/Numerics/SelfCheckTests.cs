using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Xunit;

namespace Backprop.Functional.Tests.Numerics;

public class SelfCheckTests
{
    [Fact]
    public void This_process_is_right() => Assert.Null(SelfCheck.Fault);

    public static TheoryData<string, string> Environments => new()
    {
        { nameof(ResultsFlushed), "this process takes subnormal numbers for zero" },
        { nameof(OperandsFlushed), "this process takes subnormal numbers for zero" },
        { nameof(RoundedUp), "this process does not round to nearest" },
        { nameof(RoundedDown), "this process does not round to nearest" },
        { nameof(Truncated), "this process does not round to nearest" },
        { nameof(TwoRoundings), "this process rounds a fused multiply-add twice" },
        { nameof(TieMisrounded), "this process rounds a fused multiply-add twice" },
        { nameof(SubnormalMisrounded), "this process rounds a fused multiply-add twice" },
    };

    [Theory, MemberData(nameof(Environments))]
    public void A_wrong_environment_is_named(string environment, string fault)
    {
        var type = typeof(SelfCheckTests).GetNestedType(environment, System.Reflection.BindingFlags.NonPublic)!;
        Assert.Equal(fault, SelfCheck.FaultOf((SelfCheck.IProbe)Activator.CreateInstance(type)!));
    }

    [Fact]
    public void The_library_refuses_it_with_the_fault_and_the_cure()
    {
        var refused = Assert.Throws<PlatformNotSupportedException>(() => SelfCheck.Require(1, "this process does not round to nearest"));
        Assert.StartsWith("this process does not round to nearest; load no library", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, SelfCheck.Require(1, null));
    }

    /// <summary>With the real rounding of a real thread, which glibc lets us change.</summary>
    [Fact]
    public void A_thread_that_rounds_otherwise_is_found()
    {
        if (!Rounding.CanBeSet)
        {
            A_wrong_environment_is_named(nameof(RoundedUp), "this process does not round to nearest");
            return;
        }

        foreach (var (mode, expected) in new[] { (Rounding.Down, true), (Rounding.Up, true), (Rounding.TowardZero, true), (Rounding.Nearest, false) })
        {
            string? fault = null;
            Rounding.Under(mode, () => fault = SelfCheck.FaultOfThread());
            Assert.Equal((mode, expected ? "this process does not round to nearest" : null), (mode, fault));
        }
    }

    private class Right : SelfCheck.IProbe
    {
        public virtual double Sum(double a, double b) => a + b;

        public virtual double Product(double a, double b) => a * b;

        public virtual double Fma(double a, double b, double c) => SoftwareFma.Of(a, b, c);

        public virtual float Fma(float a, float b, float c) => SoftwareFma.Of(a, b, c);
    }

    private sealed class ResultsFlushed : Right
    {
        public override double Product(double a, double b) => double.IsSubnormal(a * b) ? 0 : a * b;
    }

    private sealed class OperandsFlushed : Right
    {
        public override double Sum(double a, double b) => Flushed(a) + Flushed(b);

        private static double Flushed(double x) => double.IsSubnormal(x) ? 0 : x;
    }

    private sealed class RoundedUp : Right
    {
        public override double Sum(double a, double b) => a + b is var sum && b - (sum - a) > 0 ? Math.BitIncrement(sum) : sum;
    }

    private sealed class RoundedDown : Right
    {
        public override double Sum(double a, double b) => a + b is var sum && b - (sum - a) < 0 ? Math.BitDecrement(sum) : sum;
    }

    private sealed class Truncated : Right
    {
        public override double Sum(double a, double b)
        {
            var sum = a + b;
            var lost = b - (sum - a);
            return lost != 0 && lost < 0 == sum > 0 ? Math.CopySign(Math.BitDecrement(Math.Abs(sum)), sum) : sum;
        }
    }

    private sealed class TwoRoundings : Right
    {
        public override double Fma(double a, double b, double c) => (a * b) + c;
    }

    /// <summary>What dotnet/runtime#98704 tells of the C library of Windows.</summary>
    private sealed class TieMisrounded : Right
    {
        public override double Fma(double a, double b, double c) => base.Fma(a, b, c) is var y && y == 1.5 ? 1.5000000000000002 : y;
    }

    /// <summary>What dotnet/runtime#133349 tells of musl.</summary>
    private sealed class SubnormalMisrounded : Right
    {
        public override float Fma(float a, float b, float c) => base.Fma(a, b, c) is var y && float.IsSubnormal(y) ? MathF.BitIncrement(y) : y;
    }
}
