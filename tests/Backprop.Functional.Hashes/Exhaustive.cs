using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Hashes;

/// <summary>
/// Every Float32 function at all 2^32 arguments, against the correctly rounded result. A Float64 result that is not near a tie between two
/// Float32 decides by itself, because its error is far below the distance; near a tie, and where the result is subnormal, <see cref="Wide"/> decides.
/// </summary>
internal static class Exhaustive
{
    /// <summary>How many results are not correctly rounded, and one unit off: what the library promises.</summary>
    private static readonly (ElementaryFunction Function, Func<double, Wide> Exact, long Misrounded)[] Promised =
    [
        (ElementaryFunction.Exp, Wide.Exp, 0),
        (ElementaryFunction.Log, x => Wide.Log(x), 2),
        (ElementaryFunction.Log1p, x => Wide.Log1p(x), 9),
        (ElementaryFunction.Tanh, Wide.Tanh, 0),
        (ElementaryFunction.Sigmoid, Wide.Sigmoid, 78),
        (ElementaryFunction.Softplus, Wide.Softplus, 1),
    ];

    private const int Block = 1 << 16;

    /// <summary>The lowest 29 bits of a Float64 are what its Float32 has not; a tie is their middle.</summary>
    private const ulong Beyond = (1 << 29) - 1, Tie = 1 << 28, Near = 64;

    /// <summary>Counts, function by function; ends with 1 where a count is not the promised one.</summary>
    public static int Run(TextWriter output, TextWriter error)
    {
        var faults = 0;
        foreach (var (function, exact, promised) in Promised)
        {
            long misrounded = 0, far = 0;
            Parallel.For(0, (1L << 32) / Block, () => (Wrong: 0L, Far: 0L, X: new float[Block], Y: new float[Block], Wide: new double[Block], Y64: new double[Block]), (block, _, local) =>
            {
                for (var i = 0; i < Block; i++) local.Wide[i] = local.X[i] = BitConverter.UInt32BitsToSingle((uint)((block * Block) + i));
                Elementary.Map<float>(function, local.X, local.Y, Widths.Best);
                Elementary.Map<double>(function, local.Wide, local.Y64, Widths.Best);
                for (var i = 0; i < Block; i++)
                {
                    var expected = BitConverter.SingleToInt32Bits(Nearest(local.Wide[i], local.Y64[i], exact));
                    var actual = BitConverter.SingleToInt32Bits(local.Y[i]);
                    if (expected == actual) continue;
                    local.Wrong++;
                    if (Math.Abs((long)expected - actual) > 1) local.Far++;
                }

                return local;
            }, local =>
            {
                Interlocked.Add(ref misrounded, local.Wrong);
                Interlocked.Add(ref far, local.Far);
            });
            output.WriteLine($"{function}/float32/misrounded {misrounded}".ToLowerInvariant());
            if (misrounded == promised && far == 0) continue;
            error.WriteLine($"{function}: {misrounded} misrounded instead of {promised}, {far} of them more than one unit off");
            faults++;
        }

        return faults == 0 ? 0 : 1;
    }

    private static float Nearest(double x, double y, Func<double, Wide> exact)
    {
        var size = Math.Abs(y);
        // Nothing to round: zero, infinite, no number, or beyond both ends of Float32.
        if (!(size >= 3.5e-46 && size <= 1e39)) return (float)y;
        var beyond = BitConverter.DoubleToUInt64Bits(y) & Beyond;
        var clear = size >= 1.1754943508222875e-38 && (beyond < Tie - Near || beyond > Tie + Near);
        return clear ? (float)y : exact(x).ToSingle();
    }
}
