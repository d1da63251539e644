using System.Text.Json;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Functions;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>One step with other losses, activations and batches, under both kinds of bias.</summary>
internal static class Variants
{
    public static IEnumerable<string> Ids(JsonElement? file = null) => (file ?? OracleFiles.Json(OracleFiles.Variants)).GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("id").GetString()!);

    public static Comparison Compare(string id, Precision precision, Engine engine, JsonElement? json = null)
    {
        var file = new Fields(json ?? OracleFiles.Json(OracleFiles.Variants), "variants").Remarks("split");
        var tolerance = Tolerance.Of(file.Take("tolerance"), precision, "variants.tolerance");
        var found = file.Take("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        file.End();
        return Compare(found, id, tolerance, precision, engine);
    }

    internal static Comparison Compare(JsonElement found, string id, Tolerance tolerance, Precision precision, Engine engine)
    {
        var one = new Fields(found, id).Remarks("id");
        var (input, expected, place) = (one.Object("input"), one.Object("expected"), id);
        one.End();
        var f = OracleNet.Activations(input.Take("activations"), place);
        var biases = input.Take("w0_per_layer").EnumerateArray().Select(b => OracleNet.Bias(b, precision, place)).ToList();
        if (biases.Any(bias => bias is not Bias.Tied)) throw new UnknownInOracle(place, "w0_per_layer is not one number a layer");
        var tied = OracleNet.Network(input.Take("W"), biases, f, input.Take("sizes"), precision, place);
        var recipe = new Recipe(OracleNet.Loss(input.Word("loss"), place), OracleNet.Accumulation(input.Word("accumulation"), place),
            Optimizer.GradientDescent(input.Number("eta")));
        var batch = OracleNet.Batch(input, precision);
        input.End();

        var comparison = new Comparison();
        var layers = expected.Take("layers").EnumerateArray().ToList();
        var e = Quantity.Expected(expected.Take("E"), "E").Cells.Single();
        expected.End();
        if (layers.Count != tied.Layers.Count) throw new UnknownInOracle(place, $"{layers.Count} layers are expected");
        foreach (var network in new[] { tied, OracleNet.PerNeuron(tied) })
        {
            var trace = engine.Explain(recipe, TrainingState.Start(network, recipe.Optimizer), batch);
            comparison.Value("E", e, trace.Error.E, tolerance);
            for (var n = 1; n <= layers.Count; n++) Layer(comparison, trace, n, new(layers[n - 1], $"{id}, layer {n}"), tolerance);
        }

        return comparison;
    }

    private static void Layer(Comparison comparison, StepTrace trace, int n, Fields layer, Tolerance tolerance)
    {
        var (before, after) = (trace.Before.Network, trace.After.Network);
        var f = before.Layers[n - 1].F;
        if (layer.Take("layer").GetInt32() != n) throw new UnknownInOracle(layer.Place, "layers out of order");
        if (OracleNet.Activation(layer.Word("activation"), layer.Place) != f) throw new UnknownInOracle(layer.Place, $"its activation is {f}");
        Cells("v", trace.Forward.V(n));
        Cells("y", trace.Forward.Y(n));
        Cells("dE/dy", Negated(trace.Backward.Signal(n)));
        Cells("delta", trace.Backward.Delta(n));
        Cells("dE/dW", trace.Backward.Gradients.W(n - 1));
        Cells("W_new", after.W(n - 1));
        var slope = layer.Take("f'(v)");
        if (f.Slope(trace.Forward.V(n), trace.Forward.Y(n)) is { } own) comparison.Cells($"{layer.Place} f'(v)", Quantity.Expected(slope, layer.Place), own, tolerance);
        else if (slope.ValueKind != JsonValueKind.Null) throw new UnknownInOracle(layer.Place, $"f'(v) of {f}");
        var (g, b) = before.Bias(n - 1).Kind == BiasKind.Tied ? ("dE/dw0_shared", "w0_new_shared") : ("dE/db_per_neuron", "b_new_per_neuron");
        Cells(g, trace.Backward.Gradients.Bias(n - 1).Cells!);
        Cells(b, after.Bias(n - 1).Cells!);
        layer.Remarks("dE/dw0_shared", "w0_new_shared", "dE/db_per_neuron", "b_new_per_neuron").End();

        void Cells(string name, Matrix got) => comparison.Cells($"{layer.Place} {name}, {before.Bias(0).Kind}", Quantity.Expected(layer.Take(name), name), got, tolerance);
    }

    private static Matrix Negated(Matrix matrix) => Arithmetic.Plain.Lift(new Negative(), matrix);
}
