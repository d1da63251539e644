using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// Products with fewer columns than a vector has lanes, but more than half: all columns are summed in one vector, whose other lanes hold numbers
/// that nobody reads. Each tile is summed beside c, and only its own cells are moved there.
/// </summary>
internal static unsafe class Ragged
{
    private const int Rows = 8;

    /// <summary>Whether one vector is filled by more than half.</summary>
    public static bool Fits<T, V, O>(in Factors<T> f)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V> =>
        f.Columns < O.Count && 2 * f.Columns > O.Count && f.Terms > 0 && !f.IsTurned;

    /// <summary>All sums. Where b is read in place, a vector reads on into the row below; the last row has none and is copied.</summary>
    /// <returns>The first column that is left: none.</returns>
    [SkipLocalsInit]
    public static nint Band<T, V, O>(in Factors<T> f, byte* memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        T* tile = stackalloc T[Rows * O.Count], last = stackalloc T[O.Count], bias = stackalloc T[O.Count];
        bool isInPlace = f.Panel == Panel.None, goesOn = f.StartRow != 0;
        nint terms = isInPlace ? f.Terms - 1 : f.Terms, bTerm = f.BTerm, width = O.Count;
        var b = f.B;
        if (isInPlace) Pad<T, V, O>(b + terms * bTerm, f.Columns, last);
        else
        {
            b = Panels.Aligned<T>(memory);
            bTerm = Pack<T, V, O>(f, last, b);
        }

        var start = goesOn ? tile : f.Start;
        if (f.StartColumn != 0 && !goesOn) Pad<T, V, O>(f.Start, f.Columns, start = bias);
        nint height;
        for (nint i = 0; i < f.Rows; i += height)
        {
            height = Tiles<T, V, O>.Height(f.Rows - i, Rows);
            T* a = f.A + i * f.ARow, c = f.C + i * f.CRow;
            if (goesOn) Move<T, V, O>(c, f.CRow, f.Columns, height, tile, width);
            Tiles<T, V, O>.Tile((int)height, a, f.ARow, f.ATerm, b, bTerm, 0, start, goesOn ? width : 0, tile, width, terms);
            if (isInPlace) Tiles<T, V, O>.Tile((int)height, a + terms * f.ATerm, f.ARow, f.ATerm, last, 0, 0, tile, width, tile, width, 1);
            Move<T, V, O>(tile, width, f.Columns, height, c, f.CRow);
        }

        return f.Columns;
    }

    /// <returns>From one packed term to the next.</returns>
    private static nint Pack<T, V, O>(in Factors<T> f, T* last, T* packed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        if (f.Panel == Panel.Transposed)
        {
            new Span<T>(packed, (int)f.Terms * O.Count).Clear();
            Transposition.Run(f.B, f.BColumn, f.Columns, f.Terms, packed, O.Count);
            return O.Count;
        }

        Panels.Pack<T, V, O>(f.Panel, f.B, f.BTerm, f.BColumn, f.Terms - 1, 0, packed);
        Pad<T, V, O>(f.B + (f.Terms - 1) * f.BTerm, f.Columns, last);
        return Panels.Pack<T, V, O>(f.Panel, last, 0, f.BColumn, 1, 0, packed + (f.Terms - 1) * O.Count);
    }

    /// <summary>Some cells and zeros.</summary>
    private static void Pad<T, V, O>(T* cells, nint columns, T* padded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        O.Store(O.All(T.Zero), padded);
        Move<T, V, O>(cells, 0, columns, 1, padded, 0);
    }

    /// <summary>Copies rows of more than half a vector and less than one, as two halves that overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move<T, V, O>(T* from, nint fromRow, nint columns, nint rows, T* to, nint toRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        nint second = columns - O.Count / 2;
        for (nint i = 0; i < rows; i++, from += fromRow, to += toRow)
        {
            Half<T, V, O>(from, to);
            Half<T, V, O>(from + second, to + second);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half<T, V, O>(T* from, T* to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        var bytes = O.Count / 2 * sizeof(T);
        if (bytes == 32) Vector256.Load((byte*)from).Store((byte*)to);
        else if (bytes == 16) Vector128.Load((byte*)from).Store((byte*)to);
        else *(ulong*)to = *(ulong*)from;
    }
}
