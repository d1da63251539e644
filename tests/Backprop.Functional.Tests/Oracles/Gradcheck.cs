using System.Text.Json;
using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>The gradients of random nets.</summary>
internal static class Gradcheck
{
    public static IEnumerable<string> Ids(JsonElement? file = null) => (file ?? OracleFiles.Json(OracleFiles.Gradcheck)).GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("id").GetString()!);

    public static Comparison Compare(string id, Precision precision, Engine engine, JsonElement? json = null)
    {
        var file = new Fields(json ?? OracleFiles.Json(OracleFiles.Gradcheck), "gradcheck").Remarks("split");
        var tolerance = Tolerance.Of(file.Take("tolerance"), precision, "gradcheck.tolerance");
        var found = file.Take("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        file.End();
        return Compare(found, id, tolerance, precision, engine);
    }

    internal static Comparison Compare(JsonElement found, string id, Tolerance tolerance, Precision precision, Engine engine)
    {
        var one = new Fields(found, id).Remarks("id");
        var (input, expected) = (one.Object("input"), one.Object("expected"));
        one.End();
        var network = OracleNet.Network(input, precision);
        var recipe = new Recipe(OracleNet.Loss(input.Word("loss"), id), OracleNet.Accumulation(input.Word("accumulation"), id), Optimizer.GradientDescent(1));
        var batch = OracleNet.Batch(input, precision);
        input.End();

        var comparison = new Comparison();
        var trace = engine.Explain(recipe, TrainingState.Start(network, recipe.Optimizer), batch);
        comparison.Value("E", Quantity.Expected(expected.Take("E"), "E").Cells.Single(), trace.Error.E, tolerance);
        comparison.Cells("y", Quantity.Expected(expected.Take("y"), "y"), trace.Forward.Output, tolerance);
        var (dw, db) = (expected.Take("dE/dW").EnumerateArray().ToList(), expected.MaybeList("dE/db"));
        expected.End();
        if (dw.Count != network.Layers.Count || (db is not null && db.Count != dw.Count)) throw new UnknownInOracle(id, "gradients of other layers");
        for (var n = 0; n < dw.Count; n++)
        {
            comparison.Cells($"dE/dW({n})", Quantity.Expected(dw[n], id), trace.Backward.Gradients.W(n), tolerance);
            if (trace.Backward.Gradients.Bias(n).Cells is { } cells)
                comparison.Cells($"dE/db({n})", Quantity.Expected(db is null ? throw new UnknownInOracle(id, "'dE/db' is missing") : db[n], id), cells, tolerance);
            else if (db is not null && db[n].ValueKind != JsonValueKind.Null) throw new UnknownInOracle(id, "a gradient of a bias that is not there");
        }

        return comparison;
    }
}
