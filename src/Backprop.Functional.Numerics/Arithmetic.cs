using System.Numerics;
using System.Runtime.CompilerServices;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Numerics;

/// <summary>
/// How the operations on matrices are carried out. Whichever is chosen, every bit of every result is the same:
/// <see cref="Plain"/> can be read next to the lecture, <see cref="Fast"/> uses the CPU's vectors.
/// </summary>
public sealed partial class Arithmetic
{
    private readonly Width width;
    private readonly int threads;
    private readonly Recording? recording;
    private readonly Tape? tape;
    private readonly Succession? succession;

    private Arithmetic(Width width, int threads = 1, Recording? recording = null, Tape? tape = null, Succession? succession = null) =>
        (this.width, this.threads, this.recording, this.tape, this.succession) = (width, threads, recording, tape, succession);

    /// <summary>The textbook loops, one cell at a time: the definition.</summary>
    public static Arithmetic Plain => SelfCheck.Require(Textbook, SelfCheck.Fault);

    /// <summary>The widest vectors that this CPU has.</summary>
    public static Arithmetic Fast => SelfCheck.Require(Widest, SelfCheck.Fault);

    private static readonly Arithmetic Textbook = new(Width.Scalar), Widest = new(Widths.Best);

    /// <summary>The widest vectors on several threads: they share the cells of a result, never the terms of a sum.</summary>
    /// <param name="threads">How many, the caller's among them; what is too small for them is done by the caller alone.</param>
    public static Arithmetic On(int threads) => threads <= 1 ? Fast : SelfCheck.Require(new Arithmetic(Widths.Best, threads), SelfCheck.Fault);

    /// <summary>Vectors of a given width on some threads, to compare them with the others.</summary>
    internal static Arithmetic Of(Width width, int threads = 1) => new(width, threads);

    /// <summary>The textbook loops, which also remember the formulas of updates.</summary>
    internal static Arithmetic Telling(Recording recording) => new(Width.Scalar, 1, recording);

    /// <summary>The same operations, whose results lie where they lay before the tape was rewound.</summary>
    internal (Tape Tape, Arithmetic On) Repeating()
    {
        var tape = new Tape();
        return (tape, new(width, threads, null, tape));
    }

    /// <summary>
    /// The same operations for one who has done with what he gives: <see cref="Lift{F}"/> turns a draft in place, and <see cref="Step{F}"/> gives
    /// w + dw where dw stands, in the places of w and of the memories where they are drafts.
    /// </summary>
    /// <param name="decay">eta lambda of the decoupled decay, if there is one.</param>
    internal Arithmetic Succeeding(double? decay = null) =>
        decay is null && succession == Succession.WithoutDecay ? this : new(width, threads, null, null, (succession ?? Succession.WithoutDecay) with { Decay = decay });

    /// <summary>The same, where the gradient is that of the last signals of a small net: it is formed parameter by parameter, and not read.</summary>
    internal Arithmetic Succeeding(SmallNet<double>? wide, SmallNet<float>? narrow) => new(width, threads, null, null, new(null, wide, narrow));

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

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var v = Begin<T>(y.Rows, w.Columns);
            var b = bias is null ? [] : bias.Cells<T>();
            if (width == Width.Scalar) PlainProducts.Affine(y.Cells<T>(), w.Cells<T>(), b, v.Open<T>(), y.Rows, w.Rows, w.Columns);
            else VectorProducts.Affine(y.Cells<T>(), w.Cells<T>(), b, v.Open<T>(), y.Rows, w.Rows, w.Columns, width, threads);
            return End(v);
        }
    }

    /// <summary>delta W^T: the error signal that comes back through the weights (rows x inputs).</summary>
    public Matrix BackProject(Matrix delta, Matrix w)
    {
        Require(delta.Columns == w.Columns, delta, w);
        return delta.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var s = Begin<T>(delta.Rows, w.Rows);
            if (width == Width.Scalar) PlainProducts.BackProject(delta.Cells<T>(), w.Cells<T>(), s.Open<T>(), delta.Rows, w.Rows, w.Columns);
            else VectorProducts.BackProject(delta.Cells<T>(), w.Cells<T>(), s.Open<T>(), delta.Rows, w.Rows, w.Columns, width, threads);
            return End(s);
        }
    }

    /// <summary>dE/dW = -(y^T delta), summed over the samples (inputs x outputs).</summary>
    public Matrix Gradient(Matrix y, Matrix delta)
    {
        Require(y.Rows == delta.Rows, y, delta);
        return y.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var g = Begin<T>(y.Columns, delta.Columns);
            if (tape is not null && y.Rows == 1 && RankOne.Fits<T>(delta.Columns, width))
            {
                g.Owe(new(y, delta, width));
                return g;
            }

            if (width == Width.Scalar) PlainProducts.Gradient(y.Cells<T>(), delta.Cells<T>(), g.Open<T>(), y.Rows, y.Columns, delta.Columns);
            else VectorProducts.Gradient(y.Cells<T>(), delta.Cells<T>(), g.Open<T>(), y.Rows, y.Columns, delta.Columns, width, threads);
            return End(g);
        }
    }

    /// <summary>dE/db of each neuron: minus delta, summed over the samples (1 x outputs).</summary>
    public Matrix BiasGradient(Matrix delta)
    {
        return delta.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var made = Begin<T>(1, delta.Columns);
            Reductions.NegatedColumnSums(delta.Cells<T>(), made.Open<T>(), delta.Rows, delta.Columns, width);
            return End(made);
        }
    }

    /// <summary>The sum of all cells, in order (1 x 1): what a bias that is shared by a layer collects from its neurons.</summary>
    public Matrix Sum(Matrix cells)
    {
        return cells.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var made = Begin<T>(1, 1);
            made.Open<T>()[0] = Reductions.Sum(cells.Cells<T>());
            return End(made);
        }
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

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var made = Begin<T>(v.Rows, v.Columns);
            Elementary.Softmax(v.Cells<T>(), made.Open<T>(), v.Rows, v.Columns, width);
            return End(made);
        }
    }

    /// <summary>delta = -dE/dv of a softmax layer, from its outputs y and s = -dE/dy.</summary>
    public Matrix SoftmaxPull(Matrix y, Matrix s)
    {
        Require((y.Rows, y.Columns) == (s.Rows, s.Columns), y, s);
        return y.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var made = Begin<T>(y.Rows, y.Columns);
            SoftmaxRows.Pull(y.Cells<T>(), s.Cells<T>(), made.Open<T>(), y.Rows, y.Columns);
            return End(made);
        }
    }

    /// <summary>delta = -dE/dv of a softmax layer under cross-entropy, from its outputs y and the targets t.</summary>
    public Matrix SoftmaxDelta(Matrix y, Matrix t)
    {
        Require((y.Rows, y.Columns) == (t.Rows, t.Columns), y, t);
        return y.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var made = Begin<T>(y.Rows, y.Columns);
            SoftmaxRows.CrossEntropyDelta(y.Cells<T>(), t.Cells<T>(), made.Open<T>(), y.Rows, y.Columns);
            return End(made);
        }
    }

    /// <summary>The sum so far plus the square of each cell, widened to double, in order.</summary>
    public double AddSquares(double sum, Matrix cells)
    {
        for (var k = 0; k < cells.Count; k++) sum += cells.At(k) * cells.At(k);
        return sum;
    }

    /// <summary>fma(a, b, sum) in a precision: one more term of a chain, for those who show its steps.</summary>
    internal static double AddProduct(Precision precision, double a, double b, double sum) =>
        precision == Precision.Float64 ? Fma.Of(a, b, sum) : Fma.Of((float)a, (float)b, (float)sum);

    /// <summary>a + b in a precision.</summary>
    internal static double Add(Precision precision, double a, double b) => precision == Precision.Float64 ? a + b : (float)a + (float)b;

    /// <summary>A matrix to be written by one kernel.</summary>
    private Matrix Begin<T>(int rows, int columns) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        tape is null ? Matrix.Draft<T>(rows, columns) : tape.Next<T>(rows, columns);

    /// <summary>It is written; only a tape writes it again.</summary>
    private Matrix End(Matrix made)
    {
        if (tape is null) made.Freeze();
        return made;
    }

    private Matrix Map(Matrix x, ElementaryFunction function)
    {
        return x.Precision == Precision.Float64 ? Typed<double>() : Typed<float>();

        Matrix Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var made = Begin<T>(x.Rows, x.Columns);
            Elementary.Map(function, x.Cells<T>(), made.Open<T>(), width, threads);
            return End(made);
        }
    }

    private static void Require(bool fits, Matrix a, Matrix? b, [CallerMemberName] string operation = "")
    {
        if (!fits) throw new ArgumentException($"{operation}: {a.Rows} x {a.Columns} does not fit {b?.Rows} x {b?.Columns}");
        if (b is not null && a.Precision != b.Precision) throw new ArgumentException($"{operation}: {a.Precision} meets {b.Precision}");
    }
}
