using System.Numerics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// Rows of the first factor, four at a time, without the terms in which all four are zero: of handwritten digits more than half. What is left of
/// a block of terms lies side by side, and beside it the numbers of the terms within the block.
/// </summary>
internal readonly unsafe struct SparseRows<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Terms of a block: their part of the second factor stays in the nearest cache.</summary>
    private const int MostTerms = 512;

    private const int Alignment = 64;

    private readonly T* cells;
    private readonly ushort* numbers;
    private readonly int* live;
    private readonly nint terms, blocks;

    /// <summary>Room for the rows of a product, in memory of so many <see cref="Bytes"/>.</summary>
    public SparseRows(in Factors<T> f, byte* memory)
    {
        (terms, Groups) = (f.Terms, f.Rows / SparsePacking.Height);
        blocks = (terms + MostTerms - 1) / MostTerms;
        Block = (terms + blocks - 1) / blocks;
        cells = Panels.Aligned<T>(memory);
        live = (int*)(cells + Groups * SparsePacking.Height * terms);
        numbers = (ushort*)(live + Groups * blocks);
    }

    /// <summary>Whole groups of four rows; up to three rows are left.</summary>
    public nint Groups { get; }

    /// <summary>How many terms a block has; the last may have less.</summary>
    public nint Block { get; }

    public static nint Bytes(nint rows, nint terms) =>
        rows / SparsePacking.Height * (terms * (SparsePacking.Height * sizeof(T) + sizeof(ushort)) + (terms / MostTerms + 1) * sizeof(int)) + Alignment;

    /// <summary>Fills some groups from one on; where rows lie side by side, at least as many as a strip has.</summary>
    public void Pack(in Factors<T> f, nint from, nint groups)
    {
        for (nint block = 0; block < blocks; block++)
        {
            nint term = block * Block, some = Math.Min(Block, terms - term);
            var a = f.A + from * SparsePacking.Height * f.ARow + term * f.ATerm;
            var at = from * terms + term;
            SparsePacking.Run(a, f.ARow, f.ATerm, groups, some, cells + at * SparsePacking.Height, numbers + at, terms, live + from * blocks + block, blocks);
        }
    }

    /// <summary>How many terms are left for a group, of the block that begins at a term.</summary>
    public nint Live(nint group, nint term) => live[group * blocks + term / Block];

    /// <summary>Four cells a term, one of each row, of the block that begins at a term.</summary>
    public T* Cells(nint group, nint term) => cells + (group * terms + term) * SparsePacking.Height;

    /// <summary>Which terms of the block they are.</summary>
    public ushort* Numbers(nint group, nint term) => numbers + group * terms + term;
}
