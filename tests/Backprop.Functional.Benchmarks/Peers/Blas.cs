using System.Numerics;
using System.Runtime.InteropServices;

namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>OpenBLAS.</summary>
internal static unsafe partial class Blas
{
    private const string Library = "libopenblas.so.0";
    private const int RowMajor = 101, AsIs = 111, Transposed = 112;

    public static bool IsInstalled => NativeLibrary.TryLoad(Library, out _);

    /// <summary>The processor whose kernels it has chosen.</summary>
    public static string Core => Marshal.PtrToStringUTF8(CoreName()) ?? "";

    /// <summary>The time of so many repetitions.</summary>
    public static Timing Time<T>(Shape shape, int repetitions, int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SetThreads(threads);
        var (p, i, j) = (shape.Batch, shape.Inputs, shape.Outputs);
        Memory<T> y = OurProducts.Filled<T>(p * i), w = OurProducts.Filled<T>(i * j), v = OurProducts.Filled<T>(p * j);
        return Timing.Of(repetitions, () =>
        {
            switch (shape.Product)
            {
                case Product.Forward: Multiply(AsIs, AsIs, p, j, i, y, i, w, j, v, j); break;
                case Product.Gradient: Multiply(Transposed, AsIs, i, j, p, y, i, v, j, w, j); break;
                default: Multiply(AsIs, Transposed, p, i, j, v, j, w, j, y, i); break;
            }
        });
    }

    private static void Multiply<T>(int transA, int transB, int m, int n, int k, Memory<T> a, int lda, Memory<T> b, int ldb, Memory<T> c, int ldc) where T : unmanaged
    {
        fixed (T* first = a.Span, second = b.Span, result = c.Span)
            if (typeof(T) == typeof(float)) Single(RowMajor, transA, transB, m, n, k, 1, (float*)first, lda, (float*)second, ldb, 0, (float*)result, ldc);
            else Double(RowMajor, transA, transB, m, n, k, 1, (double*)first, lda, (double*)second, ldb, 0, (double*)result, ldc);
    }

    [LibraryImport(Library, EntryPoint = "cblas_sgemm")]
    private static partial void Single(int order, int transA, int transB, int m, int n, int k, float alpha, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc);

    [LibraryImport(Library, EntryPoint = "cblas_dgemm")]
    private static partial void Double(int order, int transA, int transB, int m, int n, int k, double alpha, double* a, int lda, double* b, int ldb, double beta, double* c, int ldc);

    [LibraryImport(Library, EntryPoint = "openblas_set_num_threads")]
    private static partial void SetThreads(int count);

    [LibraryImport(Library, EntryPoint = "openblas_get_corename")]
    private static partial IntPtr CoreName();
}
