using System.Numerics;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Xunit;

namespace Backprop.Functional.Tests.Numerics.Kernels;

public class DropoutMaskTests
{
    public static TheoryData<double> Shares => [0, double.Epsilon, 1e-17, 0.1, 1.0 / 3, 0.5, 1 - (1.0 / 3), 0.999, 1 - 1.1102230246251565e-16];

    [Theory, MemberData(nameof(Shares))]
    public void Every_width_and_team_leaves_out_the_same_units(double p)
    {
        foreach (var width in Enum.GetValues<Width>())
            foreach (var threads in (int[])[1, 3])
                foreach (var length in (int[])[0, 1, 15, 16, 17, 100, 8192, 40000])
                {
                    Check<double>(p, width, threads, length);
                    Check<float>(p, width, threads, length);
                }
    }

    [Fact]
    public void A_share_that_is_itself_a_draw_leaves_that_unit_in()
    {
        var key = Key.Of(11);
        for (var k = 0; k < 32; k++)
        {
            var mask = new double[32];
            DropoutMask.Fill(key, key.Uniform((ulong)k), mask, Widths.Best, 1);
            Assert.NotEqual(0, mask[k]);
            DropoutMask.Fill(key, Math.BitIncrement(key.Uniform((ulong)k)), mask, Widths.Best, 1);
            Assert.Equal(0, mask[k]);
        }
    }

    private static void Check<T>(double p, Width width, int threads, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (key, mask) = (Key.Of(5), new T[length]);
        Array.Fill(mask, T.NaN);
        DropoutMask.Fill(key, p, mask, width, threads);
        for (var k = 0; k < length; k++)
            if (mask[k] != (key.Uniform((ulong)k) >= p ? T.CreateTruncating(1 / (1 - p)) : T.Zero)) Assert.Fail($"cell {k} of {length} at {width}, {threads} threads");
    }
}
