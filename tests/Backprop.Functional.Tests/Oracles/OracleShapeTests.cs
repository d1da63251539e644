using System.Text.Json;
using System.Text.Json.Nodes;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>Files that the schema allows and that look otherwise than the copies: each is read, and what must be told is told.</summary>
public class OracleShapeTests
{
    private static readonly Tolerance Tight = new(1e-12, 1e-14);

    [Fact]
    public void An_id_may_hold_the_sign_between_a_case_and_its_run()
    {
        var file = File(OracleFiles.Training);
        file["cases"]![0]!["id"] = "xor / 2-2-1";
        file["cases"]![0]!["runs"] = new JsonArray(file["cases"]![0]!["runs"]![2]!.DeepClone());
        var name = TrainingRuns.Names(Json(file)).First();
        TrainingRuns.Compare(name, Precision.Float64, Engine.Ours, Json(file)).Judge(name);
    }

    [Theory]
    [InlineData("xor / 0 WRONG_sgd", "WRONG_sgd")]
    [InlineData("WRONG_xor / 0 sgd", "WRONG_xor / 0 sgd")]
    [InlineData("a WRONG_b / 0 sgd", "a WRONG_b / 0 sgd")]
    public void A_run_is_a_slip_by_its_case_or_its_optimizer(string name, string judged) => Assert.Equal(judged, TrainingRuns.Judged(name));

    /// <summary>A list of nulls, null and nothing all mean that there is no bias.</summary>
    [Theory, InlineData(true), InlineData(false)]
    public void Biases_that_are_not_there_need_no_list(bool isNull)
    {
        var net = Gradients().Single(one => (string)one["input"]!["bias"]! == "none");
        foreach (var (part, name) in new[] { ("input", "b"), ("expected", "dE/db") })
            if (isNull) net[part]![name] = null;
            else net[part]!.AsObject().Remove(name);
        Gradcheck.Compare(Json(net), "net", Tight, Precision.Float64, Engine.Ours).Judge("net");
    }

    [Fact]
    public void The_gradient_of_a_bias_that_is_there_must_be_expected()
    {
        var net = Gradients().First(one => (string)one["input"]!["bias"]! == "per_neuron");
        net["expected"]!.AsObject().Remove("dE/db");
        Assert.Throws<UnknownInOracle>(() => Gradcheck.Compare(Json(net), "net", Tight, Precision.Float64, Engine.Ours));
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, true, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    public void Biases_after_a_run_are_expected_where_the_net_has_some(bool inNet, bool expected, bool isRead)
    {
        var run = File(OracleFiles.Training)["cases"]![0]!;
        run["runs"] = new JsonArray(run["runs"]![2]!.DeepClone());
        if (!inNet) run["input"]!["b"] = null;
        if (!expected) run["runs"]![0]!["expected"]!["weights_after_100_updates"]!.AsObject().Remove("b");
        var compare = () => TrainingRuns.Compare(Json(run), 0, null, null, Precision.Float64, Engine.Ours);
        if (isRead) Assert.Equal(!inNet, compare().Misses.Count > 0);
        else Assert.Throws<UnknownInOracle>(compare);
    }

    [Fact]
    public void Errors_are_asked_for_by_the_rule_that_uses_them()
    {
        var file = File(OracleFiles.Optimizers);
        file["input"]!.AsObject().Remove("err");
        file["optimizers"]!.AsArray().Single(one => (string)one!["id"]! == "rprop_minus_bounds")!["id"] = "irprop_plus";
        Trajectories.Compare("sgd", Precision.Float64, Updater.Ours, Json(file)).Judge("sgd");
        Assert.Throws<UnknownInOracle>(() => Trajectories.Compare("irprop_plus", Precision.Float64, Updater.Ours, Json(file)));
    }

    /// <summary>A slip may be named in any words around its rule, and may remember what the right rule does not.</summary>
    [Theory]
    [InlineData("WRONG_no_bias_correction_of_adam", true)]
    [InlineData("WRONG_epsilon_outside_adagrad", false)]
    [InlineData("adam", false)]
    public void A_slip_is_told_by_its_weights(string id, bool isRead)
    {
        var file = File(OracleFiles.Optimizers);
        var rule = file["optimizers"]!.AsArray().Single(one => (string)one!["id"]! == "adam")!;
        rule["id"] = id;
        rule["expected"]!["trajectory"]!["own"] = rule["expected"]!["trajectory"]!["m"]!.DeepClone();
        rule["hyperparameters"]!["beta2"] = "0.5";
        var compare = () => Trajectories.Compare(id, Precision.Float64, Updater.Ours, Json(file));
        if (isRead) compare().Judge(id);
        else Assert.Throws<UnknownInOracle>(compare);
    }

    [Theory]
    [InlineData("dE/dw_1,12^(0)", "dE/dw(0)_1,12")]
    [InlineData("w_11,2^(1) new", "new w(1)_11,2")]
    [InlineData("w_1,2^(1)", "w(1)_1,2")]
    [InlineData("w_12^(10)", "w(10)_1,2")]
    public void Neurons_above_nine_stand_apart_in_a_weight(string item, string value) => Assert.Equal(value, WorkedExample.Translate(item).Name);

    [Fact]
    public void Three_digits_without_a_comma_are_no_weight() => Assert.Throws<UnknownInOracle>(() => WorkedExample.Translate("w_112^(0)"));

    [Theory, InlineData("shared_bias"), InlineData("per_neuron_bias")]
    public void The_name_of_a_trajectory_says_its_bias(string name)
    {
        var file = File(OracleFiles.WorkedExample);
        file["trajectories"]![name]!.AsObject().Remove("bias");
        new WorkedExample(Precision.Float64, Json(file)).Trajectory(name, Engine.Ours).Judge(name);
        file["trajectories"]![name]!["bias"] = "none";
        Assert.Throws<UnknownInOracle>(() => new WorkedExample(Precision.Float64, Json(file)).Trajectory(name, Engine.Ours));
    }

    [Fact]
    public void A_run_without_weights_needs_no_tolerance_for_them()
    {
        using var tolerance = JsonDocument.Parse("""{ "f64": { "loss_rtol": { "0": "1e-13" } }, "f32": { "loss_rtol": { "0": "1e-5" } } }""");
        var marks = new Marks(tolerance.RootElement, Precision.Float64, "here");
        Assert.Equal(new Tolerance(1e-13, 0), marks.Loss("0"));
        Assert.Throws<UnknownInOracle>(() => marks.Weights);
    }

    /// <summary>The rule of the file lets Float32 leave the trajectory, never Float64.</summary>
    [Fact]
    public void Float64_is_compared_at_every_mark()
    {
        using var tolerance = JsonDocument.Parse("""{ "f64": { "rtol": "1" }, "f32": { "rtol": "1" } }""");
        Assert.Equal(new Tolerance(1, 0), new Marks(tolerance.RootElement, Precision.Float64, "here").Loss("0"));
        Assert.Null(new Marks(tolerance.RootElement, Precision.Float32, "here").Loss("0"));
    }

    private static IEnumerable<JsonNode> Gradients() => File(OracleFiles.Gradcheck)["cases"]!.AsArray().Select(one => one!);

    private static JsonNode File(string name) => JsonNode.Parse(OracleFiles.Copy(name).GetRawText())!;

    private static JsonElement Json(JsonNode node) => JsonSerializer.SerializeToElement(node);
}
