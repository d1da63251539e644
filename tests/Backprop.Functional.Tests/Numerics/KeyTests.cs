using System.Collections.Immutable;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels.Scalar;
using Xunit;

namespace Backprop.Functional.Tests.Numerics;

public class KeyTests
{
    private static readonly Key Seed42 = Key.Of(42);

    /// <summary>Random123's known answers for philox4x32-10.</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [InlineData(0xa4093822, 0x299f31d0, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, "d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void Blocks_are_the_published_ones(uint k0, uint k1, uint c0, uint c1, uint c2, uint c3, string expected)
    {
        var (a, b, c, d) = Key.Block(new(k0, k1), c0, c1, c2, c3);
        Assert.Equal(expected, $"{a:x8} {b:x8} {c:x8} {d:x8}");
    }

    [Fact]
    public void A_seed_is_the_key_of_its_halves() => Assert.Equal(new Key(0x89ABCDEF, 0x01234567), Key.Of(0x0123456789ABCDEF));

    [Fact]
    public void Words_are_the_specified_ones() =>
        Assert.Equal(
            "fbb915ccd6c1dbcc00cb31486848be1577f7c81801f2da5eb5a898dfe8c31a58",
            Inputs.Sha256<uint>(Enumerable.Range(0, 4096).Select(i => Seed42.Word((ulong)i)).ToArray()));

    [Fact]
    public void Normals_are_the_specified_ones() =>
        Assert.Equal(
            "c541310cb4ecab73451d8fad2214e7f02e92b43a754edafed67a48ed2234c33a",
            Inputs.Sha256<double>(Enumerable.Range(0, 4096).Select(i => Seed42.Normal((ulong)i)).ToArray()));

    [Fact]
    public void A_shuffle_is_the_specified_one() =>
        Assert.Equal("09dd3c65807dbacf431927fa9043e4efe1a8472ff13580bd3dd1f152d4c44370", Inputs.Sha256<int>(Seed42.Derive(7).Shuffle(10000).AsSpan()));

    [Fact]
    public void A_draw_lies_at_a_place_of_64_bits()
    {
        var words = Enumerable.Range(0, 40).Select(n => Seed42.Word(1UL << n)).ToArray();
        Assert.Equal(words.Length, words.Distinct().Count());
        Assert.NotEqual(Seed42.Word64(3), Seed42.Word64(3 + (1UL << 40)));
        Assert.NotEqual(Seed42.Normal(3), Seed42.Normal(3 + (1UL << 40)));
        Assert.NotEqual(Seed42.Derive(3), Seed42.Derive(3 + (1UL << 40)));
    }

    [Fact]
    public void Double_words_are_pairs_of_a_block()
    {
        var (a, b, c, d) = Key.Block(Seed42, 5, 0, 0, 1);
        Assert.Equal(((ulong)b << 32) | a, Seed42.Word64(10));
        Assert.Equal(((ulong)d << 32) | c, Seed42.Word64(11));
    }

    [Fact]
    public void Uniforms_are_the_upper_bits_of_a_word()
    {
        for (var i = 0UL; i < 1000; i++)
        {
            Assert.Equal(Seed42.Word64(i) >> 11, Seed42.Uniform(i) * Math.ScaleB(1, 53));
            Assert.Equal(Seed42.Word(i) >> 8, Seed42.UniformFloat32(i) * MathF.ScaleB(1, 24));
            Assert.InRange(Seed42.Uniform(i), 0, 1 - Math.ScaleB(1, -53));
            Assert.InRange(Seed42.UniformFloat32(i), 0, 1 - MathF.ScaleB(1, -24));
        }
    }

    [Fact]
    public void Normals_have_the_moments_of_the_normal_distribution()
    {
        const int Count = 1 << 20;
        double mean = 0, square = 0, cube = 0, fourth = 0, neighbours = 0, last = 0, largest = 0;
        for (var i = 0UL; i < Count; i++)
        {
            var x = Seed42.Derive(1).Normal(i);
            mean += x;
            square += x * x;
            cube += x * x * x;
            fourth += x * x * x * x;
            neighbours += x * last;
            last = x;
            largest = Math.Max(largest, Math.Abs(x));
        }

        // Four standard deviations of each estimate: sqrt(1, 2, 15, 96, 1) / sqrt(count).
        var sigma = 1 / Math.Sqrt(Count);
        Assert.InRange(mean / Count, -4 * sigma, 4 * sigma);
        Assert.InRange(square / Count, 1 - 4 * 1.42 * sigma, 1 + 4 * 1.42 * sigma);
        Assert.InRange(cube / Count, -4 * 3.88 * sigma, 4 * 3.88 * sigma);
        Assert.InRange(fourth / Count, 3 - 4 * 9.8 * sigma, 3 + 4 * 9.8 * sigma);
        Assert.InRange(neighbours / Count, -4 * sigma, 4 * sigma);
        Assert.InRange(largest, 4.5, 6.77);
    }

    [Fact]
    public void Cos_and_sin_of_a_part_of_the_circle()
    {
        for (var i = 0; i < 10000; i++)
        {
            var u = i < 8 ? i / 8.0 : Inputs.Unit(4, (ulong)i);
            var (cos, sin) = SinCos.TwoPi(u);
            Assert.Equal(Math.Cos(2 * Math.PI * u), cos, 1.5e-15);
            Assert.Equal(Math.Sin(2 * Math.PI * u), sin, 1.5e-15);
        }

        Assert.Equal((1, 0), SinCos.TwoPi(0));
        Assert.Equal((0, 1), SinCos.TwoPi(0.25));
        Assert.Equal((-1, 0), SinCos.TwoPi(0.5));
        Assert.Equal((0, -1), SinCos.TwoPi(0.75));
    }

    [Theory]
    [InlineData(7u)]
    [InlineData(10u)]
    [InlineData(48u)]
    public void Integers_below_a_bound_are_equally_likely(uint bound)
    {
        const int Count = 480_000;
        var key = Seed42.Derive(bound);
        var counts = new int[bound];
        var counter = 0UL;
        for (var i = 0; i < Count; i++)
        {
            (var value, counter) = key.Below(bound, counter);
            counts[value]++;
        }

        Assert.InRange(ChiSquare(counts, Count), Quantile(bound - 1, -4), Quantile(bound - 1, 4));
        Assert.InRange(counter, (ulong)Count, (ulong)Count + 3);
    }

    /// <summary>Three quarters of 2^32: one word in four is rejected, or the lower half would come up too often.</summary>
    [Fact]
    public void A_word_too_many_is_rejected()
    {
        const uint Bound = 3u << 30;
        const int Count = 100_000;
        var (counter, thirds) = (0UL, new int[3]);
        for (var i = 0; i < Count; i++)
        {
            (var value, counter) = Seed42.Below(Bound, counter);
            thirds[value >> 30]++;
        }

        Assert.InRange(counter, Count * 4UL / 3 - 1500, Count * 4UL / 3 + 1500);
        Assert.InRange(ChiSquare(thirds, Count), 0, Quantile(2, 4));
    }

    [Fact]
    public void The_bounds_at_the_ends()
    {
        Assert.Equal((0u, 6ul), Seed42.Below(1, 5));
        var (value, next) = Seed42.Below(uint.MaxValue, 5);
        Assert.Equal((uint)((ulong)Seed42.Word(5) * uint.MaxValue >> 32), value);
        Assert.Equal(6ul, next);
        Assert.Throws<ArgumentOutOfRangeException>(() => Seed42.Below(0, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void A_shuffle_is_a_permutation(int count) =>
        Assert.Equal(Enumerable.Range(0, count), Seed42.Shuffle(count).Order());

    [Fact]
    public void A_shuffle_of_less_than_nothing_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Seed42.Shuffle(-1));

    [Fact]
    public void The_24_orders_of_4_are_equally_likely()
    {
        const int Count = 48_000;
        var orders = Enumerable.Range(0, Count).Select(i => string.Concat(Seed42.Derive((ulong)i).Shuffle(4))).CountBy(order => order).ToArray();
        Assert.Equal(24, orders.Length);
        Assert.InRange(ChiSquare(orders.Select(order => order.Value), Count), Quantile(23, -3.5), Quantile(23, 4));
    }

    [Fact]
    public void Derived_keys_are_independent()
    {
        var keys = Enumerable.Range(0, 2000).Select(i => Seed42.Derive((ulong)i))
            .Concat(Enum.GetValues<Purpose>().Select(purpose => Seed42.Derive(100).Derive(purpose)))
            .Append(Seed42).ToArray();
        Assert.Equal(keys.Length, keys.Distinct().Count());

        // Neighbours: as many equal bits as unequal ones, and no correlation of their uniforms.
        double product = 0;
        var equal = 0;
        const int Draws = 20_000;
        for (var i = 0; i < Draws; i++)
        {
            var (a, b) = (Seed42.Derive((ulong)i), Seed42.Derive((ulong)i + 1));
            equal += System.Numerics.BitOperations.PopCount(~(a.Word(0) ^ b.Word(0)));
            product += (Seed42.Derive(1).Uniform((ulong)i) - 0.5) * (Seed42.Derive(2).Uniform((ulong)i) - 0.5);
        }

        Assert.InRange(equal, 32 * Draws / 2 - 4 * 400, 32 * Draws / 2 + 4 * 400);
        Assert.InRange(product / Draws * 12, -4 / Math.Sqrt(Draws), 4 / Math.Sqrt(Draws));
    }

    [Theory]
    [InlineData(Purpose.Init, 1)]
    [InlineData(Purpose.Shuffle, 2)]
    [InlineData(Purpose.Split, 3)]
    [InlineData(Purpose.Dropout, 4)]
    [InlineData(Purpose.Data, 5)]
    public void A_purpose_is_a_number_of_the_specification(Purpose purpose, ulong part) =>
        Assert.Equal(Seed42.Derive(part), Seed42.Derive(purpose));

    private static double ChiSquare(IEnumerable<int> counts, int total)
    {
        var observed = counts.ToImmutableArray();
        var expected = (double)total / observed.Length;
        return observed.Sum(count => (count - expected) * (count - expected) / expected);
    }

    /// <summary>The chi-square value as far out as z standard deviations of a normal (Wilson and Hilferty, PNAS 17, 1931).</summary>
    private static double Quantile(double freedom, double z) => freedom * Math.Pow(Math.Max(0, 1 - 2 / (9 * freedom) + z * Math.Sqrt(2 / (9 * freedom))), 3);
}
