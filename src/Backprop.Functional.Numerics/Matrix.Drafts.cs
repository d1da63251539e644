using System.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Numerics;

public sealed partial class Matrix
{
    /// <summary>
    /// Whether only one holds this matrix, who may write its successor into it. Before anybody else sees it, it is frozen.
    /// </summary>
    internal bool IsDraft { get; private set; }

    /// <summary>Cells that nobody has written yet.</summary>
    internal static Matrix Draft<T>(int rows, int columns) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (cells, first) = Lines.Allocate<T>(Area(rows, columns));
        return new(typeof(T) == typeof(double) ? Precision.Float64 : Precision.Float32, rows, columns, cells, first) { IsDraft = true };
    }

    /// <summary>The same in the array of a matrix that nobody is going to read again, if it is of this type and has room.</summary>
    internal static Matrix Draft(Precision precision, int rows, int columns, Matrix? donor)
    {
        return precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            donor is { cells: T[] given } && given.Length - donor.first >= Area(rows, columns)
                ? new(precision, rows, columns, given, donor.first) { IsDraft = true }
                : Draft<T>(rows, columns);
    }

    /// <summary>A draft of the same shape.</summary>
    internal Matrix Sketch() => Precision == Precision.Float64 ? Draft<double>(Rows, Columns) : Draft<float>(Rows, Columns);

    /// <summary>The gradient of one sample that nobody has asked for cell by cell so far; whoever does is given it.</summary>
    private OuterProduct? owed;

    /// <summary>A draft whose cells are a product, which is formed when they are read: y and delta stay as they are until then.</summary>
    internal void Owe(OuterProduct product) => owed = IsDraft ? product : throw new InvalidOperationException("only a draft is written");

    private void Pay()
    {
        var (y, delta, width) = owed!;
        owed = null;
        if (Precision == Precision.Float64) VectorProducts.Gradient(y.Cells<double>(), delta.Cells<double>(), Open<double>(), 1, Rows, Columns, width);
        else VectorProducts.Gradient(y.Cells<float>(), delta.Cells<float>(), Open<float>(), 1, Rows, Columns, width);
    }

    /// <summary>Whether it has this shape and type.</summary>
    internal bool Fits<T>(int rows, int columns) => (Rows, Columns) == (rows, columns) && cells is T[];

    /// <summary>The cells of a draft, to be written by a kernel.</summary>
    internal Span<T> Open<T>() where T : unmanaged
    {
        if (!IsDraft) throw new InvalidOperationException("only a draft is written");
        owed = null;
        return new((T[])cells, first, Count);
    }

    /// <summary>Some of the cells, from one on, as a matrix of their own.</summary>
    internal Matrix Part(int from, int rows, int columns)
    {
        var part = Precision == Precision.Float64 ? Draft<double>(rows, columns) : Draft<float>(rows, columns);
        Array.Copy(cells, first + from, part.cells, part.first, part.Count);
        part.Freeze();
        return part;
    }

    /// <summary>All cells of some matrices of one precision in a row, as a draft.</summary>
    internal static Matrix Joined(Precision precision, IReadOnlyList<Matrix> parts)
    {
        var count = 0;
        foreach (var part in parts) count += part.Count;
        var joined = precision == Precision.Float64 ? Draft<double>(1, count) : Draft<float>(1, count);
        var at = 0;
        foreach (var part in parts)
        {
            Array.Copy(part.cells, part.first, joined.cells, joined.first + at, part.Count);
            at += part.Count;
        }

        return joined;
    }

    /// <summary>Nobody writes into it any more.</summary>
    internal void Freeze()
    {
        if (owed is not null) Pay();
        IsDraft = false;
    }

    /// <summary>A step of a rule: the update, and as many memories as the rule has, all fresh.</summary>
    internal static (Matrix Dw, Matrix? A, Matrix? B, Matrix? C) WriteStep<T, F>(F formula, Matrix g, Matrix w, Matrix? a, Matrix? b, Matrix? c, Width width, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IStepFormula
    {
        var made = (Dw: Like<T>(g)!, A: Like<T>(a), B: Like<T>(b), C: Like<T>(c));
        Run<T, F>(formula, g, w, (a, b, c), made, width, threads);
        made.Dw.Freeze();
        made.A?.Freeze();
        made.B?.Freeze();
        made.C?.Freeze();
        return made;
    }

    /// <summary>The same, but what it writes are drafts: into the matrices given, where they are drafts themselves; else fresh ones.</summary>
    internal static (Matrix W, Matrix? A, Matrix? B, Matrix? C) Advance<T, F>(F formula, Matrix g, Matrix w, Matrix? a, Matrix? b, Matrix? c, Width width, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IStepFormula
    {
        var next = (W: Own<T>(w)!, A: Own<T>(a), B: Own<T>(b), C: Own<T>(c));
        Run<T, F>(formula, g, w, (a, b, c), next, width, threads);
        return next;
    }

    /// <summary>The same in drafts alone.</summary>
    internal static void Succeed<T, F>(F formula, Matrix g, Matrix w, Matrix? a, Matrix? b, Matrix? c, Width width, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IStepFormula
    {
        Span<T> first = a is null ? [] : a.Open<T>(), second = b is null ? [] : b.Open<T>(), third = c is null ? [] : c.Open<T>();
        var cells = w.Open<T>();
        if (g.owed is { } product) RankOne.Run(formula, product.Y.Cells<T>(), product.Delta.Cells<T>(), cells, new(cells, first, second, third), width, threads);
        else LiftStep.Run(formula, g.Cells<T>(), cells, new Slots<T>(first, second, third), new NewSlots<T>(cells, first, second, third), width, threads);
    }

    /// <summary>The same with the gradient of a small net.</summary>
    internal static void Learn<T, F>(SmallNet<T> net, F formula, Matrix w, Matrix? a, Matrix? b, Matrix? c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IStepFormula =>
        net.Learn(formula, w.Open<T>(), new([], a is null ? [] : a.Open<T>(), b is null ? [] : b.Open<T>(), c is null ? [] : c.Open<T>()));

    private static void Run<T, F>(F formula, Matrix g, Matrix w, (Matrix? A, Matrix? B, Matrix? C) from, (Matrix First, Matrix? A, Matrix? B, Matrix? C) to, Width width, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IStepFormula
    {
        LiftStep.Run(formula, g.Cells<T>(), w.Cells<T>(), new Slots<T>(Read(from.A), Read(from.B), Read(from.C)),
            new NewSlots<T>(to.First.Open<T>(), Write(to.A), Write(to.B), Write(to.C)), width, threads);

        static ReadOnlySpan<T> Read(Matrix? slot) => slot is null ? [] : slot.Cells<T>();
        static Span<T> Write(Matrix? slot) => slot is null ? [] : slot.Open<T>();
    }

    private static Matrix? Like<T>(Matrix? like) where T : unmanaged, IBinaryFloatingPointIeee754<T> => like is null ? null : Draft<T>(like.Rows, like.Columns);

    private static Matrix? Own<T>(Matrix? slot) where T : unmanaged, IBinaryFloatingPointIeee754<T> => slot is { IsDraft: true } ? slot : Like<T>(slot);
}
