using System.Globalization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>
/// How an optimizer made dw of each weight from its gradient: look-ahead, links, memory, dw, each by the very formula that computed it, which is run
/// once more on a lane that remembers what is done. Nothing is told that is not done.
/// </summary>
public sealed class RuleNarrative
{
    private readonly Recording recording = new();
    private readonly Values<Link> links;
    private readonly RuleLetters letters;
    private readonly Parameters w, point, dw;
    private readonly Memory before, after;
    private readonly List<Parameters> g;
    private readonly List<double?> norms = [];

    private RuleNarrative(Optimizer optimizer, At at, Parameters gradients, Memory memory, Parameters w)
    {
        (this.w, before, links, g) = (w, memory, optimizer.Links, [gradients]);
        var on = Arithmetic.Telling(recording);
        point = optimizer.Rule.LookAt(w, memory, on);
        foreach (var link in links)
        {
            norms.Add(link is Link.ClipByNorm ? on.Norm(g[^1].Tensors().Select(tensor => tensor.Tensor)) : null);
            g.Add(link.Apply(g[^1], point, on));
        }

        (dw, after) = optimizer.Rule.Step(at, g[^1], memory, w, on);
        letters = new(optimizer.Rule, at, before, after);
    }

    /// <summary>The update of a step.</summary>
    public static RuleNarrative Of(StepTrace trace) => new(
        trace.Recipe.Optimizer, new(trace.Before.Steps + 1, trace.Recipe.Optimizer.Eta(trace.Before.Steps, trace.Before.Rate), trace.Error.E),
        trace.Backward.Gradients.Parameters, trace.Before.Memory, trace.Before.Network.Parameters);

    /// <summary>The update that an optimizer makes of gradients, as <see cref="Optimizer.Update(long, double, Gradients, Memory, Network, RateState)"/> does.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="k">The steps done before this one, from 0.</param>
    /// <param name="e">The loss that this step measured.</param>
    /// <param name="gradients">dE/dw at <see cref="Optimizer.LookAt(Network, Memory)"/> of the network and the memory.</param>
    /// <param name="memory">The memory that the last step left.</param>
    /// <param name="network">The network before the step.</param>
    /// <param name="rate">How far an adaptive rate has moved; that of the start if none is given.</param>
    public static RuleNarrative Of(Optimizer optimizer, long k, double e, Gradients gradients, Memory memory, Network network, RateState? rate = null) =>
        new(optimizer, new(k + 1, optimizer.Eta(k, rate ?? RateState.Start), e), gradients.Parameters, memory, network.Parameters);

    /// <summary>All that leads to dw of a weight, in the order of computing: look-ahead, the gradient after each link, the memory, dw.</summary>
    /// <param name="weight">A weight or a bias: <c>w(0)_1,2</c>, <c>w(0)_0</c>, <c>b(1)_2</c>.</param>
    /// <exception cref="ArgumentException">The network has no such weight.</exception>
    public Values<Statement> Tell(ValueName weight)
    {
        var place = Place.Of(weight, w) ?? throw new ArgumentException($"'{weight}' names no weight of this network", nameof(weight));
        var known = new Dictionary<Term, Formula.Symbol>();
        var statements = new List<Statement>();
        Name(place.In(w), weight);
        Name(place.In(g[0]), weight with { Symbol = $"dE/d{weight.Symbol}" });
        foreach (var (letter, field) in before.Fields) Name(place.In(field), Place.Named(letter, weight));
        if (!ReferenceEquals(point, w)) Tell(place.In(point), weight with { IsAhead = true }, letters.OfRule);
        for (var k = 0; k < links.Count; k++)
        {
            var number = (k + 1).ToString(CultureInfo.InvariantCulture);
            if (norms[k] is { } norm) statements.Add(new(new($"norm{number}"), weight == First ? NormOf(k) : null, norm, []));
            var (name, constant) = (Place.Named($"g{number}", weight), RuleLetters.OfLink(links[k], number, norms[k]));
            if (links[k] is Link.ClipByNorm)
            {
                var formula = new TermFormula(known.GetValueOrDefault, constant).Of(recording.Of(place.In(g[k]), place.Cell));
                statements.Add(new(name, Clipped(formula, constant), place.ValueIn(g[k + 1]), []));
            }
            else Tell(place.In(g[k + 1]), name, constant);
            Linked(place.In(g[k + 1]), name);
        }

        statements.AddRange(letters.Scalars());
        // A memory that is dw itself is told by dw.
        var update = recording.Of(place.In(dw), place.Cell);
        var fields = after.Fields.ToLookup(field => recording.Of(place.In(field.Field), place.Cell).Equals(update));
        foreach (var (letter, field) in fields[false]) Remember(letter, field);
        Tell(place.In(dw), weight with { Symbol = $"d{weight.Symbol}" }, letters.OfRule);
        foreach (var (letter, field) in fields[true]) Remember(letter, field);
        return Values.From(statements);

        void Remember(string letter, Parameters field) => Tell(place.In(field), Place.Named(letter, weight) with { IsNew = true }, letters.OfRule);

        // After a link the gradient has a new name, even where the link only passed it on.
        void Linked(Matrix matrix, ValueName name)
        {
            if (recording.Of(matrix, place.Cell) is not Term.Constant and var term) known[term] = new($"{name}", matrix.At(place.Cell));
        }

        void Name(Matrix matrix, ValueName name) => known[recording.Of(matrix, place.Cell)] = new($"{name}", matrix.At(place.Cell));

        void Tell(Matrix matrix, ValueName name, Func<string, Formula> constant)
        {
            var term = recording.Of(matrix, place.Cell);
            statements.Add(new(name, new TermFormula(known.GetValueOrDefault, constant).Of(term), matrix.At(place.Cell), []));
            // What only passes a number on stays known by its first name, and a constant is no value of the step.
            if (term is not (Term.Cell or Term.Constant)) known.TryAdd(term, new($"{name}", matrix.At(place.Cell)));
        }
    }

    /// <summary>The weight with which the norms are told; they belong to no other more.</summary>
    private static readonly ValueName First = new("w", 0, 1, 1);

    /// <summary>How many gradients a norm may have if it is told from them.</summary>
    private const int MostSquares = 1024;

    /// <summary>c/norm g where the norm is above c, else g (pin 11).</summary>
    private static Formula.Choice Clipped(Formula g, Func<string, Formula> constant) =>
        new(new(constant("c"), Relation.Less, constant("norm")), ConstantText.Times(g, new Formula.Quotient(constant("c"), constant("norm"))), g);

    /// <summary>The root of the sum of the squares of all gradients as link k, from 0, finds them.</summary>
    private Formula.Root? NormOf(int k) => g[k].Count > MostSquares ? null : new(new Formula.Sum(Values.From(
        (k == 0 ? ParameterArrays.Of(Stage.Update, "dE/d", g[0]) : ParameterArrays.OfField(Stage.Update, $"g{k}", g[k]))
        .SelectMany(array => array.Values()).Select(Formula (one) => new Formula.Square(new Formula.Symbol($"{one.Name}", one.Value))))));

    /// <summary>How large a learning rate would have led plain descent to the same dw: -dw / (dE/dw); nothing where the gradient is 0.</summary>
    /// <param name="weight">A weight or a bias.</param>
    public Statement? EffectiveRate(ValueName weight)
    {
        if (Place.Of(weight, w) is not { } place || place.ValueIn(g[0]) is 0 or double.NaN) return null;
        Formula.Symbol step = new($"{weight with { Symbol = $"d{weight.Symbol}" }}", place.ValueIn(dw));
        Formula.Symbol gradient = new($"{weight with { Symbol = $"dE/d{weight.Symbol}" }}", place.ValueIn(g[0]));
        return new(Place.Named("rate", weight), new Formula.Negative(new Formula.Quotient(step, gradient)), -(step.Number / gradient.Number), []);
    }
}
