using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Backprop.Functional.Numerics;

/// <summary>
/// An immutable table of numbers, row by row. A vector is a matrix of one row, a single number (a tied bias) a matrix of 1 x 1.
/// </summary>
/// <remarks>
/// Two matrices are equal when precision, shape and bits are: +0 differs from -0, and every NaN equals every NaN.
/// The cells are written once, in this assembly, before anybody sees the matrix.
/// </remarks>
[SuppressMessage("Naming", "CA1724", Justification = "The word of the field")]
public sealed partial class Matrix : IEquatable<Matrix>
{
    private readonly Array cells;
    private readonly int first;

    private Matrix(Precision precision, int rows, int columns, Array cells, int first = 0) =>
        (Precision, Rows, Columns, this.cells, this.first) = (precision, rows, columns, cells, first);

    /// <summary>The format of the cells.</summary>
    public Precision Precision { get; }

    /// <summary>How many rows.</summary>
    public int Rows { get; }

    /// <summary>How many columns.</summary>
    public int Columns { get; }

    /// <summary>The number of cells.</summary>
    public int Count => Rows * Columns;

    /// <summary>One cell, counted from 0; a Float32 cell is widened, which is exact.</summary>
    public double this[int row, int column] =>
        (uint)row < (uint)Rows && (uint)column < (uint)Columns
            ? At(row * Columns + column)
            : throw new ArgumentOutOfRangeException(nameof(row), $"cell [{row},{column}] of a {Rows} x {Columns} matrix");

    /// <summary>A matrix of these cells, given row by row; Float32 rounds each once.</summary>
    /// <exception cref="ArgumentException">The number of cells is not rows x columns, or these are negative.</exception>
    public static Matrix From(Precision precision, int rows, int columns, ReadOnlySpan<double> cells)
    {
        if (cells.Length != Area(rows, columns))
            throw new ArgumentException($"{cells.Length} cells do not fill {rows} x {columns}", nameof(cells));
        if (precision == Precision.Float64) return new(precision, rows, columns, cells.ToArray());
        var narrow = GC.AllocateUninitializedArray<float>(cells.Length);
        for (var i = 0; i < narrow.Length; i++) narrow[i] = (float)cells[i];
        return new(precision, rows, columns, narrow);
    }

    /// <summary>How many cells a matrix has. The product of two numbers may go round, and come out as one that looks right.</summary>
    private static int Area(int rows, int columns) =>
        rows >= 0 && columns >= 0 && (long)rows * columns <= Array.MaxLength
            ? rows * columns
            : throw new ArgumentOutOfRangeException(nameof(rows), $"{rows} x {columns} is no matrix: it has from 0 to {Array.MaxLength} cells");

    /// <summary>A matrix of zeros (+0).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The shape is negative, or has more cells than an array holds.</exception>
    public static Matrix Zero(Precision precision, int rows, int columns) =>
        precision == Precision.Float64
            ? new(precision, rows, columns, new double[Area(rows, columns)])
            : new(precision, rows, columns, new float[Area(rows, columns)]);

    /// <summary>A matrix whose cells are all the same number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The shape is negative, or has more cells than an array holds.</exception>
    public static Matrix Constant(Precision precision, int rows, int columns, double value) =>
        Build(precision, rows, columns, value, static (v, _) => v);

    /// <summary>A matrix of 1 x 1.</summary>
    public static Matrix Scalar(Precision precision, double value) => Constant(precision, 1, 1, value);

    /// <summary>A matrix whose cell k, counted row by row, is a function of k, rounded once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The shape is negative, or has more cells than an array holds.</exception>
    public static Matrix Build<S>(Precision precision, int rows, int columns, S source, Func<S, int, double> cell)
    {
        if (precision == Precision.Float64)
        {
            var wide = GC.AllocateUninitializedArray<double>(Area(rows, columns));
            for (var k = 0; k < wide.Length; k++) wide[k] = cell(source, k);
            return new(precision, rows, columns, wide);
        }

        var narrow = GC.AllocateUninitializedArray<float>(Area(rows, columns));
        for (var k = 0; k < narrow.Length; k++) narrow[k] = (float)cell(source, k);
        return new(precision, rows, columns, narrow);
    }

    /// <summary>The same numbers in another precision; narrowing rounds each once.</summary>
    public Matrix To(Precision precision) =>
        precision == Precision ? this : Build(precision, Rows, Columns, this, static (m, k) => m.At(k));

    /// <summary>Whether no cell is NaN or infinite.</summary>
    public bool IsFinite => Precision == Precision.Float64 ? AllFinite(Cells<double>()) : AllFinite(Cells<float>());

    private static bool AllFinite<T>(ReadOnlySpan<T> cells) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var cell in cells)
            if (!T.IsFinite(cell)) return false;
        return true;
    }

    /// <summary>Cell k, counted row by row.</summary>
    internal double At(int k)
    {
        if (owed is not null) Pay();
        return Precision == Precision.Float64 ? Unsafe.As<double[]>(cells)[first + k] : Unsafe.As<float[]>(cells)[first + k];
    }

    /// <summary>The cells, to be read by a kernel; T is the type of the precision.</summary>
    internal ReadOnlySpan<T> Cells<T>() where T : unmanaged
    {
        if (cells is not T[] typed) throw new InvalidOperationException($"a {Precision} matrix read as {typeof(T).Name}");
        if (owed is not null) Pay();
        return new(typed, first, Count);
    }

    /// <summary>A fresh array, filled by a kernel, then frozen.</summary>
    internal static Matrix Write<T, S>(int rows, int columns, S source, Fill<T, S> fill)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where S : allows ref struct
    {
        var made = Draft<T>(rows, columns);
        fill(source, made.Open<T>());
        made.Freeze();
        return made;
    }

    internal delegate void Fill<T, in S>(S source, Span<T> cells) where S : allows ref struct;

    /// <inheritdoc/>
    public bool Equals(Matrix? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || (Precision, Rows, Columns) != (other.Precision, other.Rows, other.Columns)) return false;
        return Precision == Precision.Float64
            ? SameBits<double, ulong>(Cells<double>(), other.Cells<double>())
            : SameBits<float, uint>(Cells<float>(), other.Cells<float>());
    }

    private static bool SameBits<T, B>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where B : unmanaged, IEquatable<B>
    {
        var x = MemoryMarshal.Cast<T, B>(a);
        var y = MemoryMarshal.Cast<T, B>(b);
        if (x.SequenceEqual(y)) return true;
        for (var i = 0; i < x.Length; i++)
            if (!x[i].Equals(y[i]) && !(T.IsNaN(a[i]) && T.IsNaN(b[i]))) return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Matrix);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Precision);
        hash.Add(Rows);
        hash.Add(Columns);
        for (var k = 0; k < Count; k++) hash.Add(At(k) is var x && double.IsNaN(x) ? -1L : BitConverter.DoubleToInt64Bits(At(k)));
        return hash.ToHashCode();
    }

    /// <summary>Shape and hash: a text that differs whenever a bit does.</summary>
    public override string ToString() => $"{Rows} x {Columns} {Precision} sha256 {Sha256}";
}
