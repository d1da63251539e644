using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>
/// dy_k(N)/dw: how one output answers to one weight (lecture 06, "Consider only one signal path"). The signal goes back from output k alone, by the
/// functions of the backward pass; where several paths lead there, as in a net of three layers, it is their sum.
/// </summary>
internal sealed class SignalPath
{
    private readonly StepTrace trace;
    private readonly ValueName output;
    private readonly int k, p, N;
    private readonly Matrix[] slopes;

    private SignalPath(StepTrace trace, ValueName output)
    {
        (this.trace, this.output, N) = (trace, output, trace.Forward.Layers.Count);
        (k, p) = ((output.From ?? 1) - 1, (output.Sample ?? 1) - 1);
        slopes = new Matrix[N];
        var (network, on) = (trace.At, Arithmetic.Plain);
        var signal = Matrix.Build(network.Precision, 1, network.Outputs, k, static (k, j) => j == k ? 1 : 0);
        for (var n = N; n >= 1; n--)
        {
            if (n < N) signal = on.BackProject(slopes[n], network.W(n));
            if (n < N && trace.Forward.Layers[n - 1].Mask is { } mask) signal = Passes.Dropout.Masked(signal, Row(mask), on);
            slopes[n - 1] = network.Layers[n - 1].F.Pull(on, Row(trace.Forward.V(n)), Row(trace.Forward.Y(n)), signal);
        }
    }

    /// <summary>The derivative of a name such as <c>dy(2)_1/dw(0)_3,1</c>, and all dy/dv on its way; nothing if the step has no such output or weight.</summary>
    public static IReadOnlyList<Statement>? Tell(StepTrace trace, ValueName name)
    {
        if (name.Symbol.Split("/d") is not [['d', .. var y], ("w" or "b") and var symbol] || ValueName.Parse(y) is not { Symbol: "y" } output) return null;
        if (output.Layer != trace.Forward.Layers.Count || TraceArrays.Find(trace, output) is null || TraceArrays.Find(trace, name with { Symbol = symbol }) is null) return null;
        return new SignalPath(trace, output).Tell(name, symbol);
    }

    private List<Statement> Tell(ValueName name, string symbol)
    {
        var n = symbol == "b" ? name.Layer!.Value : name.Layer!.Value + 1;
        var units = name is { Symbol: [.., 'w'], From: 0 } ? Enumerable.Range(0, slopes[n - 1].Columns) : [symbol == "b" ? name.From!.Value - 1 : name.To!.Value - 1];
        var naming = new Naming(trace);
        var y = symbol == "w" && name.From > 0 ? naming.Passed(n - 1, name.From.Value - 1, p) : Naming.X0;
        var terms = Chain.OfProducts(trace.At.Precision, [], Values.From(units.Select(j => new Factors(Letter(n, j), y))));
        var statements = new List<Statement> { new(name, Sum(terms), terms[^1].Accumulator, terms) };
        for (var m = n; m <= N; m++)
            foreach (var j in Reaching(m).Where(j => m > n || units.Contains(j))) statements.Add(Slope(naming, m, j));
        return statements;
    }

    /// <summary>The units of a layer that output k answers to: of its own layer itself alone, unless the whole row takes part.</summary>
    private IEnumerable<int> Reaching(int m) => m == N && trace.At.OutputActivation is not Activation.Softmax ? [k] : Enumerable.Range(0, slopes[m - 1].Columns);

    /// <summary>dy_k/dv_j(m) = (sum_l dy_k/dv_l(m+1) w_jl(m)) f'(v_j(m)); at the output it is f' itself.</summary>
    private Statement Slope(Naming naming, int m, int j) => new(Name(m, j), Formula(naming, m, j), slopes[m - 1][0, j], []);

    private Formula Formula(Naming naming, int m, int j)
    {
        var f = trace.At.Layers[m - 1].F;
        if (m == N && f is Activation.Softmax)
            return new Formula.Product([naming.Y(N, k, p), Narration.Formula.Difference(j == k ? Narration.Formula.One : new Formula.Literal("0"), naming.Y(N, j, p))]);
        if (m == N) return SlopeOf(naming, f, m, j);
        var paths = Chain.OfProducts(trace.At.Precision, [], Values.From(Reaching(m + 1).Select(l => new Factors(Letter(m + 1, l), naming.W(m, j, l)))));
        return f is Activation.Softmax
            ? new Formula.Symbol($"{Name(m, j)}", slopes[m - 1][0, j])
            : new Formula.Product([.. naming.Mask(m, j, p) is { } mask ? (Formula[])[mask] : [], Sum(paths), SlopeOf(naming, f, m, j)]);
    }

    private Formula.Symbol SlopeOf(Naming naming, Activation f, int m, int j) =>
        new($"{naming.Sampled("f'", m, j + 1, p)}", f.Slope(Arithmetic.Plain, trace.Forward.V(m), trace.Forward.Y(m))![p, j]);

    private Formula.Symbol Letter(int m, int j) => new($"{Name(m, j)}", slopes[m - 1][0, j]);

    private ValueName Name(int m, int j) => new($"d{output}/dv", m, j + 1);

    private static Formula Sum(Values<PathTerm> terms) => terms.Count == 1 ? ForwardNarrative.Path(terms[0]) : new Formula.Sum(terms.Map(ForwardNarrative.Path));

    private Matrix Row(Matrix matrix) => Matrix.Build(matrix.Precision, 1, matrix.Columns, (matrix, p), static (s, j) => s.matrix[s.p, j]);
}
