using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// The three products of back-propagation in vectors, with the bits of <see cref="PlainProducts"/>: lanes run across the cells of a row,
/// and every cell remains one chain in the order of the sigma.
/// </summary>
/// <remarks>
/// All three are c += a b with other strides. Terms are taken in blocks, between which the cells rest in c, and columns in bands of one or
/// two vectors, so that the part of b in use stays in the first cache; what a wide vector leaves over goes to the next narrower one.
/// </remarks>
internal static unsafe class VectorProducts
{
    /// <summary>From this many rows on, a copied panel of b is read often enough to pay.</summary>
    private const int RowsWorthCopying = 64;

    /// <inheritdoc cref="PlainProducts.Affine"/>
    public static void Affine<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> w, ReadOnlySpan<T> bias, Span<T> v, int rows, int inputs, int outputs, Width width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(y, rows, inputs);
        Require(w, inputs, outputs);
        Require<T>(v, rows, outputs);
        if (bias.Length > 1) Require(bias, 1, outputs);
        if (!Fma.IsHardware)
        {
            PlainProducts.Affine(y, w, bias, v, rows, inputs, outputs);
            return;
        }

        if (bias.IsEmpty) v.Clear();
        else if (bias.Length == 1) v.Fill(bias[0]);
        else for (var p = 0; p < rows; p++) bias.CopyTo(v[(p * outputs)..]);
        fixed (T* a = y, b = w, c = v)
        {
            Accumulate(new Factors<T>
            {
                A = a, ARow = inputs, ATerm = 1,
                B = b, BTerm = outputs, BColumn = 1, Panel = rows >= RowsWorthCopying ? Panel.Copied : Panel.None,
                C = c, Rows = rows, Columns = outputs, Terms = inputs,
            }, width);
        }
    }

    /// <inheritdoc cref="PlainProducts.BackProject"/>
    public static void BackProject<T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> w, Span<T> s, int rows, int inputs, int outputs, Width width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(delta, rows, outputs);
        Require(w, inputs, outputs);
        Require<T>(s, rows, inputs);
        if (!Fma.IsHardware)
        {
            PlainProducts.BackProject(delta, w, s, rows, inputs, outputs);
            return;
        }

        s.Clear();
        fixed (T* a = delta, b = w, c = s)
        {
            Accumulate(new Factors<T>
            {
                A = a, ARow = outputs, ATerm = 1,
                B = b, BTerm = 1, BColumn = outputs, Panel = Panel.Transposed,
                C = c, Rows = rows, Columns = inputs, Terms = outputs,
            }, width);
        }
    }

    /// <inheritdoc cref="PlainProducts.Gradient"/>
    public static void Gradient<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> delta, Span<T> g, int rows, int inputs, int outputs, Width width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(y, rows, inputs);
        Require(delta, rows, outputs);
        Require<T>(g, inputs, outputs);
        if (!Fma.IsHardware)
        {
            PlainProducts.Gradient(y, delta, g, rows, inputs, outputs);
            return;
        }

        g.Clear();
        fixed (T* a = y, b = delta, c = g)
        {
            Accumulate(new Factors<T>
            {
                A = a, ARow = 1, ATerm = inputs,
                B = b, BTerm = outputs, BColumn = 1, Panel = Panel.Flipped,
                C = c, Rows = inputs, Columns = outputs, Terms = rows,
            }, width);
        }
    }

    private static void Accumulate<T>(in Factors<T> f, Width width) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (f.Rows == 0 || f.Columns == 0) return;
        for (nint term = 0; term < f.Terms; term += Panels.Terms)
        {
            var block = f.From(term, Math.Min(Panels.Terms, f.Terms - term));
            nint j = 0;
            if (width >= Width.V512) j = Bands<T, Vector512<T>, Of512<T>>(block, j);
            if (width >= Width.V256) j = Bands<T, Vector256<T>, Of256<T>>(block, j);
            if (width >= Width.V128) j = Bands<T, Vector128<T>, Of128<T>>(block, j);
            Bands<T, T, Of1<T>>(block, j);
        }
    }

    /// <summary>Columns from j on, as long as they fill a vector.</summary>
    /// <returns>The first column that is left.</returns>
    private static nint Bands<T, V, O>(in Factors<T> f, nint j)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        if (f.Rows == 1 && f.Panel == Panel.None)
            for (; f.Columns - j >= 8 * O.Count; j += 8 * O.Count)
                Tiles<T, V, O>.Tile1x8(f.A, f.ATerm, f.B + j, f.BTerm, f.C + j, f.Terms);
        for (; f.Columns - j >= 2 * O.Count; j += 2 * O.Count) Band<T, V, O>(f, j, 2);
        for (; f.Columns - j >= O.Count; j += O.Count) Band<T, V, O>(f, j, 1);
        return j;
    }

    [SkipLocalsInit]
    private static void Band<T, V, O>(in Factors<T> f, nint j, int vectors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct
        where O : struct, IVector<T, V>
    {
        var b = f.B + j * f.BColumn;
        if (f.Panel == Panel.None)
        {
            Tiles<T, V, O>.Column(vectors, f.A, f.ARow, f.ATerm, b, f.BTerm, f.C + j, f.Columns, f.Rows, f.Terms);
            return;
        }

        var memory = stackalloc byte[Panels.Bytes];
        var panel = Panels.Aligned<T>(memory);
        Panels.Pack<T, V, O>(f.Panel, b, f.BTerm, f.BColumn, f.Terms, vectors, panel);
        Tiles<T, V, O>.Column(vectors, f.A, f.ARow, f.ATerm, panel, vectors * O.Count, f.C + j, f.Columns, f.Rows, f.Terms);
    }

    private static void Require<T>(ReadOnlySpan<T> cells, int rows, int columns, [CallerMemberName] string product = "")
    {
        if (cells.Length != (long)rows * columns) throw new ArgumentException($"{product}: {cells.Length} cells are not {rows} x {columns}");
    }

    /// <summary>c += a b: where the cells lie. a_ik is A[i ARow + k ATerm], b_kj is B[k BTerm + j BColumn], c_ij is C[i Columns + j].</summary>
    private readonly ref struct Factors<T> where T : unmanaged
    {
        public required T* A { get; init; }

        public required nint ARow { get; init; }

        public required nint ATerm { get; init; }

        public required T* B { get; init; }

        public required nint BTerm { get; init; }

        public required nint BColumn { get; init; }

        public required Panel Panel { get; init; }

        public required T* C { get; init; }

        public required nint Rows { get; init; }

        public required nint Columns { get; init; }

        public required nint Terms { get; init; }

        /// <summary>The same product with some of its terms only.</summary>
        public Factors<T> From(nint term, nint terms) => new()
        {
            A = A + term * ATerm, ARow = ARow, ATerm = ATerm,
            B = B + term * BTerm, BTerm = BTerm, BColumn = BColumn, Panel = Panel,
            C = C, Rows = Rows, Columns = Columns, Terms = terms,
        };
    }
}
