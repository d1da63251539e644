using System.Globalization;
using System.Text.Json;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;

namespace Backprop.Functional.Persistence.Exports;

/// <summary>The first steps of a run, to be repeated in PyTorch: data, first weights and order as npz, settings as JSON, and a script that writes the trace.</summary>
public static class PyTorch
{
    /// <summary>The files by their names: run.npz, run.json, run.py.</summary>
    /// <param name="run">The run.</param>
    /// <param name="steps">How many steps, 1 or more; fewer if the run has fewer.</param>
    public static Checked<Values<(string Name, ReadOnlyMemory<byte> Bytes)>> Write(Run run, int steps)
    {
        if (Unsupported(run) is { } what)
            return Checked.Bad<Values<(string, ReadOnlyMemory<byte>)>>(new Problem.OutOfRange("export", $"the script for PyTorch has no {what}",
                "it has the rules of gradient descent, momentum, nesterov, adagrad, adadelta, rmsprop, adam and adamax, "
                + "without links, dropout, weights of samples and rates that follow the loss"));
        var rows = Rows(run, steps).ToList();
        if (Enumerable.Range(0, rows.Count).Where(k => !double.IsFinite(run.Recipe.Optimizer.Eta(k, RateState.Start))).Take(1).ToList() is [var last])
            return Checked.Bad<Values<(string, ReadOnlyMemory<byte>)>>(new Problem.OutOfRange("schedule",
                string.Create(CultureInfo.InvariantCulture, $"the rate of step {last + 1} is not finite"),
                string.Create(CultureInfo.InvariantCulture, $"export {last} steps, or use another schedule")));
        var (part, network) = (run.Split.Training, run.Start.Network);
        var all = part.Data.Batch(Enumerable.Range(0, part.Data.Count).ToArray(), run.Scaling, network.Precision);
        List<Npz.Entry> arrays =
        [
            Npz.Of("x", all.X), Npz.Of("t", all.T), Npz.Of("order", [.. rows.SelectMany(static batch => batch)]), Npz.Of("lengths", [.. rows.Select(static batch => batch.Length)]),
            .. network.Layers.Map(static (layer, n) => Npz.Of($"w{n}", layer.Weights.W)),
            .. network.Layers.Select(static (layer, n) => (Cells: layer.Weights.Bias.Cells, n)).Where(static one => one.Cells is not null).Select(static one => Npz.Of($"b{one.n}", one.Cells!)),
        ];
        return Checked.Good<Values<(string, ReadOnlyMemory<byte>)>>([("run.npz", Npz.Write(arrays)), ("run.json", Settings(run, rows.Count)), ("run.py", Script())]);
    }

    private static string? Unsupported(Run run) => run.Recipe switch
    {
        { Dropout: not null } => "dropout",
        { Optimizer.Links.Count: > 0 } => "links",
        { Optimizer.Rate.FollowsLosses: true } => "learning rate that follows the loss",
        { Optimizer.Rule: (Rule.Rprop or Rule.NesterovAhead or Rule.NAdam) and var rule } => $"rule {rule.Name}",
        _ when run.Batches.Batches(1, run.Scaling, run.Start.Network.Precision).First().Weights is not null => "weights of samples",
        _ => null,
    };

    private static IEnumerable<int[]> Rows(Run run, int steps)
    {
        var count = 0;
        for (var epoch = 1; count < steps && epoch <= run.MostEpochs; epoch++)
        {
            var order = run.Batches.Order(epoch);
            for (var k = 0; k < run.Batches.Steps && count < steps; k++, count++)
                yield return [.. order.AsSpan(k * run.Batches.BatchSize, Math.Min(run.Batches.BatchSize, order.Length - (k * run.Batches.BatchSize)))];
        }
    }

    private static ReadOnlyMemory<byte> Settings(Run run, int steps)
    {
        var (network, recipe) = (run.Start.Network, run.Recipe);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("network", network.Shape);
            json.WriteString("precision", Precisions.NameOf(network.Precision));
            json.WriteString("bias", network.Bias(0).Kind switch { BiasKind.Tied => "tied", BiasKind.PerNeuron => "per-neuron", _ => "absent" });
            json.WriteString("loss", recipe.Loss.Name);
            json.WriteString("accumulate", recipe.Accumulation == Accumulation.Sum ? "sum" : "mean");
            json.WriteStartArray("activations");
            foreach (var layer in network.Layers) json.WriteStringValue(layer.F.Name);
            json.WriteEndArray();
            json.WriteStartObject("rule");
            json.WriteString("kind", recipe.Optimizer.Rule.Name);
            json.WriteNumber("decay", recipe.Optimizer.Rule.Decay);
            foreach (var constant in OptimizerText.Constants(recipe.Optimizer.Rule))
            {
                if (constant.Value is double number) json.WriteNumber(constant.Word, number);
                else json.WriteString(constant.Word, $"{constant.Value}".ToLowerInvariant());
            }

            json.WriteStartObject("memory");
            foreach (var (letter, field) in run.Start.Memory.Fields) json.WriteNumber(letter, field.Layers[0].W[0, 0]);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartArray("eta");
            for (var k = 0; k < steps; k++) json.WriteNumberValue(recipe.Optimizer.Eta(k, RateState.Start));

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static byte[] Script()
    {
        using var stream = typeof(PyTorch).Assembly.GetManifestResourceStream("pytorch.py")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
