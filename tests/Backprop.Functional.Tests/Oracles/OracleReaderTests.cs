using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>The readers pass over nothing: each change of a public case below must be seen.</summary>
public class OracleReaderTests
{
    private static readonly Tolerance Tight = new(1e-12, 1e-14);

    [Theory]
    [InlineData("input.loss", "\"hinge\"")]
    [InlineData("input.accumulation", "\"median\"")]
    [InlineData("input.bias", "\"per_weight\"")]
    [InlineData("input.bias", "\"none\"")]
    [InlineData("input.activations", "[\"swish\",\"sigmoid\"]")]
    [InlineData("input.activations", "[\"softmax\",\"sigmoid\"]")]
    [InlineData("input.activations", "[\"sigmoid\"]")]
    [InlineData("input.sizes", "[1,5,4]")]
    [InlineData("input.dropout", "0.5")]
    [InlineData("input.X", "[[\"0,5\"],[\"1\"]]")]
    [InlineData("input.X", "[\"1\",\"2\"]")]
    [InlineData("input.X", "[[\"NaN\"],[\"1\"]]")]
    [InlineData("expected.Hessian", "[]")]
    [InlineData("expected.E", "null")]
    [InlineData("expected.y", "{\"ref\":[[\"1\"]]}")]
    [InlineData("expected.dE/db", "[]")]
    [InlineData("weight", "1")]
    public void Word_that_is_not_known_fails(string path, string value)
    {
        var changed = Changed(NetCase, path, value);
        Assert.Throws<UnknownInOracle>(() => Gradcheck.Compare(changed, "net00", Tight, Precision.Float64, Engine.Ours));
    }

    [Fact]
    public void Missing_value_fails()
    {
        var changed = JsonNode.Parse(NetCase.GetRawText())!;
        changed["expected"]!.AsObject().Remove("E");
        Assert.Throws<UnknownInOracle>(() => Gradcheck.Compare(Json(changed), "net00", Tight, Precision.Float64, Engine.Ours));
    }

    [Fact]
    public void Slip_must_not_match_and_anything_else_must()
    {
        var right = Gradcheck.Compare(NetCase, "net00", Tight, Precision.Float64, Engine.Ours);
        var wrong = Gradcheck.Compare(Changed(NetCase, "expected.E", "{\"ref\":\"0.78299645\"}"), "net00", Tight, Precision.Float64, Engine.Ours);
        right.Judge("net00");
        wrong.Judge("WRONG_E");
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => right.Judge("WRONG_nothing"));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => wrong.Judge("net00"));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => new Comparison().Judge("empty"));
    }

    /// <summary>A file of the schema in a folder, as BACKPROP_ORACLES names one: the misprint of RMSprop under a slip's id, and the right rule under it.</summary>
    [Fact]
    public void A_known_slip_in_a_folder_is_not_matched_and_what_is_no_slip_is_told()
    {
        var folder = Directory.CreateTempSubdirectory("oracles-").FullName;
        try
        {
            var wrong = Written(folder, Backprop.Functional.Optimizers.NewShare.Gamma);
            Trajectories.Compare("WRONG_rmsprop_misprint", Precision.Float64, Updater.Ours, wrong).Judge("WRONG_rmsprop_misprint");
            var right = Written(folder, Backprop.Functional.Optimizers.NewShare.Rest);
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
                Trajectories.Compare("WRONG_rmsprop_misprint", Precision.Float64, Updater.Ours, right).Judge("WRONG_rmsprop_misprint"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The file of the optimizers with one of them: RMSprop with a share of the new square, its trajectory computed by the second opinion.</summary>
    private static JsonElement Written(string folder, Backprop.Functional.Optimizers.NewShare share)
    {
        var file = JsonNode.Parse(OracleFiles.Copy(OracleFiles.Optimizers).GetRawText())!;
        var (g, w) = (Table(file["input"]!["g"]!), Row(file["input"]!["w0"]!));
        var (average, rows) = (new double[w.Length], new JsonArray());
        foreach (var row in g)
        {
            for (var i = 0; i < w.Length; i++)
            {
                average[i] = (0.9 * average[i]) + ((share == Backprop.Functional.Optimizers.NewShare.Rest ? 1 - 0.9 : 0.9) * row[i] * row[i]);
                w[i] -= 0.001 / Math.Sqrt(1e-8 + average[i]) * row[i];
            }

            rows.Add(new JsonArray([.. w.Select(x => (JsonNode)x.ToString("R", CultureInfo.InvariantCulture))]));
        }

        file["optimizers"] = new JsonArray(new JsonObject
        {
            ["id"] = "WRONG_rmsprop_misprint",
            ["hyperparameters"] = new JsonObject { ["lr"] = "0.001", ["rho"] = "0.9", ["epsilon"] = "1e-8" },
            ["expected"] = new JsonObject { ["trajectory"] = new JsonObject { ["w"] = new JsonObject { ["ref"] = rows } } },
        });
        File.WriteAllText(Path.Combine(folder, OracleFiles.Optimizers), file.ToJsonString());
        return JsonDocument.Parse(File.ReadAllText(OracleFiles.Locate(OracleFiles.Optimizers, folder))).RootElement;

        static double[] Row(JsonNode row) => [.. row.AsArray().Select(x => double.Parse((string)x!, CultureInfo.InvariantCulture))];

        static double[][] Table(JsonNode table) => [.. table.AsArray().Select(row => Row(row!))];
    }

    /// <summary>Every id of the vocabulary, with every name that a constant may have.</summary>
    [Theory]
    [InlineData("eta", "alpha", "gamma", "eps", "beta1", "beta2", "wd", "psi", "delta0")]
    [InlineData("lr", "momentum", "rho", "epsilon", "b1", "b2", "weight_decay", "momentum_decay", "lr")]
    [InlineData("learning_rate", "mu", "decay", "eps", "b1", "beta2", "lambda", "psi", "delta_0")]
    public void Every_id_of_the_vocabulary_is_known(string eta, string alpha, string gamma, string eps, string beta1, string beta2, string wd, string psi, string delta0)
    {
        string[] adam = [eta, beta1, beta2, eps], rprop = [delta0, "eta_plus", "eta_minus", "delta_min", "delta_max"];
        foreach (var (ids, constants) in new (string, string[])[]
        {
            ("sgd", [eta]), ("momentum momentum_lecture nesterov_torch nesterov_sutskever", [eta, alpha]),
            ("rprop_minus rprop_minus_bounds rprop_plus irprop_minus irprop_plus rprop_torch rprop_torch_bounds", rprop),
            ("adagrad_lecture adagrad_torch", [eta, eps]), ("adadelta adadelta_095", [gamma, eps]), ("rmsprop_lecture rmsprop_torch", [eta, gamma, eps]),
            ("adam amsgrad adamax_torch", adam), ("adamax", [eta, beta1, beta2]), ("adamw adam_l2", [.. adam, wd]), ("nadam", [.. adam, psi]),
        })
            foreach (var id in ids.Split(' '))
            {
                OracleOptimizers.Find(id, Constants(constants));
                OracleOptimizers.Find($"WRONG_{id}_somehow", Constants(constants));
                Assert.Throws<UnknownInOracle>(() => OracleOptimizers.Find(id, Constants([.. constants, "nesterov"])));
                Assert.Throws<UnknownInOracle>(() => OracleOptimizers.Find(id, Constants(constants[..^1])));
            }

        static Fields Constants(string[] names) => new(JsonSerializer.SerializeToElement(names.ToDictionary(name => name, _ => "0.5")), "here");
    }

    [Fact]
    public void A_number_that_is_none_is_a_miss()
    {
        var comparison = new Comparison();
        comparison.Value("x", 1, double.NaN, new(1, 1));
        comparison.AtMost("x", 1, double.NaN);
        Assert.Equal(2, comparison.Misses.Count);
    }

    [Fact]
    public void Mini_batches_run_in_file_order_with_a_short_last_one()
    {
        var run = MiniBatches(size: 3, marks: [0, 2, 4]);
        Assert.Empty(TrainingRuns.Compare(run, 0, null, null, Precision.Float64, Engine.Ours).Misses);
        Assert.NotEmpty(TrainingRuns.Compare(Changed(run, "input.batch", "2"), 0, null, null, Precision.Float64, Engine.Ours).Misses);
    }

    [Theory]
    [InlineData("input.epochs", "1")]
    [InlineData("input.shuffle", "\"yes\"")]
    [InlineData("input.data", "\"iris\"")]
    [InlineData("runs.0.optimizer", "\"lbfgs\"")]
    [InlineData("runs.0.hyperparameters.alpha", "\"0.9\"")]
    [InlineData("runs.0.expected.accuracy", "1")]
    [InlineData("runs.0.tolerance.f64.loss_rtol", "{\"0\":\"1\"}")]
    public void Run_with_an_unknown_word_fails(string path, string value)
    {
        var run = Changed(MiniBatches(size: 3, marks: [0, 4]), path, value);
        if (path.EndsWith("data", StringComparison.Ordinal))
        {
            var node = JsonNode.Parse(run.GetRawText())!;
            node["input"]!.AsObject().Remove("X");
            run = Json(node);
        }

        Assert.Throws<UnknownInOracle>(() => TrainingRuns.Compare(run, 0, null, null, Precision.Float64, Engine.Ours));
    }

    [Fact]
    public void Samples_may_stand_under_data()
    {
        var node = JsonNode.Parse(MiniBatches(size: 3, marks: [0, 4]).GetRawText())!;
        var samples = new JsonObject { ["X"] = node["input"]!["X"]!.DeepClone(), ["T"] = node["input"]!["T"]!.DeepClone() };
        node["input"]!.AsObject().Remove("X");
        node["input"]!.AsObject().Remove("T");
        node["input"]!["data"] = "xor";
        var named = Json(new JsonObject { ["xor"] = samples.DeepClone() });
        Assert.Empty(TrainingRuns.Compare(Json(node), 0, named, null, Precision.Float64, Engine.Ours).Misses);
        node["input"]!["data"] = samples;
        Assert.Empty(TrainingRuns.Compare(Json(node), 0, null, null, Precision.Float64, Engine.Ours).Misses);
    }

    [Fact]
    public void A_folder_without_oracles_is_a_mistake_and_a_file_that_it_lacks_is_read_from_the_copies()
    {
        var folder = Directory.CreateTempSubdirectory("oracles-").FullName;
        try
        {
            Assert.Throws<DirectoryNotFoundException>(() => OracleFiles.Locate(OracleFiles.Variants, folder));
            File.WriteAllText(Path.Combine(folder, OracleFiles.Gradcheck), "{}");
            Assert.Equal(Path.Combine(folder, OracleFiles.Gradcheck), OracleFiles.Locate(OracleFiles.Gradcheck, folder));
            Assert.Equal(OracleFiles.Locate(OracleFiles.Variants, null), OracleFiles.Locate(OracleFiles.Variants, folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static JsonElement NetCase => OracleFiles.Copy(OracleFiles.Gradcheck).GetProperty("cases")[0];

    /// <summary>The first XOR case with mini-batches; its losses are those of steps taken one by one.</summary>
    private static JsonElement MiniBatches(int size, int[] marks)
    {
        var node = JsonNode.Parse(OracleFiles.Copy(OracleFiles.Training).GetProperty("cases")[0].GetRawText())!;
        var input = new Fields(Json(node["input"]!), "input");
        var network = OracleNet.Network(input, Precision.Float64);
        var all = OracleNet.Batch(input, Precision.Float64);
        var recipe = new Backprop.Functional.Training.Recipe(OracleNet.Loss("sse", ""), OracleNet.Accumulation("sum", ""), Backprop.Functional.Optimizers.Optimizer.GradientDescent(0.5));
        var (state, losses) = (Backprop.Functional.Training.TrainingState.Start(network, recipe.Optimizer), new JsonObject());
        for (var k = 0; k <= marks.Max(); k++)
        {
            var e = recipe.Explain(state, all).Error.E;
            if (marks.Contains(k)) losses[k.ToString(CultureInfo.InvariantCulture)] = new JsonObject { ["ref"] = e.ToString("R", CultureInfo.InvariantCulture) };
            var rows = Enumerable.Range(0, all.Count).Chunk(size).ElementAt(k % ((all.Count + size - 1) / size));
            state = recipe.Step.Invoke(state, new(Rows(all.X), Rows(all.T)));

            Matrix Rows(Matrix m) => Matrix.From(m.Precision, rows.Length, m.Columns, [.. rows.SelectMany(p => Enumerable.Range(0, m.Columns).Select(j => m[p, j]))]);
        }

        node["input"]!["batch"] = size;
        node["input"]!["epochs"] = 2;
        var run = node["runs"]![0]!;
        run["expected"] = new JsonObject { ["loss_after_k_updates"] = losses };
        run["tolerance"]!["f64"]!["loss_rtol"] = "1e-15";
        node["runs"] = new JsonArray(run.DeepClone());
        return Json(node);
    }

    private static JsonElement Changed(JsonElement element, string path, string value)
    {
        var root = JsonNode.Parse(element.GetRawText())!;
        var (node, names) = (root, path.Split('.'));
        foreach (var name in names[..^1]) node = int.TryParse(name, out var index) ? node[index]! : node[name]!;
        node[names[^1]] = JsonNode.Parse(value);
        return Json(root);
    }

    private static JsonElement Json(JsonNode node) => JsonSerializer.SerializeToElement(node);
}
