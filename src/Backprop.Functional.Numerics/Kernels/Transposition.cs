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

    /// <summary>Pairs of rows are joined cell by cell, then pairs of pairs; the upper four rows are loaded above the lower.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EightFloats(float* from, nint row, float* to, nint toRow)
    {
        Quarters(Rows(from, row, 0), Rows(from, row, 1), Rows(from, row, 2), Rows(from, row, 3), to, toRow);
        Quarters(Rows(from + 4, row, 0), Rows(from + 4, row, 1), Rows(from + 4, row, 2), Rows(from + 4, row, 3), to + 4 * toRow, toRow);
    }

    /// <summary>Four cells of row i, and of row i + 4 above them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Rows(float* from, nint row, nint i) =>
        Vector256.Create(Vector128.Load(from + i * row), Vector128.Load(from + (i + 4) * row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, float* to, nint toRow)
    {
        Vector256<double> ab0 = Avx.UnpackLow(a, b).AsDouble(), ab1 = Avx.UnpackHigh(a, b).AsDouble();
        Vector256<double> cd0 = Avx.UnpackLow(c, d).AsDouble(), cd1 = Avx.UnpackHigh(c, d).AsDouble();
        Avx.UnpackLow(ab0, cd0).AsSingle().Store(to);
        Avx.UnpackHigh(ab0, cd0).AsSingle().Store(to + toRow);
        Avx.UnpackLow(ab1, cd1).AsSingle().Store(to + 2 * toRow);
        Avx.UnpackHigh(ab1, cd1).AsSingle().Store(to + 3 * toRow);
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
