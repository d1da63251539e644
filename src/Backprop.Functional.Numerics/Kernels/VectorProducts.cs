using System.Numerics;
namespace Backprop.Functional.Numerics.Kernels;
internal static class VectorProducts
{
    public static void Affine<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> w, ReadOnlySpan<T> bias, Span<T> v, int rows, int inputs, int outputs, Width width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PlainProducts.Affine(y, w, bias, v, rows, inputs, outputs);
    public static void BackProject<T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> w, Span<T> s, int rows, int inputs, int outputs, Width width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PlainProducts.BackProject(delta, w, s, rows, inputs, outputs);
    public static void Gradient<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> delta, Span<T> g, int rows, int inputs, int outputs, Width width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PlainProducts.Gradient(y, delta, g, rows, inputs, outputs);
}
