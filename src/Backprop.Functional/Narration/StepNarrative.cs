using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>A step told as the lecture tells it: network, forward pass, loss, backward pass, update.</summary>
public static class StepNarrative
{
    /// <summary>All values of a step, stage by stage, each with its formula.</summary>
    public static Values<Section> Of(StepTrace trace)
    {
        var N = trace.Forward.Layers.Count;
        return
        [
            Network(trace),
            .. Values.Build(N, n => ForwardNarrative.Of(trace, n + 1)),
            ErrorNarrative.Of(trace),
            .. Values.Build(N, n => BackwardNarrative.Of(trace, N - n)),
            UpdateNarrative.Of(trace),
        ];
    }

    /// <summary>What is given: weights, biases, inputs, targets, eta.</summary>
    private static Section Network(StepTrace trace)
    {
        var network = trace.Before.Network;
        var names = new List<ValueName>();
        for (var n = 0; n < network.Layers.Count; n++)
        {
            for (var i = 1; i <= network.W(n).Rows; i++)
                for (var j = 1; j <= network.W(n).Columns; j++)
                    names.Add(new("w", n, i, j));
            if (network.Bias(n) is Bias.Tied) names.Add(new("w", n, 0));
            if (network.Bias(n) is Bias.PerNeuron each) names.AddRange(Values.Build(each.B.Columns, j => new ValueName("b", n + 1, j + 1)));
        }

        var naming = new Naming(trace);
        for (var p = 0; p < trace.Batch.Count; p++)
        {
            names.AddRange(Values.Build(trace.Batch.X.Columns, i => naming.Sampled("x", null, i + 1, p)));
            names.AddRange(Values.Build(trace.Batch.T.Columns, j => naming.Sampled("t", null, j + 1, p)));
        }

        var given = names.Select(name => new Statement(name, null, trace[name], []));
        return new(Stage.Before, null, Values.From(given.Append(new Statement(new("eta"), null, trace.Recipe.Optimizer.Eta(trace.Before.Steps, trace.Before.Rate), []))));
    }
}
