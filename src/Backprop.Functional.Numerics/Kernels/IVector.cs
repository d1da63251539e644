using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>What a product asks of a vector V of cells T.</summary>
internal unsafe interface IVector<T, V> where T : unmanaged where V : struct
{
    static abstract int Count { get; }

    /// <summary>Rows of a tile of two vectors a row that fit into the registers.</summary>
    static abstract int Rows { get; }
    static abstract V Load(T* cells);
    static abstract void Store(V x, T* cells);
    static abstract V All(T x);
    static abstract V Fma(V a, V b, V c);

    /// <summary>Flips the sign bits.</summary>
    static abstract V Flip(V x);

    /// <summary>Whether a cell of these is zero with the sign bit set.</summary>
    static abstract bool HaveMinusZero(V a, V b, V c, V d);
}

/// <summary>One cell.</summary>
internal readonly unsafe struct Of1<T> : IVector<T, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count { [MethodImpl(256)] get => 1; }

    public static int Rows { [MethodImpl(256)] get => 4; }

    [MethodImpl(256)] public static T Load(T* cells) => *cells;
    [MethodImpl(256)] public static void Store(T x, T* cells) => *cells = x;
    [MethodImpl(256)] public static T All(T x) => x;
    [MethodImpl(256)] public static T Fma(T a, T b, T c) => Kernels.Fma.Of(a, b, c);
    [MethodImpl(256)] public static T Flip(T x) => -x;
    [MethodImpl(256)] public static bool HaveMinusZero(T a, T b, T c, T d) => IsMinusZero(a) || IsMinusZero(b) || IsMinusZero(c) || IsMinusZero(d);
    [MethodImpl(256)] private static bool IsMinusZero(T x) => x == T.Zero && T.IsNegative(x);
}

/// <summary>128 bits of cells; two vectors by eight rows where there are 32 registers.</summary>
internal readonly unsafe struct Of128<T> : IVector<T, Vector128<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count { [MethodImpl(256)] get => Vector128<T>.Count; }

    public static int Rows { [MethodImpl(256)] get => AdvSimd.IsSupported ? 8 : 4; }

    [MethodImpl(256)] public static Vector128<T> Load(T* cells) => Vector128.Load(cells);
    [MethodImpl(256)] public static void Store(Vector128<T> x, T* cells) => x.Store(cells);
    [MethodImpl(256)] public static Vector128<T> All(T x) => Vector128.Create(x);
    [MethodImpl(256)] public static Vector128<T> Flip(Vector128<T> x) => x ^ Vector128.Create(-T.Zero);

    [MethodImpl(256)]
    public static bool HaveMinusZero(Vector128<T> a, Vector128<T> b, Vector128<T> c, Vector128<T> d) =>
        (IsMinusZero(a) | IsMinusZero(b) | IsMinusZero(c) | IsMinusZero(d)) != Vector128<T>.Zero;

    [MethodImpl(256)]
    private static Vector128<T> IsMinusZero(Vector128<T> x) =>
        typeof(T) == typeof(double)
            ? Vector128.Equals(x.AsInt64(), Vector128.Create(long.MinValue)).As<long, T>()
            : Vector128.Equals(x.AsInt32(), Vector128.Create(int.MinValue)).As<int, T>();

    [MethodImpl(256)]
    public static Vector128<T> Fma(Vector128<T> a, Vector128<T> b, Vector128<T> c) =>
        typeof(T) == typeof(double)
            ? Vector128.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
            : Vector128.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();
}

/// <summary>256 bits of cells; two vectors by six rows fill 16 registers.</summary>
internal readonly unsafe struct Of256<T> : IVector<T, Vector256<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count { [MethodImpl(256)] get => Vector256<T>.Count; }

    public static int Rows { [MethodImpl(256)] get => 6; }

    [MethodImpl(256)] public static Vector256<T> Load(T* cells) => Vector256.Load(cells);
    [MethodImpl(256)] public static void Store(Vector256<T> x, T* cells) => x.Store(cells);
    [MethodImpl(256)] public static Vector256<T> All(T x) => Vector256.Create(x);
    [MethodImpl(256)] public static Vector256<T> Flip(Vector256<T> x) => x ^ Vector256.Create(-T.Zero);

    [MethodImpl(256)]
    public static bool HaveMinusZero(Vector256<T> a, Vector256<T> b, Vector256<T> c, Vector256<T> d) =>
        (IsMinusZero(a) | IsMinusZero(b) | IsMinusZero(c) | IsMinusZero(d)) != Vector256<T>.Zero;

    [MethodImpl(256)]
    private static Vector256<T> IsMinusZero(Vector256<T> x) =>
        typeof(T) == typeof(double)
            ? Vector256.Equals(x.AsInt64(), Vector256.Create(long.MinValue)).As<long, T>()
            : Vector256.Equals(x.AsInt32(), Vector256.Create(int.MinValue)).As<int, T>();

    [MethodImpl(256)]
    public static Vector256<T> Fma(Vector256<T> a, Vector256<T> b, Vector256<T> c) =>
        typeof(T) == typeof(double)
            ? Vector256.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
            : Vector256.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();
}

/// <summary>512 bits of cells; two vectors by eight rows, in 32 registers.</summary>
internal readonly unsafe struct Of512<T> : IVector<T, Vector512<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count { [MethodImpl(256)] get => Vector512<T>.Count; }

    public static int Rows { [MethodImpl(256)] get => 8; }

    [MethodImpl(256)] public static Vector512<T> Load(T* cells) => Vector512.Load(cells);
    [MethodImpl(256)] public static void Store(Vector512<T> x, T* cells) => x.Store(cells);
    [MethodImpl(256)] public static Vector512<T> All(T x) => Vector512.Create(x);
    [MethodImpl(256)] public static Vector512<T> Flip(Vector512<T> x) => x ^ Vector512.Create(-T.Zero);

    [MethodImpl(256)]
    public static bool HaveMinusZero(Vector512<T> a, Vector512<T> b, Vector512<T> c, Vector512<T> d) =>
        (IsMinusZero(a) | IsMinusZero(b) | IsMinusZero(c) | IsMinusZero(d)) != Vector512<T>.Zero;

    [MethodImpl(256)]
    private static Vector512<T> IsMinusZero(Vector512<T> x) =>
        typeof(T) == typeof(double)
            ? Vector512.Equals(x.AsInt64(), Vector512.Create(long.MinValue)).As<long, T>()
            : Vector512.Equals(x.AsInt32(), Vector512.Create(int.MinValue)).As<int, T>();

    [MethodImpl(256)]
    public static Vector512<T> Fma(Vector512<T> a, Vector512<T> b, Vector512<T> c) =>
        typeof(T) == typeof(double)
            ? Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
            : Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();
}
