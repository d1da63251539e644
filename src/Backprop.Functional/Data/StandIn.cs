using System.Collections.Immutable;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data;

/// <summary>Holds the place of what Numerics is about to offer under the same names; deleted when it does.</summary>
internal enum Purpose : ulong { Init = 1, Shuffle = 2, Split = 3, Dropout = 4, Data = 5 }

/// <inheritdoc cref="Purpose"/>
internal static class StandIn
{
    public static Key Derive(this Key key, ulong i)
    {
        var (a, b, _, _) = Block(key, (uint)i, (uint)(i >> 32), 0x53504C54, 0xFFFFFFFF);
        return new(a, b);
    }

    public static Key Derive(this Key key, Purpose purpose) => key.Derive((ulong)purpose);

    public static double Uniform(this Key key, ulong i)
    {
        var (a, b, c, d) = Block(key, (uint)(i >> 1), (uint)(i >> 33), 0, 1);
        var word = (i & 1) == 0 ? a | (ulong)b << 32 : c | (ulong)d << 32;
        return (word >> 11) * 1.1102230246251565e-16;
    }

    public static double Normal(this Key key, ulong i)
    {
        var (a, b, c, d) = Block(key, (uint)(i >> 2), (uint)(i >> 34), 0, 2);
        var (u, v) = (i & 2) == 0 ? (a, b) : (c, d);
        var r = Math.Sqrt(-2.0 * Elementary.Log((u + 0.5) * 2.3283064365386963e-10));
        SinCos2Pi(v * 2.3283064365386963e-10, out var cos, out var sin);
        return r * ((i & 1) == 0 ? cos : sin);
    }

    public static ImmutableArray<int> Shuffle(this Key key, int count)
    {
        var items = ImmutableArray.CreateBuilder<int>(count);
        for (var i = 0; i < count; i++) items.Add(i);
        ulong counter = 0;
        for (var i = count - 1; i > 0; i--)
        {
            var j = (int)Below(key, ref counter, (uint)i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }

        return items.MoveToImmutable();
    }

    public static void SinCos2Pi(double u, out double cos, out double sin)
    {
        var m = double.FusedMultiplyAdd(u, 4.0, 6755399441055744.0);
        var t = double.FusedMultiplyAdd(m - 6755399441055744.0, -0.25, u);
        var z = t * t;
        double s = SinC[8], c = CosC[8];
        for (var i = 7; i >= 0; i--) s = double.FusedMultiplyAdd(s, z, SinC[i]);
        for (var i = 7; i >= 1; i--) c = double.FusedMultiplyAdd(c, z, CosC[i]);
        s *= t;
        c = double.FusedMultiplyAdd(c, z, 1.0);
        (cos, sin) = (BitConverter.DoubleToInt64Bits(m) & 3) switch { 0 => (c, s), 1 => (-s, c), 2 => (-c, -s), _ => (s, -c) };
    }

    private static uint Below(Key key, ref ulong counter, uint n)
    {
        var m = (ulong)Word(key, counter++) * n;
        if ((uint)m < n)
            for (var t = (0u - n) % n; (uint)m < t;) m = (ulong)Word(key, counter++) * n;
        return (uint)(m >> 32);
    }

    private static uint Word(Key key, ulong i)
    {
        var (a, b, c, d) = Block(key, (uint)(i >> 2), (uint)(i >> 34), 0, 0);
        return (i & 3) switch { 0 => a, 1 => b, 2 => c, _ => d };
    }

    private static (uint, uint, uint, uint) Block(Key key, uint c0, uint c1, uint c2, uint c3)
    {
        var (k0, k1) = (key.K0, key.K1);
        for (var r = 0; r < 10; r++)
        {
            ulong p0 = 0xD2511F53UL * c0, p1 = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }

        return (c0, c1, c2, c3);
    }

    private static ReadOnlySpan<double> SinC => [6.283185307179586, -41.341702240399755, 81.60524927607504, -76.70585975306136,
        42.058693944897655, -15.094642576822984, 3.8199525848482821, -0.71812230177850051, 0.10422916220813984];

    private static ReadOnlySpan<double> CosC => [1.0, -19.739208802178716, 64.939394022668296, -85.456817206693728,
        60.244641371876660, -26.426256783374399, 7.9035363713184690, -1.7143907110886711, 0.28200596845579096];
}
