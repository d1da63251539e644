using System.Text.Json;
using System.Text.RegularExpressions;
using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Passes;
using Backprop.Functional.Training;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>The lecture's example as the oracle tells it: its input, its items by name, its trajectories.</summary>
internal sealed partial class WorkedExample
{
    private readonly Fields input;
    private readonly Tolerance oneStep;
    private readonly Tolerance trajectory;
    private readonly List<JsonElement> items;
    private readonly Fields trajectories;
    private readonly Recipe recipe;
    private readonly Batch batch;
    private readonly Network tied;
    private readonly Network perNeuron;

    public WorkedExample(Precision precision, JsonElement? json = null)
    {
        var file = new Fields(json ?? OracleFiles.Json(OracleFiles.WorkedExample), "worked_example")
            .Remarks("split");
        input = file.Object("input").Remarks("W_layout");
        var tolerances = file.Object("tolerance");
        (oneStep, trajectory) = (Tolerance.Of(tolerances.Take("one_step"), precision, "one_step"),
            Tolerance.Of(tolerances.Take("trajectory"), precision, "trajectory"));
        items = [.. file.Take("items").EnumerateArray()];
        trajectories = file.Object("trajectories");
        file.End();
        (recipe, batch, tied, perNeuron) = Read(precision);
    }

    private (Recipe Recipe, Batch Batch, Network Tied, Network PerNeuron) Read(Precision precision)
    {
        var (w, w0, place) = (input.Take("W"), input.Take("w0").EnumerateArray().ToList(), input.Place);
        var f = OracleNet.Activation(input.Word("activation"), place);
        var functions = w0.Select(_ => f).ToList();
        var shared = OracleNet.Network(w, [.. w0.Select(b => OracleNet.Bias(b, precision, place))], functions, null, precision, place);
        var samples = new Batch(Quantity.Of(input.Take("x"), place).ToMatrix(precision), Quantity.Of(input.Take("t"), place).ToMatrix(precision));
        var rule = new Recipe(new Loss.HalfSquaredError(), Accumulation.Sum, Optimizer.GradientDescent(input.Number("eta")));
        input.End();
        return (rule, samples, shared, OracleNet.PerNeuron(shared));
    }

    /// <summary>The names of the items, in their order; a name that comes twice would hide one of the two.</summary>
    public static IEnumerable<string> ItemNames(JsonElement? file = null) =>
        (file ?? OracleFiles.Json(OracleFiles.WorkedExample)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!);

    public static IEnumerable<string> TrajectoryNames() =>
        OracleFiles.Json(OracleFiles.WorkedExample).GetProperty("trajectories").EnumerateObject().Select(member => member.Name).Where(name => name != "comment");

    public StepTrace Trace(Engine engine, BiasKind kind)
    {
        var network = kind == BiasKind.Tied ? tied : perNeuron;
        return engine.Explain(recipe, TrainingState.Start(network, recipe.Optimizer), batch);
    }

    public Comparison Item(string name, Engine engine)
    {
        var comparison = new Comparison();
        var item = new Fields(items.Single(candidate => candidate.GetProperty("name").GetString() == name), name)
            .Remarks("name", "section", "f64", "lecture_printed", "lecture_digits_agree", "lecture_label", "lecture_label_wrong");
        var (reference, rounded) = (item.Number("ref"), item.Number("rounded_4dp"));
        item.End();
        var (value, kinds) = Translate(name);
        foreach (var kind in kinds)
        {
            var trace = Trace(engine, kind);
            comparison.Value($"{name} as {value}, {kind}", reference, trace[value], oneStep);
            if (trace.Before.Network.Precision == Precision.Float64)
                comparison.Value($"{name} as {value}, {kind}, to 4 places", rounded, trace[value], new(0, 0.00005000000001));
        }

        return comparison;
    }

    public Comparison Trajectory(string name, Engine engine)
    {
        var comparison = new Comparison();
        var fields = trajectories.Object(name);
        var start = (name, fields.MaybeWord("bias")?.Split(' ')[0]) switch
        {
            ("shared_bias", "per_layer" or null) => tied,
            ("per_neuron_bias", "per_neuron" or null) => perNeuron,
            (_, var other) => throw new UnknownInOracle(fields.Place, $"bias '{other}'"),
        };
        var run = new Run(start, recipe, batch, Batches.Of(batch), engine);
        foreach (var mark in fields.Take("loss_after_k_updates").EnumerateObject())
            comparison.Value($"E after {mark.Name}", Quantity.Expected(mark.Value, mark.Name).Cells.Single(), run.LossAfter(int.Parse(mark.Name)), trajectory);
        foreach (var (key, value) in fields.Rest())
        {
            if (After().Match(key) is not { Success: true } after) throw new UnknownInOracle(fields.Place, $"'{key}'");
            var weights = new Fields(value, key);
            run.CompareWeights(comparison, int.Parse(after.Groups[1].Value), weights, trajectory, "y_output");
            weights.End();
        }

        fields.End();
        return comparison;
    }

    /// <summary>The oracle's name of a value in the grammar of this library, and the kinds of bias under which it is the value.</summary>
    internal static (string Name, BiasKind[] Kinds) Translate(string name)
    {
        BiasKind[] both = [BiasKind.Tied, BiasKind.PerNeuron], tied = [BiasKind.Tied], each = [BiasKind.PerNeuron];
        const string Variant = " (per-neuron bias variant)";
        const string Used = " as used in the weight update slide";
        var variant = name.EndsWith(Variant, StringComparison.Ordinal);
        var core = variant ? name[..^Variant.Length] : name.EndsWith(Used, StringComparison.Ordinal) ? name[..^Used.Length] : name;
        var old = core.EndsWith(" new", StringComparison.Ordinal) ? core[..^4] : core;
        var prefix = old == core ? "" : "new ";
        if (old is "E" && !variant) return ("E", both);
        if (Weight().Match(old) is { Success: true } w && !variant)
            return ($"{prefix}{w.Groups[1]}({w.Groups["n"]})_{w.Groups["i"]},{w.Groups["j"]}", both);
        if (Shared().Match(old) is { Success: true } s && !variant) return ($"{prefix}{s.Groups[1]}({s.Groups[2]})_0", tied);
        if (Own().Match(old) is { Success: true } b && variant) return ($"{prefix}{b.Groups[1]}({b.Groups[3]})_{b.Groups[2]}", each);
        if (prefix == "" && !variant && Derivative().Match(old) is { Success: true } d) return ($"f'({d.Groups[2]})_{d.Groups[1]}", both);
        if (prefix == "" && !variant && Signal().Match(old) is { Success: true } v) return ($"{v.Groups[1]}({v.Groups[3]})_{v.Groups[2]}", both);
        if (prefix == "" && !variant && Output().IsMatch(old)) return (old, both);
        throw new UnknownInOracle("worked_example", $"item '{name}'");
    }

    [GeneratedRegex(@"^((?:dE/d)?w)_(?:(?<i>\d)(?<j>\d)|(?<i>\d+),(?<j>\d+))\^\((?<n>\d+)\)\z")] private static partial Regex Weight();

    [GeneratedRegex(@"^((?:dE/d)?w)0\^\((\d+)\)\z")] private static partial Regex Shared();

    [GeneratedRegex(@"^((?:dE/d)?b)_(\d+)\^\((\d+)\)\z")] private static partial Regex Own();

    [GeneratedRegex(@"^f'\(v_(\d+)\^\((\d+)\)\)\z")] private static partial Regex Derivative();

    [GeneratedRegex(@"^(v|y|delta|dE/dy|dE/dv)_(\d+)\^\((\d+)\)\z")] private static partial Regex Signal();

    [GeneratedRegex(@"^[ext]_\d+\z")] private static partial Regex Output();

    [GeneratedRegex(@"^after_(\d+)_updates\z")] private static partial Regex After();
}
