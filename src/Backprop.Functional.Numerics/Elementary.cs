using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Numerics;

/// <summary>
/// Elementary functions with the same bits on every machine: fixed sequences of IEEE 754 operations, no library behind them.
/// A Float32 function computes in Float64 and rounds once. Every NaN that they return is the positive quiet one.
/// </summary>
public static class Elementary
{
    /// <summary>e^x, within 0.62 ulp (0.751 where the result is subnormal).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double Exp(double x) => Kernels.Scalar.Exp.Of(x);

    /// <summary>e^x, correctly rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Exp(float x) => (float)Kernels.Scalar.Exp.Quick(x);

    /// <summary>The natural logarithm, within 0.55 ulp; log 0 is minus infinity, and NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double Log(double x) => Kernels.Scalar.Log.Of(x);

    /// <summary>The natural logarithm, within one unit in the last place; log 0 is minus infinity, and NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Log(float x) => (float)Kernels.Scalar.Log.Quick(x);

    /// <summary>log(1 + x) without the loss of 1 + x, within 0.54 ulp; minus infinity at -1, and NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double Log1p(double x) => Kernels.Scalar.Log1p.Of(x);

    /// <summary>log(1 + x) without the loss of 1 + x, within one unit in the last place; minus infinity at -1, and NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Log1p(float x) => (float)Kernels.Scalar.Log1p.Quick(x);

    /// <summary>tanh x = (e^x - e^-x) / (e^x + e^-x), within 0.78 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double Tanh(double x) => Kernels.Scalar.Tanh.Of(x);

    /// <summary>tanh x = (e^x - e^-x) / (e^x + e^-x), correctly rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Tanh(float x) => (float)Kernels.Scalar.Tanh.Quick(x);

    /// <summary>The logistic function 1 / (1 + e^-x), within 0.77 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double Sigmoid(double x) => Kernels.Scalar.Sigmoid.Of(x);

    /// <summary>The logistic function 1 / (1 + e^-x), within one unit in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Sigmoid(float x) => (float)Kernels.Scalar.Sigmoid.Quick(x);

    /// <summary>log(1 + e^x) = max(x, 0) + log(1 + e^-|x|), within 2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double Softplus(double x) => Kernels.Scalar.Softplus.Of(x);

    /// <summary>log(1 + e^x) = max(x, 0) + log(1 + e^-|x|), within one unit in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Softplus(float x) => (float)Kernels.Scalar.Softplus.Quick(x);

    /// <summary>y_i = f(x_i); y may be x.</summary>
    internal static void Map<T>(ElementaryFunction function, ReadOnlySpan<T> x, Span<T> y, Width width, int threads = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.Length != y.Length) throw new ArgumentException($"{x.Length} cells meet {y.Length}");
        var count = Stretches.Count(threads, y.Length);
        var pieces = new Pieces<T>(function, x, y, width, count);
        Workers.Run(threads, count, ref pieces);
    }

    private readonly ref struct Pieces<T>(ElementaryFunction function, ReadOnlySpan<T> x, Span<T> y, Width width, int count) : IPieces
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ReadOnlySpan<T> x = x;
        private readonly Span<T> y = y;

        public void Do(int piece)
        {
            var part = Stretches.Of(piece, count, y.Length);
            Some(function, x[part], y[part], width);
        }
    }

    private static void Some<T>(ElementaryFunction function, ReadOnlySpan<T> x, Span<T> y, Width width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (function)
        {
            case ElementaryFunction.Exp:
                Map<T, Kernels.Scalar.Exp, Kernels.V128.Exp, Kernels.V256.Exp, Kernels.V512.Exp>(x, y, width);
                break;
            case ElementaryFunction.Log:
                Map<T, Kernels.Scalar.Log, Kernels.V128.Log, Kernels.V256.Log, Kernels.V512.Log>(x, y, width);
                break;
            case ElementaryFunction.Log1p:
                Map<T, Kernels.Scalar.Log1p, Kernels.V128.Log1p, Kernels.V256.Log1p, Kernels.V512.Log1p>(x, y, width);
                break;
            case ElementaryFunction.Tanh:
                Map<T, Kernels.Scalar.Tanh, Kernels.V128.Tanh, Kernels.V256.Tanh, Kernels.V512.Tanh>(x, y, width);
                break;
            case ElementaryFunction.Sigmoid:
                Map<T, Kernels.Scalar.Sigmoid, Kernels.V128.Sigmoid, Kernels.V256.Sigmoid, Kernels.V512.Sigmoid>(x, y, width);
                break;
            case ElementaryFunction.Softplus:
                Map<T, Kernels.Scalar.Softplus, Kernels.V128.Softplus, Kernels.V256.Softplus, Kernels.V512.Softplus>(x, y, width);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(function), function, "unknown");
        }
    }

    /// <summary>
    /// y_pk = e^z_pk / S_p with z_pk = v_pk - max of the row and S_p = sum of e^z_pk, left to right, all in Float64; one rounding at the
    /// end (pin 7).
    /// </summary>
    internal static void Softmax<T>(ReadOnlySpan<T> v, Span<T> y, int rows, int columns, Width width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Kernels.Softmax.Run(v, y, rows, columns, width);

    private static void Map<T, F1, F128, F256, F512>(ReadOnlySpan<T> x, Span<T> y, Width width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F1 : struct, IFunction<double>
        where F128 : struct, IFunction<Vector128<double>>
        where F256 : struct, IFunction<Vector256<double>>
        where F512 : struct, IFunction<Vector512<double>>
    {
        if (!Fma.IsHardware) width = Width.Scalar;
        if (typeof(T) == typeof(double))
        {
            var from = MemoryMarshal.Cast<T, double>(x);
            var to = MemoryMarshal.Cast<T, double>(y);
            var done = width switch
            {
                Width.V512 => Kernels.V512.Loop.Run<F512>(from, to),
                Width.V256 => Kernels.V256.Loop.Run<F256>(from, to),
                Width.V128 => Kernels.V128.Loop.Run<F128>(from, to),
                _ => 0,
            };
            if (done < to.Length) Kernels.Scalar.Loop.Run<F1>(from[done..], to[done..]);
        }
        else
        {
            var from = MemoryMarshal.Cast<T, float>(x);
            var to = MemoryMarshal.Cast<T, float>(y);
            var done = width switch
            {
                Width.V512 => Kernels.V512.Loop.Run<F512>(from, to),
                Width.V256 => Kernels.V256.Loop.Run<F256>(from, to),
                Width.V128 => Kernels.V128.Loop.Run<F128>(from, to),
                _ => 0,
            };
            if (done < to.Length) Kernels.Scalar.Loop.Run<F1>(from[done..], to[done..]);
        }
    }
}

/// <summary>The functions that can be mapped over cells.</summary>
internal enum ElementaryFunction
{
    Exp,
    Log,
    Log1p,
    Tanh,
    Sigmoid,
    Softplus,
}
