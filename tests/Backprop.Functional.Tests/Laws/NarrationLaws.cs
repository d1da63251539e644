using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;
using Backprop.Functional.Tests.Narration;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Laws;

/// <summary>What is told of an update is what was done, for any network, data, links and rule, in the first step and in a later one.</summary>
public class NarrationLaws
{
    private static readonly Gen<(Spec Spec, int Weight)> Cases = Gen.Select(GenSpecs.Every, Gen.Int[0, 1000]);

    [Fact]
    public void Every_value_that_is_told_is_the_value_of_the_step() => Law.Holds(Cases, one => Told(one, 0).All(told =>
        BitConverter.DoubleToInt64Bits(told.Trace[told.Statement.Name]) == BitConverter.DoubleToInt64Bits(told.Statement.Value)), times: 300);

    [Fact]
    public void Every_formula_that_is_told_comes_to_its_value() => Law.Holds(Cases, one => Told(one, 0).All(ComesToIt), times: 300);

    [Fact]
    public void Formulas_of_another_weight_do_not() => Law.FailsFor(Cases, one => Told(one, 1).Zip(Told(one, 0)).All(pair =>
        ComesToIt(pair.First with { Statement = pair.First.Statement with { Value = pair.Second.Statement.Value } })));

    [Fact]
    public void A_name_tells_the_precision_of_its_value() => Law.Holds(GenSpecs.Every, spec => Arrays(spec).All(array =>
        array.Values().All(value => new NumberText(spec.Precision, null).For(value.Name).Precision == array.Matrix.Precision)), times: 300);

    [Fact]
    public void A_section_shows_the_bits_of_every_value() => Law.Holds(GenSpecs.Every.Where(spec => spec.Precision == Precision.Float32), spec =>
    {
        var trace = spec.Recipe.Explain(spec.Start, spec.Sample());
        var bits = TraceArrays.Of(trace).SelectMany(array => array.Values().Select(value => ($"{value.Name}", new NumberText(array.Matrix.Precision, null).Bits(value.Value)))).ToHashSet();
        return StepNarrative.Of(trace).SelectMany(section => SectionText.Of(section, new(spec.Precision, null)).TrimEnd('\n').Split('\n').Skip(1)).Where(line => line[0] != ' ')
            .All(line => bits.Contains((line.Split(" = ")[0], line.Split("   ")[0].Split(' ')[^1])));
    }, times: 100);

    private static IEnumerable<NamedArray> Arrays(Spec spec) => TraceArrays.Of(spec.Recipe.Explain(spec.Start, spec.Sample()));

    /// <summary>In Float64; Float32 rounds every node, and a difference of two near numbers then keeps few digits.</summary>
    private static bool ComesToIt((StepTrace Trace, Statement Statement) told)
    {
        if (told.Statement.Formula is not { } formula || told.Trace.Before.Network.Precision != Precision.Float64 || !double.IsFinite(told.Statement.Value)) return true;
        var value = FormulaValue.Of(formula);
        return Math.Abs(value - told.Statement.Value) <= 1e-12 + (1e-6 * Math.Abs(told.Statement.Value)) || told.Statement.Value.Equals(value);
    }

    /// <summary>The update of one weight in every step of a task.</summary>
    private static IEnumerable<(StepTrace Trace, Statement Statement)> Told((Spec Spec, int Weight) one, int shift)
    {
        var state = one.Spec.Start;
        var weights = ParameterArrays.Of(Stage.Update, "", state.Network.Parameters).SelectMany(array => array.Values()).ToList();
        foreach (var batch in one.Spec.Samples())
        {
            var trace = one.Spec.Recipe.Explain(state, batch);
            foreach (var statement in RuleNarrative.Of(trace).Tell(weights[(one.Weight + shift) % weights.Count].Name)) yield return (trace, statement);
            state = trace.After;
        }
    }
}
