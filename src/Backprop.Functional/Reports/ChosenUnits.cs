using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Reports;

/// <summary>A way through a network that is too large to be told whole: of each layer the few units that take most part in the step.</summary>
internal static class ChosenUnits
{
    private const int PerLayer = 3;

    /// <summary>The inputs with the largest x, then of each layer the units with the largest delta; each layer in its order.</summary>
    public static Values<Values<int>> Of(StepTrace trace) =>
    [
        Largest(trace.Batch.X),
        .. trace.Backward.Deltas.Map(Largest),
    ];

    /// <summary>The values of these units, and of the weights between them, in the order of the lecture.</summary>
    public static Values<Section> Sections(StepTrace trace, Values<Values<int>> units)
    {
        var (N, narrative) = (trace.Forward.Layers.Count, new ValueNarrative(trace));
        return
        [
            .. Enumerable.Range(1, N).Select(n => Told(narrative, Stage.Forward, n, units[n].SelectMany(j => Unit(n, j, "v", "y")))),
            Told(narrative, Stage.Loss, null, [new("E")]),
            .. Enumerable.Range(1, N).Reverse().Select(n => Told(narrative, Stage.Backward, n,
                [.. units[n].SelectMany(j => n == N ? Unit(n, j, "dE/dy", "f'", "delta") : Unit(n, j, "f'", "dE/dy", "delta")), .. Weights(trace, n - 1, units, "dE/d")])),
            Told(narrative, Stage.Update, null, Enumerable.Range(0, N).SelectMany(n => Weights(trace, n, units, "").SelectMany(w =>
                (ValueName[])[.. UpdateNarrative.IsDescent(trace) ? [] : new[] { w with { Symbol = $"d{w.Symbol}" } }, w with { IsNew = true }]))),
        ];
    }

    private static IEnumerable<ValueName> Unit(int n, int j, params string[] symbols) => symbols.Select(symbol => new ValueName(symbol, n, j + 1));

    private static IEnumerable<ValueName> Weights(StepTrace trace, int n, Values<Values<int>> units, string prefix) =>
    [
        .. units[n].SelectMany(i => units[n + 1].Map(j => new ValueName($"{prefix}w", n, i + 1, j + 1))),
        .. trace.Before.Network.Bias(n) switch
        {
            Bias.Tied => [new ValueName($"{prefix}w", n, 0)],
            Bias.PerNeuron => units[n + 1].Map(j => new ValueName($"{prefix}b", n + 1, j + 1)),
            _ => Values<ValueName>.Empty,
        },
    ];

    private static Section Told(ValueNarrative narrative, Stage stage, int? layer, IEnumerable<ValueName> names) =>
        new(stage, layer, Values.From(names.Select(narrative.Tell).OfType<Statement>().Select(Abridged.Of)));

    private static Values<int> Largest(Matrix row) =>
        Values.From(Enumerable.Range(0, row.Columns).OrderByDescending(j => Math.Abs(row[0, j])).Take(PerLayer).Order());
}
