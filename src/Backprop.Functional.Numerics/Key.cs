using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Backprop.Functional.Numerics.Kernels;
using Backprop.Functional.Numerics.Kernels.Scalar;

namespace Backprop.Functional.Numerics;

/// <summary>
/// Chance as a value: a key names an endless sequence of random numbers, and every draw is a pure function of the key and its place.
/// Nothing is used up: the same key and place give the same number, in any order, on any thread, on any machine.
/// </summary>
/// <remarks>
/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw, Parallel random numbers: as easy as 1, 2, 3, SC 2011). The last word of its counter
/// names the kind of draw (0 words, 1 double words, 2 normals, 0xFFFFFFFF child keys), so that kinds never share random bits.
/// <see cref="Below"/> and <see cref="Shuffle"/> read words: give them a key of their own.
/// </remarks>
/// <param name="K0">The low half of the key.</param>
/// <param name="K1">The high half of the key.</param>
public readonly record struct Key(uint K0, uint K1)
{
    private const double TwoToMinus53 = 1.1102230246251565e-16, TwoToMinus32 = 2.3283064365386963e-10;
    private const float TwoToMinus24 = 5.9604644775390625e-08f;

    /// <summary>The key of a seed.</summary>
    public static Key Of(ulong seed) => new((uint)seed, (uint)(seed >> 32));

    /// <summary>A key for one part of the work, say an epoch or a layer; its draws have nothing to do with its parent's or its siblings'.</summary>
    public Key Derive(ulong part)
    {
        var (k0, k1, _, _) = Block(this, (uint)part, (uint)(part >> 32), 0x53504C54, 0xFFFFFFFF);
        return new(k0, k1);
    }

    /// <summary>The key for one purpose: a new consumer never shifts the numbers of another.</summary>
    public Key Derive(Purpose purpose) => Derive((ulong)purpose);

    /// <summary>32 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public uint Word(ulong i)
    {
        var (a, b, c, d) = Block(this, (uint)(i >> 2), (uint)(i >> 34), 0, 0);
        return (i & 3) switch { 0 => a, 1 => b, 2 => c, _ => d };
    }

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public ulong Word64(ulong i)
    {
        var (a, b, c, d) = Block(this, (uint)(i >> 1), (uint)(i >> 33), 0, 1);
        return (i & 1) == 0 ? a | ((ulong)b << 32) : c | ((ulong)d << 32);
    }

    /// <summary>A number of [0, 1): a multiple of 2^-53, from <see cref="Word64"/>.</summary>
    public double Uniform(ulong i) => (Word64(i) >> 11) * TwoToMinus53;

    /// <summary>A Float32 of [0, 1): a multiple of 2^-24, from <see cref="Word"/>.</summary>
    public float UniformFloat32(ulong i) => (Word(i) >> 8) * TwoToMinus24;

    /// <summary>
    /// A standard normal number. Two words make two of them: r cos 2 pi v, r sin 2 pi v with r = sqrt(-2 log u)
    /// (Box and Muller, Annals of Mathematical Statistics 29, 1958); the cosine has the even place.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public double Normal(ulong i)
    {
        var (a, b, c, d) = Block(this, (uint)(i >> 2), (uint)(i >> 34), 0, 2);
        var (first, second) = (i & 2) == 0 ? (a, b) : (c, d);

        // Half a step keeps u from 0, where the logarithm is infinite.
        var radius = Math.Sqrt(-2.0 * Elementary.Log((first + 0.5) * TwoToMinus32));
        var (cos, sin) = SinCos.TwoPi(second * TwoToMinus32);
        return radius * ((i & 1) == 0 ? cos : sin);
    }

    /// <summary>
    /// An integer of [0, bound), each equally likely, from the words at <paramref name="counter"/> and after, and the place after them:
    /// multiply and, seldom, reject (Lemire, ACM Transactions on Modeling and Computer Simulation 29(1), 2019).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is 0.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public (uint Value, ulong Next) Below(uint bound, ulong counter)
    {
        ArgumentOutOfRangeException.ThrowIfZero(bound);
        var product = (ulong)Word(counter++) * bound;
        if ((uint)product < bound)
        {
            // 2^32 mod bound of the low words are too many for an equal share.
            var excess = (0u - bound) % bound;
            while ((uint)product < excess) product = (ulong)Word(counter++) * bound;
        }

        return ((uint)(product >> 32), counter);
    }

    /// <summary>A permutation of 0 ... count - 1, each equally likely (Fisher and Yates, from the top; Knuth, TAOCP 3.4.2, P).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public ImmutableArray<int> Shuffle(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var order = new int[count];
        for (var i = 0; i < count; i++) order[i] = i;
        var counter = 0UL;
        for (var i = count - 1; i > 0; i--)
        {
            (var j, counter) = Below((uint)i + 1, counter);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(order);
    }

    /// <summary>128 random bits from a counter of 128 bits: ten rounds of Philox.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (uint, uint, uint, uint) Block(Key key, uint c0, uint c1, uint c2, uint c3)
    {
        var (k0, k1) = (key.K0, key.K1);
        for (var round = 0; round < 10; round++)
        {
            var p0 = 0xD2511F53UL * c0;
            var p1 = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }

        return (c0, c1, c2, c3);
    }
}

/// <summary>What random numbers are for.</summary>
public enum Purpose
{
    /// <summary>The first weights.</summary>
    Init = 1,

    /// <summary>The order of the samples in an epoch.</summary>
    Shuffle = 2,

    /// <summary>Which samples are set aside.</summary>
    Split = 3,

    /// <summary>Which neurons are left out.</summary>
    Dropout = 4,

    /// <summary>Made-up data.</summary>
    Data = 5,
}
