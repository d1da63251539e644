using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>Turns rows into columns, a square block at a time in registers. It moves cells and computes nothing.</summary>
internal static unsafe class Transposition
{
    /// <summary>to[j toRow + i] = from[i fromRow + j]. The last blocks may overlap those before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<T>(T* from, nint fromRow, nint rows, nint columns, T* to, nint toRow) where T : unmanaged
    {
        nint side = Side<T>();
        if (side == 1 || rows < side || columns < side) Cells(from, fromRow, rows, columns, to, toRow);
        else
            for (nint i = 0; i < rows; i += side)
            {
                var row = Math.Min(i, rows - side);
                Band(from + row * fromRow, fromRow, columns, to + row, toRow);
            }
    }

    /// <summary>As many rows as a block has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Band<T>(T* from, nint fromRow, nint columns, T* to, nint toRow) where T : unmanaged
    {
        nint side = Side<T>(), j = 0;
        var here = to;
        for (; j <= columns - side; j += side, here += side * toRow) Block(from + j, fromRow, here, toRow);
        if (j < columns) Block(from + columns - side, fromRow, to + (columns - side) * toRow, toRow);
    }

    private static void Cells<T>(T* from, nint fromRow, nint rows, nint columns, T* to, nint toRow) where T : unmanaged
    {
        for (nint i = 0; i < rows; i++)
            for (nint j = 0; j < columns; j++) to[j * toRow + i] = from[i * fromRow + j];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Side<T>() where T : unmanaged =>
        Avx.IsSupported ? 32 / sizeof(T) : AdvSimd.Arm64.IsSupported && sizeof(T) == sizeof(float) ? 4 : 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block<T>(T* from, nint fromRow, T* to, nint toRow) where T : unmanaged
    {
        if (sizeof(T) == sizeof(double)) FourDoubles((double*)from, fromRow, (double*)to, toRow);
        else if (Avx.IsSupported) EightFloats((float*)from, fromRow, (float*)to, toRow);
        else FourFloats((float*)from, fromRow, (float*)to, toRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourDoubles(double* from, nint row, double* to, nint toRow)
    {
        Vector256<double> a = Vector256.Load(from), b = Vector256.Load(from + row), c = Vector256.Load(from + 2 * row), d = Vector256.Load(from + 3 * row);
        Vector256<double> ab0 = Avx.UnpackLow(a, b), ab1 = Avx.UnpackHigh(a, b), cd0 = Avx.UnpackLow(c, d), cd1 = Avx.UnpackHigh(c, d);
        Avx.Permute2x128(ab0, cd0, 0x20).Store(to);
        Avx.Permute2x128(ab1, cd1, 0x20).Store(to + toRow);
        Avx.Permute2x128(ab0, cd0, 0x31).Store(to + 2 * toRow);
        Avx.Permute2x128(ab1, cd1, 0x31).Store(to + 3 * toRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EightFloats(float* from, nint row, float* to, nint toRow)
    {
        for (var half = 0; half < 2; half++, from += 4, to += 4 * toRow)
        {
            Quarters(from, row, out var a, out var b, out var c, out var d);
            a.Store(to);
            b.Store(to + toRow);
            c.Store(to + 2 * toRow);
            d.Store(to + 3 * toRow);
        }
    }

    /// <summary>Four columns of eight rows: pairs of rows are joined cell by cell, then pairs of pairs. The upper four rows are loaded above the lower.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Quarters(float* from, nint row, out Vector256<float> k0, out Vector256<float> k1, out Vector256<float> k2, out Vector256<float> k3)
    {
        Vector256<float> a = Rows(from, row, 0), b = Rows(from, row, 1), c = Rows(from, row, 2), d = Rows(from, row, 3);
        Vector256<double> ab0 = Avx.UnpackLow(a, b).AsDouble(), ab1 = Avx.UnpackHigh(a, b).AsDouble();
        Vector256<double> cd0 = Avx.UnpackLow(c, d).AsDouble(), cd1 = Avx.UnpackHigh(c, d).AsDouble();
        (k0, k1) = (Avx.UnpackLow(ab0, cd0).AsSingle(), Avx.UnpackHigh(ab0, cd0).AsSingle());
        (k2, k3) = (Avx.UnpackLow(ab1, cd1).AsSingle(), Avx.UnpackHigh(ab1, cd1).AsSingle());

        static Vector256<float> Rows(float* from, nint row, nint i) => Vector256.Create(Vector128.Load(from + i * row), Vector128.Load(from + (i + 4) * row));
    }

    /// <summary>Two columns of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Halves(double* from, nint row, out Vector256<double> k0, out Vector256<double> k1)
    {
        Vector256<double> a = Vector256.Create(Vector128.Load(from), Vector128.Load(from + 2 * row)), b = Vector256.Create(Vector128.Load(from + row), Vector128.Load(from + 3 * row));
        (k0, k1) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourFloats(float* from, nint row, float* to, nint toRow)
    {
        Vector128<float> a = Vector128.Load(from), b = Vector128.Load(from + row), c = Vector128.Load(from + 2 * row), d = Vector128.Load(from + 3 * row);
        Vector128<double> ab0 = AdvSimd.Arm64.ZipLow(a, b).AsDouble(), ab1 = AdvSimd.Arm64.ZipHigh(a, b).AsDouble();
        Vector128<double> cd0 = AdvSimd.Arm64.ZipLow(c, d).AsDouble(), cd1 = AdvSimd.Arm64.ZipHigh(c, d).AsDouble();
        AdvSimd.Arm64.ZipLow(ab0, cd0).AsSingle().Store(to);
        AdvSimd.Arm64.ZipHigh(ab0, cd0).AsSingle().Store(to + toRow);
        AdvSimd.Arm64.ZipLow(ab1, cd1).AsSingle().Store(to + 2 * toRow);
        AdvSimd.Arm64.ZipHigh(ab1, cd1).AsSingle().Store(to + 3 * toRow);
    }
}
