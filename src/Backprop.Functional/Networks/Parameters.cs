using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Networks;

/// <summary>All parameters of a network, or something of the same shape.</summary>
/// <param name="Layers">w(0), w(1), ... from the input on.</param>
public sealed record Parameters(Values<Weights> Layers)
{
    /// <summary>How many numbers.</summary>
    public int Count => Layers.Fold(0, static (count, weights) => count + weights.Count);

    /// <summary>
    /// The matrices in network order, each by its name: <c>W(n)</c>, then <c>w0(n)</c> for a tied bias or <c>b(n+1)</c> for one a neuron.
    /// </summary>
    public IEnumerable<(string Name, Matrix Tensor)> Tensors()
    {
        for (var n = 0; n < Layers.Count; n++)
        {
            yield return ($"W({n})", Layers[n].W);
            if (Layers[n].Bias.Cells is { } cells)
                yield return (Layers[n].Bias.Kind == BiasKind.Tied ? $"w0({n})" : $"b({n + 1})", cells);
        }
    }

    /// <summary>SHA-256 over the canonical bytes of the tensors in network order: 64 hex digits.</summary>
    public string Sha256 => Canonical.Hash(Tensors());

    /// <summary>Parameters of the same shape, all +0.</summary>
    public Parameters Zero() => Map(static m => Matrix.Zero(m.Precision, m.Rows, m.Columns));

    /// <summary>Shape and hash: a text that differs whenever a bit does.</summary>
    public override string ToString() => $"{Count} {(Count == 1 ? "parameter" : "parameters")} sha256 {Sha256}";

    /// <summary>Kernels read and write as many cells as there are weights: nothing may come to them that has not as many.</summary>
    /// <param name="w">The parameters that these accompany.</param>
    /// <param name="what">What these are.</param>
    /// <exception cref="ArgumentException">A matrix has another shape or precision than its counterpart.</exception>
    internal void RequireFit(Parameters w, string what)
    {
        var fits = Layers.Count == w.Layers.Count;
        for (var n = 0; fits && n < Layers.Count; n++) fits = AreAlike(Layers[n].W, w.Layers[n].W) && AreAlike(Layers[n].Bias.Cells, w.Layers[n].Bias.Cells);
        if (!fits) throw new ArgumentException($"{what}: another shape or precision than that of the network");

        static bool AreAlike(Matrix? a, Matrix? b) => (a?.Rows, a?.Columns, a?.Precision) == (b?.Rows, b?.Columns, b?.Precision);
    }

    internal Parameters Map(Func<Matrix, Matrix> function) =>
        new(Layers.Map(weights => new Weights(function(weights.W), weights.Bias.With(function))));

    /// <summary>The norm of all of them together (pin 11).</summary>
    internal double Norm()
    {
        var sum = 0.0;
        foreach (var weights in Layers)
        {
            sum += Arithmetic.SumOfSquares(weights.W);
            if (weights.Bias.Cells is { } cells) sum += Arithmetic.SumOfSquares(cells);
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Parameters of the same shape that nobody has written yet.</summary>
    internal Parameters Drafts() => Map(static m => m.Sketch());

    /// <summary>Nobody writes into them any more.</summary>
    internal Parameters Frozen()
    {
        foreach (var weights in Layers)
        {
            weights.W.Freeze();
            weights.Bias.Cells?.Freeze();
        }

        return this;
    }

    /// <summary>A formula for one parameter, carried out on all of them; drafts, in an arithmetic of successors, are turned in place.</summary>
    internal Parameters Lift<F>(Arithmetic on, F formula, Parameters? b = null, Parameters? c = null) where F : struct, IFormula =>
        on.Succeeds && IsDraft ? Turned(on, formula, b, c) : Lifted(on, formula, b, c);

    /// <summary>The same on weights alone; biases stay as they are.</summary>
    internal Parameters LiftWeights<F>(Arithmetic on, F formula, Parameters b) where F : struct, IFormula =>
        on.Succeeds && IsDraft ? TurnedWeights(on, formula, b) : LiftedWeights(on, formula, b);

    /// <summary>
    /// The formula of a rule for one parameter, carried out on all of them; this is the gradient. In an arithmetic of successors w + dw stands
    /// where dw stands, and drafts are succeeded in place.
    /// </summary>
    internal (Parameters Dw, Parameters A, Parameters B, Parameters C) Step<F>(Arithmetic on, F formula, Parameters w, Parameters? a = null, Parameters? b = null, Parameters? c = null)
        where F : struct, IStepFormula => on.Succeeds && w.IsDraft ? Succeeded(on, formula, w, a, b, c) : Stepped(on, formula, w, a, b, c);

    /// <summary>All of a network are drafts, or none.</summary>
    private bool IsDraft => Layers[0].W.IsDraft;

    private Parameters Turned<F>(Arithmetic on, F formula, Parameters? b, Parameters? c) where F : struct, IFormula
    {
        for (var n = 0; n < Layers.Count; n++)
        {
            on.Lift(formula, Layers[n].W, b?.Layers[n].W, c?.Layers[n].W);
            if (Layers[n].Bias.Cells is { } cells) on.Lift(formula, cells, b?.Layers[n].Bias.Cells, c?.Layers[n].Bias.Cells);
        }

        return this;
    }

    private Parameters TurnedWeights<F>(Arithmetic on, F formula, Parameters b) where F : struct, IFormula
    {
        for (var n = 0; n < Layers.Count; n++) on.Lift(formula, Layers[n].W, b.Layers[n].W);
        return this;
    }

    private Parameters LiftedWeights<F>(Arithmetic on, F formula, Parameters b) where F : struct, IFormula =>
        new(Layers.Zip(b.Layers, (mine, its) => mine with { W = on.Lift(formula, mine.W, its.W) }));

    private Parameters Lifted<F>(Arithmetic on, F formula, Parameters? b, Parameters? c) where F : struct, IFormula =>
        new(Layers.Map((weights, n) => new Weights(
            on.Lift(formula, weights.W, b?.Layers[n].W, c?.Layers[n].W),
            weights.Bias.With(cells => on.Lift(formula, cells, b?.Layers[n].Bias.Cells, c?.Layers[n].Bias.Cells)))));

    private (Parameters W, Parameters A, Parameters B, Parameters C) Succeeded<F>(Arithmetic on, F formula, Parameters w, Parameters? a, Parameters? b, Parameters? c)
        where F : struct, IStepFormula
    {
        for (var n = 0; n < Layers.Count; n++)
        {
            on.Succeed(formula, Layers[n].W, w.Layers[n].W, a?.Layers[n].W, b?.Layers[n].W, c?.Layers[n].W);
            if (Layers[n].Bias.Cells is { } cells)
                on.Succeed(formula, cells, w.Layers[n].Bias.Cells!, a?.Layers[n].Bias.Cells, b?.Layers[n].Bias.Cells, c?.Layers[n].Bias.Cells);
        }

        return (w, a ?? this, b ?? this, c ?? this);
    }

    private (Parameters Dw, Parameters A, Parameters B, Parameters C) Stepped<F>(Arithmetic on, F formula, Parameters w, Parameters? a, Parameters? b, Parameters? c)
        where F : struct, IStepFormula
    {
        var (dw, nextA, nextB, nextC) = (new Weights[Layers.Count], new Weights[Layers.Count], new Weights[Layers.Count], new Weights[Layers.Count]);
        for (var n = 0; n < dw.Length; n++)
        {
            var stepped = on.Step(formula, Layers[n].W, w.Layers[n].W, a?.Layers[n].W, b?.Layers[n].W, c?.Layers[n].W);
            var bias = Layers[n].Bias.Cells is not { } cells ? default
                : on.Step(formula, cells, w.Layers[n].Bias.Cells!, a?.Layers[n].Bias.Cells, b?.Layers[n].Bias.Cells, c?.Layers[n].Bias.Cells);
            (dw[n], nextA[n], nextB[n], nextC[n]) = (With(n, stepped.Dw, bias.Dw), With(n, stepped.A, bias.A), With(n, stepped.B, bias.B), With(n, stepped.C, bias.C));
        }

        return (new([.. dw]), new([.. nextA]), new([.. nextB]), new([.. nextC]));

        // A memory that the rule does not have is never looked at; the gradient stands in its place.
        Weights With(int n, Matrix? part, Matrix? bias) => new(part ?? Layers[n].W, Layers[n].Bias.With(cells => bias ?? cells));
    }
}
