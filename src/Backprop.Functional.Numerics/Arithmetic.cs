using System.Numerics;
using System.Runtime.CompilerServices;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Numerics;

/// <summary>
/// How the operations on matrices are carried out. Whichever is chosen, every bit of every result is the same:
/// <see cref="Plain"/> can be read next to the lecture, <see cref="Fast"/> uses the CPU's vectors.
/// </summary>
public sealed class Arithmetic
{
    private readonly Width width;
    private readonly Recording? recording;
    private readonly Tape? tape;
    private readonly Succession? succession;

    private Arithmetic(Width width, Recording? recording = null, Tape? tape = null, Succession? succession = null) =>
        (this.width, this.recording, this.tape, this.succession) = (width, recording, tape, succession);

    /// <summary>The textbook loops, one cell at a time: the definition.</summary>
    public static Arithmetic Plain => SelfCheck.Require(Textbook, SelfCheck.Fault);

    /// <summary>The widest vectors that this CPU has.</summary>
    public static Arithmetic Fast => SelfCheck.Require(Widest, SelfCheck.Fault);

    private static readonly Arithmetic Textbook = new(Width.Scalar), Widest = new(Widths.Best);

    /// <summary>Vectors of a given width, to compare it with the others.</summary>
    internal static Arithmetic Of(Width width) => new(width);

    /// <summary>The textbook loops, which also remember the formulas of updates.</summary>
    internal static Arithmetic Telling(Recording recording) => new(Width.Scalar, recording);

    /// <summary>The same operations, whose results lie where they lay the last time.</summary>
    internal Arithmetic Repeating(Tape again) => new(width, null, again);

    /// <summary>
    /// The same operations for one who has done with what he gives: <see cref="Lift{F}"/> turns a draft in place, and <see cref="Step{F}"/> gives
    /// w + dw where dw stands, in the places of w and of the memories where they are drafts.
    /// </summary>
    /// <param name="decay">eta lambda of the decoupled decay, if there is one.</param>
    internal Arithmetic Succeeding(double? decay = null) => decay is null && succession == Succession.WithoutDecay ? this : new(width, null, null, new(decay));

    /// <summary>Whether it puts the successor in the place of what it is made of.</summary>
    internal bool Succeeds => succession is not null;

    /// <summary>v = y W + b: the net inputs of a layer (rows x outputs).</summary>
    /// <param name="y">Outputs of the layer before, a sample a row (rows x inputs).</param>
    /// <param name="w">Weights, from input (row) to output (column).</param>
    /// <param name="bias">None, one for the layer (1 x 1), or one a neuron (1 x outputs).</param>
    public Matrix Affine(Matrix y, Matrix w, Matrix? bias)
    {
        Require(y.Columns == w.Rows, y, w);
        Require(bias is null || bias.Count == 1 || (bias.Rows == 1 && bias.Columns == w.Columns), w, bias);
        return y.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Write<T, (Matrix y, Matrix w, Matrix? bias, Width width)>(y.Rows, w.Columns, (y, w, bias, width), static (s, v) =>
            {
                var b = s.bias is null ? [] : s.bias.Cells<T>();
                if (s.width == Width.Scalar) PlainProducts.Affine(s.y.Cells<T>(), s.w.Cells<T>(), b, v, s.y.Rows, s.w.Rows, s.w.Columns);
                else VectorProducts.Affine(s.y.Cells<T>(), s.w.Cells<T>(), b, v, s.y.Rows, s.w.Rows, s.w.Columns, s.width);
            });
    }

    /// <summary>delta W^T: the error signal that comes back through the weights (rows x inputs).</summary>
    public Matrix BackProject(Matrix delta, Matrix w)
    {
        Require(delta.Columns == w.Columns, delta, w);
        return delta.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Write<T, (Matrix d, Matrix w, Width width)>(delta.Rows, w.Rows, (delta, w, width), static (s, signal) =>
            {
                if (s.width == Width.Scalar) PlainProducts.BackProject(s.d.Cells<T>(), s.w.Cells<T>(), signal, s.d.Rows, s.w.Rows, s.w.Columns);
                else VectorProducts.BackProject(s.d.Cells<T>(), s.w.Cells<T>(), signal, s.d.Rows, s.w.Rows, s.w.Columns, s.width);
            });
    }

    /// <summary>dE/dW = -(y^T delta), summed over the samples (inputs x outputs).</summary>
    public Matrix Gradient(Matrix y, Matrix delta)
    {
        Require(y.Rows == delta.Rows, y, delta);
        return y.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Write<T, (Matrix y, Matrix d, Width width)>(y.Columns, delta.Columns, (y, delta, width), static (s, g) =>
            {
                if (s.width == Width.Scalar) PlainProducts.Gradient(s.y.Cells<T>(), s.d.Cells<T>(), g, s.y.Rows, s.y.Columns, s.d.Columns);
                else VectorProducts.Gradient(s.y.Cells<T>(), s.d.Cells<T>(), g, s.y.Rows, s.y.Columns, s.d.Columns, s.width);
            });
    }

    /// <summary>dE/db of each neuron: minus delta, summed over the samples (1 x outputs).</summary>
    public Matrix BiasGradient(Matrix delta)
    {
        return delta.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Write<T, Matrix>(1, delta.Columns, delta, static (d, g) => Reductions.NegatedColumnSums(d.Cells<T>(), g, d.Rows, d.Columns));
    }

    /// <summary>The sum of all cells, in order (1 x 1): what a bias that is shared by a layer collects from its neurons.</summary>
    public Matrix Sum(Matrix cells)
    {
        return cells.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Write<T, Matrix>(1, 1, cells, static (m, sum) => sum[0] = Reductions.Sum(m.Cells<T>()));
    }

    /// <summary>e^x of each cell.</summary>
    public Matrix Exp(Matrix x) => Map(x, ElementaryFunction.Exp);

    /// <summary>The natural logarithm of each cell.</summary>
    public Matrix Log(Matrix x) => Map(x, ElementaryFunction.Log);

    /// <summary>log(1 + x) of each cell.</summary>
    public Matrix Log1p(Matrix x) => Map(x, ElementaryFunction.Log1p);

    /// <summary>tanh x of each cell.</summary>
    public Matrix Tanh(Matrix x) => Map(x, ElementaryFunction.Tanh);

    /// <summary>1/(1 + e^-x) of each cell.</summary>
    public Matrix Sigmoid(Matrix x) => Map(x, ElementaryFunction.Sigmoid);

    /// <summary>log(1 + e^x) of each cell.</summary>
    public Matrix Softplus(Matrix x) => Map(x, ElementaryFunction.Softplus);

    /// <summary>e^v_k / sum_j e^v_j in each row.</summary>
    public Matrix Softmax(Matrix v)
    {
        return v.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Write<T, (Matrix v, Width width)>(v.Rows, v.Columns, (v, width), static (s, y) =>
                Elementary.Softmax(s.v.Cells<T>(), y, [], s.v.Rows, s.v.Columns, s.width));
    }

    /// <summary>delta = -dE/dv of a softmax layer, from its outputs y and s = -dE/dy.</summary>
    public Matrix SoftmaxPull(Matrix y, Matrix s)
    {
        Require((y.Rows, y.Columns) == (s.Rows, s.Columns), y, s);
        return y.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Write<T, (Matrix y, Matrix s)>(y.Rows, y.Columns, (y, s), static (m, delta) =>
                SoftmaxRows.Pull(m.y.Cells<T>(), m.s.Cells<T>(), delta, m.y.Rows, m.y.Columns));
    }

    /// <summary>delta = -dE/dv of a softmax layer under cross-entropy, from its outputs y and the targets t.</summary>
    public Matrix SoftmaxDelta(Matrix y, Matrix t)
    {
        Require((y.Rows, y.Columns) == (t.Rows, t.Columns), y, t);
        return y.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Write<T, (Matrix y, Matrix t)>(y.Rows, y.Columns, (y, t), static (m, delta) =>
                SoftmaxRows.CrossEntropyDelta(m.y.Cells<T>(), m.t.Cells<T>(), delta, m.y.Rows, m.y.Columns));
    }

    /// <summary>The sum so far plus the square of each cell, widened to double, in order.</summary>
    public double AddSquares(double sum, Matrix cells)
    {
        for (var k = 0; k < cells.Count; k++) sum += cells.At(k) * cells.At(k);
        return sum;
    }

    /// <summary>The maximum m of a row and log S with S = sum_k e^(v_k - m): log softmax_k = (v_k - m) - log S (pin 7).</summary>
    internal static (double Max, double LogSum) LogSumExp(Matrix v, int row) => v.Precision == Precision.Float64
        ? Elementary.LogSumExp(v.Cells<double>().Slice(row * v.Columns, v.Columns))
        : Elementary.LogSumExp(v.Cells<float>().Slice(row * v.Columns, v.Columns));

    /// <summary>fma(a, b, sum) in a precision: one more term of a chain, for those who show its steps.</summary>
    internal static double AddProduct(Precision precision, double a, double b, double sum) =>
        precision == Precision.Float64 ? Fma.Of(a, b, sum) : Fma.Of((float)a, (float)b, (float)sum);

    /// <summary>a + b in a precision.</summary>
    internal static double Add(Precision precision, double a, double b) => precision == Precision.Float64 ? a + b : (float)a + (float)b;

    /// <summary>A formula for one cell, carried out on all cells of up to three matrices of one shape.</summary>
    internal Matrix Lift<F>(F formula, Matrix a, Matrix? b = null, Matrix? c = null) where F : struct, IFormula
    {
        Require(b is null || (b.Rows, b.Columns) == (a.Rows, a.Columns), a, b);
        Require(c is null || (c.Rows, c.Columns) == (a.Rows, a.Columns), a, c);
        var made = a.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();
        recording?.Add(formula, a, b, c, made);
        return made;

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Write<T, (F f, Matrix a, Matrix b, Matrix c, Width width)>(a.Rows, a.Columns, (formula, a, b ?? a, c ?? a, width),
                static (s, y) => Kernels.Lift.Run(s.f, s.a.Cells<T>(), s.b.Cells<T>(), s.c.Cells<T>(), y, s.width), succession is not null && a.IsDraft ? a : null);
    }

    /// <summary>The formula of a rule, carried out on all cells of a tensor with its gradient and its memories.</summary>
    internal (Matrix Dw, Matrix? A, Matrix? B, Matrix? C) Step<F>(F formula, Matrix g, Matrix w, Matrix? a, Matrix? b, Matrix? c) where F : struct, IStepFormula
    {
        Require((g.Rows, g.Columns) == (w.Rows, w.Columns), g, w);
        if (succession is { } succeeding)
        {
            var advance = new Advance<F>(formula, succeeding.Decay);
            return g.Precision == Precision.Float64
                ? Matrix.Advance<double, Advance<F>>(advance, g, w, a, b, c, width)
                : Matrix.Advance<float, Advance<F>>(advance, g, w, a, b, c, width);
        }

        var stepped = g.Precision == Precision.Float64
            ? Matrix.WriteStep<double, F>(formula, g, w, a, b, c, width)
            : Matrix.WriteStep<float, F>(formula, g, w, a, b, c, width);
        recording?.Add(formula, g, w, a, b, c, stepped);
        return stepped;
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

    private Matrix Write<T, S>(int rows, int columns, S source, Matrix.Fill<T, S> fill, Matrix? into = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (into ?? tape?.Next<T>(rows, columns)) is { } draft ? Matrix.Rewrite(draft, source, fill) : Matrix.Write(rows, columns, source, fill);

    private Matrix Map(Matrix x, ElementaryFunction function)
    {
        return x.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Write<T, (Matrix x, ElementaryFunction f, Width width)>(x.Rows, x.Columns, (x, function, width), static (s, y) =>
                Elementary.Map(s.f, s.x.Cells<T>(), y, s.width));
    }

    private static void Require(bool fits, Matrix a, Matrix? b, [CallerMemberName] string operation = "")
    {
        if (!fits) throw new ArgumentException($"{operation}: {a.Rows} x {a.Columns} does not fit {b?.Rows} x {b?.Columns}");
        if (b is not null && a.Precision != b.Precision) throw new ArgumentException($"{operation}: {a.Precision} meets {b.Precision}");
    }
}
