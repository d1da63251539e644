using System.Numerics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// Remembers which formula made a matrix of which others, so that every cell can tell how it came about. What is not known was given.
/// A matrix is known by its reference.
/// </summary>
internal sealed class Recording
{
    private readonly Dictionary<Matrix, Func<int, Term>> made = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Matrix, int), Term> told = new(new ByReference());

    /// <summary>How a cell came about; the same term whenever it is asked.</summary>
    public Term Of(Matrix matrix, int cell)
    {
        if (told.TryGetValue((matrix, cell), out var known)) return known;
        return told[(matrix, cell)] = made.TryGetValue(matrix, out var make) ? make(cell) : new Term.Cell(told.Count, matrix.At(cell));
    }

    /// <summary>y = formula(a, b, c), cell by cell.</summary>
    public void Add<F>(F formula, Matrix a, Matrix? b, Matrix? c, Matrix y) where F : struct, IFormula
    {
        if (y.Precision == Precision.Float64) Typed<double>();
        else Typed<float>();

        void Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            made[y] = cell => formula.At(Lane<T>(a, cell), Lane<T>(b, cell), Lane<T>(c, cell)).Term;
    }

    /// <summary>A rule's step on one tensor: its update and its memories, which share their terms.</summary>
    public void Add<F>(F formula, Matrix g, Matrix w, Matrix? a, Matrix? b, Matrix? c, (Matrix Dw, Matrix? A, Matrix? B, Matrix? C) stepped) where F : struct, IStepFormula
    {
        if (g.Precision == Precision.Float64) Typed<double>();
        else Typed<float>();

        void Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            made[stepped.Dw] = cell => Tell(cell).Dw;
            if (stepped.A is { } nextA) made[nextA] = cell => Tell(cell).A;
            if (stepped.B is { } nextB) made[nextB] = cell => Tell(cell).B;
            if (stepped.C is { } nextC) made[nextC] = cell => Tell(cell).C;

            (Term Dw, Term A, Term B, Term C) Tell(int cell)
            {
                var told = formula.At(Lane<T>(g, cell), Lane<T>(w, cell), Lane<T>(a, cell), Lane<T>(b, cell), Lane<T>(c, cell));
                return (told.Dw.Term, told.A.Term, told.B.Term, told.C.Term);
            }
        }
    }

    private ToldLane<T> Lane<T>(Matrix? matrix, int cell) where T : unmanaged, IBinaryFloatingPointIeee754<T> => matrix is null ? default : new(Of(matrix, cell));

    private sealed class ByReference : IEqualityComparer<(Matrix Matrix, int Cell)>
    {
        public bool Equals((Matrix Matrix, int Cell) x, (Matrix Matrix, int Cell) y) => ReferenceEquals(x.Matrix, y.Matrix) && x.Cell == y.Cell;

        public int GetHashCode((Matrix Matrix, int Cell) key) => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Matrix), key.Cell);
    }
}
