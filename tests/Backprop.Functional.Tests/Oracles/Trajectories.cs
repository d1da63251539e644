using System.Text.Json;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>Twelve steps of a rule on gradients that are given and do not depend on the weights.</summary>
internal static class Trajectories
{
    public static IEnumerable<string> Ids(JsonElement? json = null) =>
        (json ?? OracleFiles.Json(OracleFiles.Optimizers)).GetProperty("optimizers").EnumerateArray().Select(o => o.GetProperty("id").GetString()!);

    public static Comparison Compare(string id, Precision precision, Updater updater, JsonElement? json = null)
    {
        var file = new Fields(json ?? OracleFiles.Json(OracleFiles.Optimizers), "optimizers").Remarks("split");
        var tolerance = Tolerance.Of(file.Take("tolerance"), precision, "optimizers.tolerance");
        var input = file.Object("input").Remarks("err_use");
        var one = new Fields(file.Take("optimizers").EnumerateArray().Single(o => o.GetProperty("id").GetString() == id), id)
            .Remarks("id");
        file.End();
        var optimizer = OracleOptimizers.Find(id, one.Object("hyperparameters"));
        var expected = one.Object("expected");
        one.End();
        var (w0, g, err) = (Quantity.Of(input.Take("w0"), id), Quantity.Of(input.Take("g"), id), input.Maybe("err") is { } errors ? Quantity.Of(errors, id) : null);
        input.End();
        if (err is null && optimizer.Rule is Rule.Rprop { Variant: RpropVariant.IPlus }) throw new UnknownInOracle(id, "'err' is missing");
        var trajectory = expected.Object("trajectory");
        expected.End();

        var network = new Network([new Layer(new(w0.ToMatrix(precision), new Bias.Absent()), new Activation.Linear())]);
        var (memory, comparison) = (optimizer.Start(network), new Comparison());
        var columns = trajectory.Rest().Where(column => !IsOfSlipAlone(column.Name)).ToDictionary(column => column.Name, column => Table(column.Value));
        for (var k = 0; k < g.Rows; k++)
        {
            var gradient = Matrix.From(precision, 1, g.Columns, g.Cells.AsSpan(k * g.Columns, g.Columns));
            var (dw, next) = updater.Update(optimizer, k, err?.Cells[k] ?? 0, new(new([new Weights(gradient, new Bias.Absent())])), memory, network);
            (network, memory) = (network + dw, next);
            foreach (var (name, cells) in columns)
            {
                var got = name switch
                {
                    "w" => network.W(0),
                    "dw" => dw.W(0),
                    _ => Remembered(memory, name, g.Columns, precision) ?? throw new UnknownInOracle(id, $"'{name}' is no field of the memory"),
                };
                for (var i = 0; i < g.Columns; i++) comparison.Value($"{name} of {i} after {k + 1}", cells.Cells[(k * g.Columns) + i], got[0, i], tolerance);
            }
        }

        return comparison;

        // A slip may remember what the right rule does not; its weights tell it.
        bool IsOfSlipAlone(string name) => id.StartsWith("WRONG_", StringComparison.Ordinal) && name is not ("w" or "dw") && Remembered(memory, name, g.Columns, precision) is null;

        Quantity Table(JsonElement column) => Quantity.Expected(column, id) is { Rank: 2 } table && (table.Rows, table.Columns) == (g.Rows, g.Columns)
            ? table
            : throw new UnknownInOracle(id, "a trajectory of another length");
    }

    /// <summary>A field by the oracle's letter: g_prev is our gPrev, and the velocity v of Sutskever's form is the dw of the step before.</summary>
    private static Matrix? Remembered(Memory memory, string name, int columns, Precision precision)
    {
        string[] letters = name switch
        {
            "g_prev" => ["gPrev"],
            "dw_prev" => ["dwPrev"],
            "vmax" or "v_max" or "max_v" or "vhat_max" => ["vMax"],
            "b" or "buf" or "buffer" or "momentum_buffer" => ["buf"],
            "v" => ["v", "dwPrev", "vel"],
            "vel" or "velocity" => ["dwPrev", "vel"],
            "delta" or "step_size" => ["step"],
            "P" or "mu_product" or "mu_prod" => ["P"],
            "E_prev" or "err_prev" => ["EPrev"],
            _ => [name],
        };
        return letters.SelectMany(letter => memory.Fields.Where(field => field.Name == letter).Select(field => field.Field.Layers[0].W)).FirstOrDefault()
            ?? memory.Scalars.Where(number => letters.Contains(number.Name)).Select(number => Matrix.Constant(precision, 1, columns, number.Number)).FirstOrDefault();
    }
}
