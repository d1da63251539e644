using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>A step as passages of a document, stage by stage in causal order.</summary>
internal static class TracePassages
{
    public static IEnumerable<Passage> Of(StepTrace trace, bool isFirst, TraceView view)
    {
        var arrays = TraceArrays.Of(trace).ToList();
        var oneByOne = TraceView.IsSmall(arrays) || view.IsChosen;
        foreach (var stage in arrays.GroupBy(static array => (array.Stage, array.Layer)))
        {
            if (!isFirst && stage.Key.Stage == Stage.Before) continue;
            var items = Values.From(stage.SelectMany(array => oneByOne || array.Kind == Cells.One ? Told(trace, array, view) : [new Item.Summary($"{array.Name}", array.Matrix)]));
            if (items.Count > 0) yield return new(Title(trace, stage.Key.Stage, stage.Key.Layer), items);
        }
    }

    private static IEnumerable<Item> Told(StepTrace trace, NamedArray array, TraceView view) =>
        from value in array.Values()
        where view.Shows(value.Name)
        select new Item.Told(ValueNarrative.Of(trace, value.Name) ?? new(value.Name, null, value.Value, []), new(array.Matrix.Precision, null));

    private static string Title(StepTrace trace, Stage stage, int? layer) =>
        FormattableString.Invariant($"step {trace.Before.Steps + 1}, {stage.Word()}{(layer is { } n ? $", layer {n}" : "")}");
}
