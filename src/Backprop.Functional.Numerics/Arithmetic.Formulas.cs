using System.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Numerics;

public sealed partial class Arithmetic
{
    /// <summary>A formula for one cell, carried out on all cells of up to three matrices of one shape.</summary>
    internal Matrix Lift<F>(F formula, Matrix a, Matrix? b = null, Matrix? c = null) where F : struct, IFormula
    {
        Require(b is null || (b.Rows, b.Columns) == (a.Rows, a.Columns), a, b);
        Require(c is null || (c.Rows, c.Columns) == (a.Rows, a.Columns), a, c);
        var made = a.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();
        recording?.Add(formula, a, b, c, made);
        return made;

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var isTurned = succession is not null && a.IsDraft;
            var y = isTurned ? a : Begin<T>(a.Rows, a.Columns);
            Kernels.Lift.Run(formula, a.Cells<T>(), (b ?? a).Cells<T>(), (c ?? a).Cells<T>(), y.Open<T>(), width, threads);
            return isTurned ? y : End(y);
        }
    }

    /// <summary>The formula of a rule, carried out on all cells of a tensor with its gradient and its memories.</summary>
    internal (Matrix Dw, Matrix? A, Matrix? B, Matrix? C) Step<F>(F formula, Matrix g, Matrix w, Matrix? a, Matrix? b, Matrix? c) where F : struct, IStepFormula
    {
        Require((g.Rows, g.Columns) == (w.Rows, w.Columns), g, w);
        if (succession is { } succeeding)
        {
            var advance = new Advance<F>(formula, succeeding.Decay);
            return g.Precision == Precision.Float64
                ? Matrix.Advance<double, Advance<F>>(advance, g, w, a, b, c, width, threads)
                : Matrix.Advance<float, Advance<F>>(advance, g, w, a, b, c, width, threads);
        }

        var stepped = g.Precision == Precision.Float64
            ? Matrix.WriteStep<double, F>(formula, g, w, a, b, c, width, threads)
            : Matrix.WriteStep<float, F>(formula, g, w, a, b, c, width, threads);
        recording?.Add(formula, g, w, a, b, c, stepped);
        return stepped;
    }

    /// <summary>The same with w + dw in the place of w, and the new memories in those of the old: all of them are drafts.</summary>
    internal void Succeed<F>(F formula, Matrix g, Matrix w, Matrix? a, Matrix? b, Matrix? c) where F : struct, IStepFormula
    {
        if (g.Rows != w.Rows || g.Columns != w.Columns || g.Precision != w.Precision) Require(false, g, w);
        var advance = new Advance<F>(formula, succession?.Decay);
        if (succession?.Wide is { } wide) Matrix.Learn(wide, advance, w, a, b, c);
        else if (succession?.Narrow is { } narrow) Matrix.Learn(narrow, advance, w, a, b, c);
        else if (g.Precision == Precision.Float64) Matrix.Succeed<double, Advance<F>>(advance, g, w, a, b, c, width, threads);
        else Matrix.Succeed<float, Advance<F>>(advance, g, w, a, b, c, width, threads);
    }

    /// <summary>
    /// sum - w_p t_pk (v_pk - m_p - log S_p), row by row, with the maximum m_p of a row and S_p = sum_k e^(v_pk - m_p): E of softmax outputs from
    /// their net inputs. A target of 0 adds nothing (pin 7).
    /// </summary>
    internal double AddSoftmaxError(double sum, Matrix v, Matrix t, Matrix? weights)
    {
        Require((v.Rows, v.Columns) == (t.Rows, t.Columns), v, t);
        return v.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        double Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var parts = Begin<double>(v.Rows, 2);
            Kernels.Softmax.LogSumExp(v.Cells<T>(), parts.Open<double>(), v.Columns, width);
            for (var p = 0; p < v.Rows; p++)
                sum = Kernels.Softmax.AddError(sum, v.Cells<T>().Slice(p * v.Columns, v.Columns), t.Cells<T>().Slice(p * v.Columns, v.Columns), parts[p, 0], parts[p, 1], weights?.At(p));
            End(parts);
            return sum;
        }
    }

    /// <summary>1/(1 - p), rounded once, where u &gt;= p, else +0; u of cell k is draw k of the key: which units dropout lets stay.</summary>
    internal Matrix Mask(Precision precision, int rows, int columns, Key key, double p)
    {
        return precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var made = Begin<T>(rows, columns);
            DropoutMask.Fill(key, p, made.Open<T>(), width, threads);
            return End(made);
        }
    }

    /// <summary>
    /// The global norm of several tensors, sqrt of the sum of squares in double (pin 11): in each tensor eight chains of fused multiply-adds,
    /// cell i to chain i mod 8, added as a tree; then tensor by tensor.
    /// </summary>
    public double Norm(IEnumerable<Matrix> tensors)
    {
        var sum = 0.0;
        foreach (var tensor in tensors) sum += SumOfSquares(tensor);
        return Math.Sqrt(sum);
    }

    internal static double SumOfSquares(Matrix tensor) =>
        tensor.Precision == Precision.Float64 ? Reductions.SumOfSquares(tensor.Cells<double>()) : Reductions.SumOfSquares(tensor.Cells<float>());
}
