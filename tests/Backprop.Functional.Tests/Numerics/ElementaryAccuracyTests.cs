using Backprop.Functional.Hashes;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Numerics;

/// <summary>The promised accuracy, measured against <see cref="Wide"/> on a million arguments for each function and precision.</summary>
public class ElementaryAccuracyTests
{
    private const int Count = 1_000_000;
    private static readonly double[] X64 = Inputs.Float64(Count, 2024);

    [Fact]
    public void Exp_is_within_062_ulp() =>
        Float64(Elementary.Exp, Wide.Exp, x => Math.Abs(x) < 1000, worst: 0.62, worstSubnormal: 0.751);

    [Fact]
    public void Log_is_within_055_ulp() => Float64(Elementary.Log, x => Wide.Log(x), x => x > 0, worst: 0.55);

    [Fact]
    public void Log1p_is_within_054_ulp() => Float64(Elementary.Log1p, x => Wide.Log1p(x), x => x > -1 && x != 0, worst: 0.54);

    [Fact]
    public void Tanh_is_within_078_ulp() => Float64(Elementary.Tanh, Wide.Tanh, x => x != 0, worst: 0.78);

    [Fact]
    public void Sigmoid_is_within_077_ulp() =>
        Float64(Elementary.Sigmoid, Wide.Sigmoid, x => Math.Abs(x) < 1000, worst: 0.77, worstSubnormal: 0.751);

    [Fact]
    public void Softplus_is_within_2_ulp() => Float64(Elementary.Softplus, Wide.Softplus, x => Math.Abs(x) < 1000, worst: 2, worstSubnormal: 2);

    [Fact]
    public void Float32_exp_is_correctly_rounded() => Float32(Elementary.Exp, Wide.Exp, (-104, 90), misrounded: 0);

    [Fact]
    public void Float32_tanh_is_correctly_rounded() => Float32(Elementary.Tanh, Wide.Tanh, (-10, 10), misrounded: 0);

    [Fact]
    public void Float32_log_is_at_most_one_away() => Float32(Elementary.Log, x => Wide.Log(x), (0, 100), misrounded: 2);

    [Fact]
    public void Float32_log1p_is_at_most_one_away() => Float32(Elementary.Log1p, x => Wide.Log1p(x), (-1, 100), misrounded: 9);

    [Fact]
    public void Float32_sigmoid_is_at_most_one_away() => Float32(Elementary.Sigmoid, Wide.Sigmoid, (-104, 30), misrounded: 78);

    [Fact]
    public void Float32_softplus_is_at_most_one_away() => Float32(Elementary.Softplus, Wide.Softplus, (-104, 100), misrounded: 1);

    private static void Float64(Func<double, double> function, Func<double, Wide> exact, Func<double, bool> domain, double worst, double worstSubnormal = 0)
    {
        double most = 0, mostSubnormal = 0, at = 0, atSubnormal = 0;
        var tested = 0;
        var gate = new Lock();
        Parallel.For(0, 8, part =>
        {
            double max = 0, maxSubnormal = 0, where = 0, whereSubnormal = 0;
            var count = 0;
            for (var i = part; i < Count; i += 8)
            {
                var x = X64[i];
                if (!double.IsFinite(x)) continue;
                if (!domain(x)) x = Math.Abs(x);
                if (!domain(x)) continue;
                count++;
                var truth = exact(x);
                var ulps = truth.UlpsTo(function(x));
                if (truth.IsSubnormal && ulps > maxSubnormal) (maxSubnormal, whereSubnormal) = (ulps, x);
                if (!truth.IsSubnormal && ulps > max) (max, where) = (ulps, x);
            }

            lock (gate)
            {
                tested += count;
                if (max > most) (most, at) = (max, where);
                if (maxSubnormal > mostSubnormal) (mostSubnormal, atSubnormal) = (maxSubnormal, whereSubnormal);
            }
        });

        Assert.True(tested > Count / 2, $"only {tested} arguments");
        Assert.True(most <= worst, $"{most} ulp at {at:R}");
        Assert.True(mostSubnormal <= worstSubnormal, $"{mostSubnormal} ulp at {atSubnormal:R}, where the result is subnormal");

        // A rounding alone is half a unit: less would say that nothing was measured.
        Assert.InRange(most, 0.499, 2);
    }

    private static void Float32(Func<float, float> function, Func<double, Wide> exact, (double Low, double High) range, int misrounded)
    {
        int wrong = 0, far = 0;
        var results = 0L;
        Parallel.For(0, 8, part =>
        {
            for (var i = part; i < Count; i += 8)
            {
                // Half of them evenly spread, half over the magnitudes.
                var unit = Inputs.Unit(99, (ulong)i);
                var x = (float)((i & 1) == 0
                    ? range.Low + unit * (range.High - range.Low)
                    : Math.ScaleB(1 + unit, (int)(Inputs.SplitMix(98, (ulong)i) % 40) - 34));
                if ((i & 3) == 1 && -x > range.Low) x = -x;
                if (x <= range.Low) continue;
                var expected = BitConverter.SingleToInt32Bits(exact(x).ToSingle());
                var actual = BitConverter.SingleToInt32Bits(function(x));
                if (expected != actual) Interlocked.Increment(ref wrong);
                if (Math.Abs((long)expected - actual) > 1) Interlocked.Increment(ref far);
                Interlocked.Increment(ref results);
            }
        });

        Assert.True(results > Count / 2, $"only {results} arguments");
        Assert.True(far == 0, $"{far} results more than one unit away");
        Assert.True(wrong <= misrounded, $"{wrong} of {results} misrounded");
    }
}
