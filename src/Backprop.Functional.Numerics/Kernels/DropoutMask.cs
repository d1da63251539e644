using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// Which units stay: 1/(1 - p) where u &gt;= p, else +0, u of cell k being draw k of a key (pins 19 and 21).
/// </summary>
internal static class DropoutMask
{
    private const double TwoTo53 = 9007199254740992;

    /// <summary>Cells of a vector of blocks: a block of Philox makes two draws.</summary>
    private const int AtOnce = 16;

    public static void Fill<T>(Key key, double p, Span<T> mask, Width width, int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var count = Stretches.Count(threads, mask.Length);
        var pieces = new Pieces<T>(key, p, mask, width, count);
        Workers.Run(threads, count, ref pieces);
    }

    private readonly ref struct Pieces<T>(Key key, double p, Span<T> mask, Width width, int count) : IPieces
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Span<T> mask = mask;

        public void Do(int piece)
        {
            var (start, length) = Stretches.Of(piece, count, mask.Length).GetOffsetAndLength(mask.Length);
            var some = mask.Slice(start, length);
            var stays = T.CreateTruncating(1 / (1 - p));
            var done = width < Width.V512 ? 0 : Blocks(key, p, some, stays, start);
            for (var k = done; k < length; k++) some[k] = key.Uniform((ulong)(start + k)) >= p ? stays : T.Zero;
        }
    }

    /// <summary>Eight blocks side by side, from an even cell on. u is k 2^-53 with an integer k, and at least p where k is at least p 2^53, rounded up.</summary>
    /// <returns>How many cells are done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Blocks<T>(Key key, double p, Span<T> mask, T stays, int start) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var least = Vector512.Create((ulong)Math.Ceiling(p * TwoTo53));
        var done = 0;
        for (; mask.Length - done >= AtOnce; done += AtOnce)
        {
            var first = (ulong)(start + done) >> 1;
            var (a, b, c, d) = Draw(key, Vector512.Create(first) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7));
            var even = Vector512.GreaterThanOrEqual((a | (b << 32)) >> 11, least).ExtractMostSignificantBits();
            var odd = Vector512.GreaterThanOrEqual((c | (d << 32)) >> 11, least).ExtractMostSignificantBits();
            var cells = mask.Slice(done, AtOnce);
            for (var k = 0; k < AtOnce; k += 2)
            {
                cells[k] = (even & 1) != 0 ? stays : T.Zero;
                cells[k + 1] = (odd & 1) != 0 ? stays : T.Zero;
                (even, odd) = (even >> 1, odd >> 1);
            }
        }

        return done;
    }

    /// <summary><see cref="Key.Block"/> of eight counters of double words, each in the low half of its lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<ulong>, Vector512<ulong>, Vector512<ulong>, Vector512<ulong>) Draw(Key key, Vector512<ulong> counter)
    {
        var word = Vector512.Create(0xFFFFFFFFUL);
        var (c0, c1, c2, c3) = (counter & word, counter >> 32, Vector512<ulong>.Zero, Vector512<ulong>.One);
        var (k0, k1) = (key.K0, key.K1);
        for (var round = 0; round < 10; round++)
        {
            var p0 = Vector512.Create(0xD2511F53UL) * c0;
            var p1 = Vector512.Create(0xCD9E8D57UL) * c2;
            (c0, c1, c2, c3) = ((p1 >> 32) ^ c1 ^ Vector512.Create((ulong)k0), p1 & word, (p0 >> 32) ^ c3 ^ Vector512.Create((ulong)k1), p0 & word);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }

        return (c0, c1, c2, c3);
    }
}
