using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Backprop.Functional.Data;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>Whole training runs from given weights: full batches, or mini-batches in file order with a short last one.</summary>
internal static partial class TrainingRuns
{
    /// <summary>Case, place of the run in it and optimizer, such as <c>xor_2-2-1 / 0 sgd</c>; without the optimizers that come later.</summary>
    public static IEnumerable<string> Names(JsonElement? file = null) => All(file).Select(run => run.Name);

    public static IEnumerable<(string Name, string Optimizer)> All(JsonElement? file = null) =>
        from one in (file ?? OracleFiles.Json(OracleFiles.Training)).GetProperty("cases").EnumerateArray()
        from run in one.GetProperty("runs").EnumerateArray().Select((run, k) => (Optimizer: run.GetProperty("optimizer").GetString()!, k))
        select ($"{one.GetProperty("id").GetString()} / {run.k} {run.Optimizer}", run.Optimizer);

    public static Comparison Compare(string name, Precision precision, Engine engine, JsonElement? json = null)
    {
        var (id, which) = Parts(name);
        var file = new Fields(json ?? OracleFiles.Json(OracleFiles.Training), "training")
            .Remarks("split", "tolerance_rule");
        var found = file.Take("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        var (shared, tolerance) = (file.Maybe("data"), file.Maybe("tolerance"));
        file.End();
        return Compare(found, which, shared, tolerance, precision, engine);
    }

    /// <summary>The case and the place of the run in it. An id may hold the sign between them, an optimizer's does not.</summary>
    private static (string Case, int Which) Parts(string name)
    {
        var at = name.LastIndexOf(" / ", StringComparison.Ordinal);
        return (name[..at], int.Parse(name[(at + 3)..].Split(' ')[0], CultureInfo.InvariantCulture));
    }

    /// <summary>What says whether a run is that of a known slip: the id of its case, or its optimizer.</summary>
    public static string Judged(string name) =>
        name.LastIndexOf(" WRONG_", StringComparison.Ordinal) is >= 0 and var at && at > name.LastIndexOf(" / ", StringComparison.Ordinal) ? name[(at + 1)..] : name;

    internal static Comparison Compare(JsonElement found, int which, JsonElement? data, JsonElement? tolerance, Precision precision, Engine engine)
    {
        var one = new Fields(found, found.GetProperty("id").GetString()!).Remarks("id");
        var (input, place) = (one.Object("input"), one.Place);
        var fields = new Fields(one.Take("runs")[which], $"{place}, run {which}");
        var (ownData, ownTolerance) = (one.Maybe("data"), one.Maybe("tolerance"));
        var hyperparameters = fields.Object("hyperparameters");
        var (size, epochs) = (Count("batch"), Count("epochs"));
        one.End();

        var network = OracleNet.Network(input, precision);
        var optimizer = OracleOptimizers.Find(fields.Word("optimizer"), hyperparameters);
        var recipe = new Recipe(OracleNet.Loss(input.Word("loss"), place), OracleNet.Accumulation(input.Word("accumulation"), place), optimizer);
        var samples = Samples(input, ownData ?? data, precision);
        input.End();

        var marks = new Marks(fields.Maybe("tolerance") ?? ownTolerance ?? tolerance ?? throw new UnknownInOracle(place, "no tolerance"), precision, fields.Place);
        var epoch = Cut(samples, size ?? samples.Count, precision);
        var run = new Run(network, recipe, samples, Batches.Of(epoch), engine);
        var comparison = new Comparison();
        var expected = fields.Object("expected");
        fields.End();
        foreach (var (key, value) in expected.Rest()) One(comparison, run, key, value, marks, epoch.Count, epochs, precision);
        return comparison;

        int? Count(string word) => hyperparameters.MaybeCount(word) ?? fields.MaybeCount(word) ?? input.MaybeCount(word) ?? one.MaybeCount(word);
    }

    private static void One(Comparison comparison, Run run, string key, JsonElement value, Marks marks, int perEpoch, int? epochs, Precision precision)
    {
        if (Loss().Match(key) is { Success: true } loss)
        {
            foreach (var mark in value.EnumerateObject())
                if (marks.Loss(mark.Name) is { } tolerance)
                    comparison.Value($"E after {mark.Name} {loss.Groups[1]}", Quantity.Expected(mark.Value, key).Cells.Single(), run.LossAfter(Updates(mark.Name, loss)), tolerance);
        }
        else if (Weights().Match(key) is { Success: true } weights)
        {
            var expected = new Fields(value, key);
            if (marks.Weights is { } tolerance)
            {
                run.CompareWeights(comparison, Updates(weights.Groups[2].Value, weights), expected, tolerance);
                expected.End();
            }
        }
        else if (key == "loss_upper_bound")
        {
            var bounds = new Fields(value, key);
            var (wide, narrow) = (bounds.Take("f64"), bounds.Take("f32"));
            bounds.End();
            foreach (var mark in (precision == Precision.Float64 ? wide : narrow).EnumerateObject())
                comparison.AtMost($"E after {mark.Name}", Quantity.Number(mark.Value, key), run.LossAfter(int.Parse(mark.Name, CultureInfo.InvariantCulture)));
        }
        else throw new UnknownInOracle("training", $"expected '{key}'");

        int Updates(string mark, Match unit)
        {
            var k = int.Parse(mark, CultureInfo.InvariantCulture) * (unit.Groups[1].Value == "epochs" ? perEpoch : 1);
            return k <= (epochs ?? int.MaxValue / perEpoch) * perEpoch ? k : throw new UnknownInOracle(key, $"{k} updates in {epochs} epochs");
        }
    }

    /// <summary>X and T stand in the input, or under <c>data</c>: there itself, in the case or in the file, where the input's word names it.</summary>
    private static Batch Samples(Fields input, JsonElement? outside, Precision precision)
    {
        if (input.Maybe("data") is not { } data) return outside is { } one && !input.Has("X") ? Read(one, "data") : OracleNet.Batch(input, precision);
        if (data.ValueKind != JsonValueKind.String) return Read(data, "data");
        var name = data.GetString()!;
        if (outside is { } sets && sets.TryGetProperty(name, out var set)) return Read(set, name);
        return outside is { } only && only.TryGetProperty("X", out _) ? Read(only, name)
            : input.Has("X") ? OracleNet.Batch(input, precision)
            : throw new UnknownInOracle(input.Place, $"data '{name}' is not in the file");

        Batch Read(JsonElement element, string place)
        {
            var fields = new Fields(element, place).Remarks("id", "name", "source", "licence", "features", "classes");
            var batch = OracleNet.Batch(fields, precision);
            fields.End();
            return batch;
        }
    }

    private static List<Batch> Cut(Batch all, int size, Precision precision)
    {
        var batches = new List<Batch>();
        for (var from = 0; from < all.Count; from += size)
            batches.Add(new(Rows(all.X, from, Math.Min(size, all.Count - from)), Rows(all.T, from, Math.Min(size, all.Count - from))));
        return batches;

        Matrix Rows(Matrix m, int from, int count) =>
            Matrix.Build(precision, count, m.Columns, (m, from), static (s, k) => s.m[s.from + (k / s.m.Columns), k % s.m.Columns]);
    }

    [GeneratedRegex(@"^loss_after_k_(updates|epochs)\z")] private static partial Regex Loss();

    [GeneratedRegex(@"^(?:weights_)?after_(?<2>\d+)_(?<1>updates|epochs)\z")] private static partial Regex Weights();
}
