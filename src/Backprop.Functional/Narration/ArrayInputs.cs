using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>What an array of a step is computed from, array by array.</summary>
internal static class ArrayInputs
{
    /// <summary>The names of the arrays; none for what is given.</summary>
    public static IEnumerable<string> Of(StepTrace trace, NamedArray array)
    {
        var (name, N) = (array.Name, trace.Forward.Layers.Count);
        return (name.Symbol, name.Layer) switch
        {
            _ when array.Stage == Stage.Update => Update(trace, name),
            _ when name.IsAhead => [$"{name with { IsAhead = false }}", .. trace.Before.Memory.Fields.Select(part => $"{Memory(part.Name, name)}")],
            _ when array.Stage == Stage.Before || array.Stage == Stage.Batch => [],
            ("v", { } n) => [Passed(trace, n - 1), $"{Weights(trace, n - 1)}", .. Bias(trace, n - 1)],
            ("y", { } n) => [$"v({n})"],
            ("kept", { } n) => [Y(n), $"mask({n})"],
            ("e", _) => ["t", Y(N)],
            ("E", _) => ["t", .. SampleWeights(trace), Y(N), .. trace.Recipe.Loss is Loss.BinaryCrossEntropy or Loss.SoftmaxCrossEntropy ? [$"v({N})"] : (string[])[]],
            ("dE/dy", { } n) => n == N ? ["t", .. SampleWeights(trace), Y(N)] : [$"delta({n + 1})", $"{Weights(trace, n)}", .. Mask(trace, n)],
            ("f'", { } n) => [$"v({n})", $"y({n})"],
            ("delta", { } n) => n == N && trace.Error.IsShort ? ["t", .. SampleWeights(trace), Y(N)]
                : trace.Before.Network.Layers[n - 1].F is Activation.Softmax ? [$"dE/dy({n})", $"y({n})"] : [$"dE/dy({n})", $"f'({n})"],
            ("dE/dw", { } n) => name.From == 0 ? [$"delta({n + 1})"] : [$"delta({n + 1})", Passed(trace, n)],
            ("dE/db", { } n) => [$"delta({n})"],
            _ => [],
        };
    }

    /// <summary>What a parameter's update is computed from: the parameter, its gradient, its memory, eta, and for a weight its update.</summary>
    public static IEnumerable<string> Update(StepTrace trace, ValueName name)
    {
        if (name is { IsNew: true, Symbol: "w" or "b" }) return [$"{name with { IsNew = false }}", $"{name with { IsNew = false, Symbol = $"d{name.Symbol}" }}"];
        if (name.Layer is null) return TraceArrays.LinkOf(name.Symbol) is { } k ? Gradients(trace, k) : ["E"];
        var w = Parameter(trace, name);
        var links = trace.Recipe.Optimizer.Links.Count;
        var link = TraceArrays.LinkOf(name.Symbol);
        var last = link - 1 ?? links;
        var gradient = last == 0 ? $"{w with { Symbol = $"dE/d{w.Symbol}" }}" : $"{Memory($"g{last}", w)}";
        if (link is not null) return [gradient, $"{w}", .. trace.Recipe.Optimizer.Links[last] is Optimizers.Link.ClipByNorm ? [$"norm{last + 1}"] : (string[])[]];
        return [gradient, .. trace.Before.Memory.Fields.Select(part => $"{Memory(part.Name, w)}"), $"{w}", "eta", "E"];
    }

    /// <summary>The parameter to which a memory, a linked gradient or an update belongs: m(0)_0,2 is that of b(1)_2.</summary>
    private static ValueName Parameter(StepTrace trace, ValueName name) => name switch
    {
        { Symbol: "dw" or "db" } => name with { Symbol = name.Symbol[1..] },
        { From: 0, Layer: { } n } when trace.Before.Network.Bias(n) is Bias.PerNeuron => new("b", n + 1, name.To),
        _ => new("w", name.Layer, name.From, name.To),
    };

    /// <summary>The memory of a parameter under a letter.</summary>
    private static ValueName Memory(string letter, ValueName w) => w.Symbol == "b" ? new(letter, w.Layer - 1, 0, w.From) : new(letter, w.Layer, w.From, w.To);

    /// <summary>The gradients as the link of that number finds them.</summary>
    private static IEnumerable<string> Gradients(StepTrace trace, int k) =>
        (k == 1 ? ParameterArrays.Of(Stage.Update, "dE/d", trace.Before.Network.Parameters) : ParameterArrays.OfField(Stage.Update, $"g{k - 1}", trace.Before.Network.Parameters))
        .Select(static array => $"{array.Name}");

    private static string Y(int n) => n == 0 ? "x" : $"y({n})";

    /// <summary>What layer n passes on.</summary>
    private static string Passed(StepTrace trace, int n) => n > 0 && trace.Forward.Layers[n - 1].Mask is not null ? $"kept({n})" : Y(n);

    private static IEnumerable<string> Mask(StepTrace trace, int n) => trace.Forward.Layers[n - 1].Mask is null ? [] : [$"mask({n})"];

    private static IEnumerable<string> SampleWeights(StepTrace trace) => trace.Batch.Weights is null ? [] : ["weight"];

    private static ValueName Weights(StepTrace trace, int n) => new("w", n, IsAhead: !ReferenceEquals(trace.At, trace.Before.Network));

    private static IEnumerable<string> Bias(StepTrace trace, int n) => trace.At.Bias(n) switch
    {
        Networks.Bias.Tied => [$"{Weights(trace, n) with { From = 0 }}"],
        Networks.Bias.PerNeuron => [$"{Weights(trace, n) with { Symbol = "b", Layer = n + 1 }}"],
        _ => [],
    };
}
