using System.Numerics;
using Backprop.Functional.Numerics.Kernels;
namespace Backprop.Functional.Numerics;
#pragma warning disable CS1591, RS0030
internal enum ElementaryFunction { Exp, Log, Log1p, Tanh, Sigmoid, Softplus }
/// <summary>Elementary functions.</summary>
public static class Elementary
{
    public static double Exp(double x) => Math.Exp(x);
    public static double Log(double x) => Math.Log(x);
    public static double Log1p(double x) => Math.Log(1 + x);
    internal static (double Max, double LogSum) LogSumExp(Matrix v, int row) { double m = v[row, 0]; for (int j = 1; j < v.Columns; j++) if (v[row, j] > m) m = v[row, j]; double s = 0; for (int j = 0; j < v.Columns; j++) s += Exp(v[row, j] - m); return (m, Log(s)); }
    internal static void Map<T>(ElementaryFunction f, ReadOnlySpan<T> x, Span<T> y, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    { switch (f) { case ElementaryFunction.Exp: Exp(x, y, width); break; case ElementaryFunction.Log: Log(x, y, width); break; case ElementaryFunction.Log1p: Log1p(x, y, width); break; case ElementaryFunction.Tanh: Tanh(x, y, width); break; case ElementaryFunction.Sigmoid: Sigmoid(x, y, width); break; default: Softplus(x, y, width); break; } }
    internal static void Exp<T>(ReadOnlySpan<T> x, Span<T> y, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T> { for (int i = 0; i < x.Length; i++) y[i] = T.Exp(x[i]); }
    internal static void Log<T>(ReadOnlySpan<T> x, Span<T> y, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T> { for (int i = 0; i < x.Length; i++) y[i] = T.Log(x[i]); }
    internal static void Log1p<T>(ReadOnlySpan<T> x, Span<T> y, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T> { for (int i = 0; i < x.Length; i++) y[i] = T.LogP1(x[i]); }
    internal static void Tanh<T>(ReadOnlySpan<T> x, Span<T> y, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T> { for (int i = 0; i < x.Length; i++) y[i] = T.Tanh(x[i]); }
    internal static void Sigmoid<T>(ReadOnlySpan<T> x, Span<T> y, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T> { for (int i = 0; i < x.Length; i++) y[i] = T.One / (T.One + T.Exp(-x[i])); }
    internal static void Softplus<T>(ReadOnlySpan<T> x, Span<T> y, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T> { for (int i = 0; i < x.Length; i++) y[i] = T.LogP1(T.Exp(x[i])); }
    internal static void Softmax<T>(ReadOnlySpan<T> v, Span<T> y, Span<double> logSums, int rows, int columns, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int p = 0; p < rows; p++) { var m = v[p * columns]; for (int j = 1; j < columns; j++) if (v[p * columns + j] > m) m = v[p * columns + j];
            double s = 0; for (int j = 0; j < columns; j++) s += Math.Exp(double.CreateTruncating(v[p * columns + j]) - double.CreateTruncating(m));
            for (int j = 0; j < columns; j++) y[p * columns + j] = T.CreateTruncating(Math.Exp(double.CreateTruncating(v[p * columns + j]) - double.CreateTruncating(m)) / s); }
    }
}
