using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>A step as passages of a document, stage by stage in causal order.</summary>
internal static class TracePassages
{
    /// <summary>A document on some steps, piece by piece; nothing if there is no step.</summary>
    public static IEnumerable<string> Of(IEnumerable<StepTrace> traces, string title, Document document, TraceView view)
    {
        var isFirst = true;
        foreach (var trace in traces)
        {
            if (isFirst) yield return document.Begin(title, []);
            foreach (var passage in Of(trace, isFirst, view)) yield return document.Tell(passage);
            isFirst = false;
        }

        if (!isFirst) yield return document.End;
    }

    public static IEnumerable<Passage> Of(StepTrace trace, bool isFirst, TraceView view)
    {
        var arrays = TraceArrays.Of(trace).ToList();
        var narrative = new ValueNarrative(trace);
        var oneByOne = TraceView.IsSmall(arrays) || view.IsChosen;
        foreach (var stage in arrays.GroupBy(static array => (array.Stage, array.Layer)))
        {
            if (!isFirst && stage.Key.Stage == Stage.Before) continue;
            var items = Values.From(stage.SelectMany(array => oneByOne ? Told(trace, narrative, array, view) : [Short(trace, array)]));
            if (items.Count > 0) yield return new(Title(trace, stage.Key.Stage, stage.Key.Layer), items);
        }
    }

    private static IEnumerable<Item> Told(StepTrace trace, ValueNarrative narrative, NamedArray array, TraceView view) =>
        from value in array.Values()
        where view.Shows(value.Name)
        let statement = narrative.Tell(value.Name) ?? new(value.Name, null, value.Value, [])
        select new Item.Told(statement, new(array.Matrix.Precision, null), statement.Remark);

    /// <summary>In a large net even E alone is a sum over thousands of terms.</summary>
    private static Item Short(StepTrace trace, NamedArray array) => array.Kind == Cells.One
        ? new Item.Told(new(array.Name, null, array.Matrix[0, 0], []), new(array.Matrix.Precision, null))
        : new Item.Summary($"{array.Name}", array.Matrix, DeltaNarrative.Remark(trace, array.Name));

    private static string Title(StepTrace trace, Stage stage, int? layer) =>
        FormattableString.Invariant($"step {trace.Before.Steps + 1}, {stage.Word()}{(layer is { } n ? $", layer {n}" : "")}");
}
