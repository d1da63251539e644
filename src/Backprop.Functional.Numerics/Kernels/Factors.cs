using System.Numerics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// c = start + a b: where the cells lie. a_ik is A[i ARow + k ATerm], b_kj is B[k BTerm + j BColumn], c_ij is C[i CRow + j], or turned
/// C[i + j CRow].
/// </summary>
internal readonly unsafe ref struct Factors<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public required T* A { get; init; }

    public required nint ARow { get; init; }

    public required nint ATerm { get; init; }

    public required T* B { get; init; }

    public required nint BTerm { get; init; }

    public required nint BColumn { get; init; }

    public required Panel Panel { get; init; }

    /// <summary>Where the chains start: one number for each column, or for each row where c is turned; if there is nothing here, all start at the same.</summary>
    public T* Start { get; init; }

    public nint StartRow { get; init; }

    public nint StartColumn { get; init; }

    public required T* C { get; init; }

    public required nint CRow { get; init; }

    public bool IsTurned { get; init; }

    /// <summary>Whether a is to be read with its signs flipped, a term behind the other.</summary>
    public bool IsFlipped { get; init; }

    public required nint Rows { get; init; }

    public required nint Columns { get; init; }

    public required nint Terms { get; init; }

    /// <summary>The gradient of one sample: all sums have one term and the same start.</summary>
    public bool IsOuter => Terms == 1 && StartColumn == 0 && Panel == Panel.Flipped;

    /// <summary>Whether the cells of a term lie side by side, row by row, as the samples of a gradient do; else the terms of a row do.</summary>
    public bool HasRowsSideBySide => ARow == 1;

    /// <summary>Some of the terms: the first take the start, the others go on from c.</summary>
    public Factors<T> Block(nint term, nint terms, T* starts) => new()
    {
        A = A + term * ATerm, ARow = ARow, ATerm = ATerm,
        B = B + term * BTerm, BTerm = BTerm, BColumn = BColumn, Panel = Panel,
        Start = term > 0 ? C : Start == null ? starts : Start, StartRow = term > 0 ? CRow : 0, StartColumn = term > 0 || Start != null ? 1 : 0,
        C = C, CRow = CRow, IsTurned = IsTurned, IsFlipped = IsFlipped, Rows = Rows, Columns = Columns, Terms = terms,
    };

    /// <summary>Some rows of the result.</summary>
    public Factors<T> SomeRows(nint row, nint rows) => new()
    {
        A = A + row * ARow, ARow = ARow, ATerm = ATerm,
        B = B, BTerm = BTerm, BColumn = BColumn, Panel = Panel, Start = Start == null || !IsTurned ? Start : Start + row,
        C = C + row * (IsTurned ? 1 : CRow), CRow = CRow, IsTurned = IsTurned, IsFlipped = IsFlipped, Rows = rows, Columns = Columns, Terms = Terms,
    };

    /// <summary>Some columns of the result.</summary>
    public Factors<T> SomeColumns(nint column, nint columns) => new()
    {
        A = A, ARow = ARow, ATerm = ATerm,
        B = B + column * BColumn, BTerm = BTerm, BColumn = BColumn, Panel = Panel, Start = Start == null || IsTurned ? Start : Start + column,
        C = C + column * (IsTurned ? CRow : 1), CRow = CRow, IsTurned = IsTurned, IsFlipped = IsFlipped, Rows = Rows, Columns = columns, Terms = Terms,
    };

    /// <summary>The same sums from b^T a^T.</summary>
    public Factors<T> Turned() => new()
    {
        A = B, ARow = BColumn, ATerm = BTerm, IsFlipped = Panel == Panel.Flipped,
        B = A, BTerm = ATerm, BColumn = ARow, Panel = ARow == 1 ? Panel.None : Panel.Transposed,
        Start = Start, C = C, CRow = CRow, IsTurned = true, Rows = Columns, Columns = Rows, Terms = Terms,
    };

    /// <summary>The same sums with b copied to panels wherever it is read.</summary>
    public Factors<T> OnPanels() => Panel != Panel.None ? this : new()
    {
        A = A, ARow = ARow, ATerm = ATerm, B = B, BTerm = BTerm, BColumn = BColumn, Panel = Panel.Copied,
        Start = Start, StartRow = StartRow, StartColumn = StartColumn,
        C = C, CRow = CRow, IsTurned = IsTurned, IsFlipped = IsFlipped, Rows = Rows, Columns = Columns, Terms = Terms,
    };

    /// <summary>The same sums with a copied to memory, its signs flipped. Its rows lie side by side.</summary>
    public Factors<T> Flipped(T* memory)
    {
        Panels.Flip(A, (Terms - 1) * ATerm + Rows, memory);
        return From(memory, ATerm);
    }

    /// <summary>The same sums with a copied to a strip.</summary>
    public Factors<T> Copied(T* strip) => From(strip, Strips.Copy(this, strip));

    private Factors<T> From(T* a, nint aTerm) => new()
    {
        A = a, ARow = ARow, ATerm = aTerm, B = B, BTerm = BTerm, BColumn = BColumn, Panel = Panel,
        Start = Start, StartRow = StartRow, StartColumn = StartColumn,
        C = C, CRow = CRow, IsTurned = IsTurned, Rows = Rows, Columns = Columns, Terms = Terms,
    };
}
