using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>One value of a step, derived: its formula, the formulas of all that stands in it, and so on down to what is given.</summary>
internal static class Derivation
{
    /// <summary>How many values are derived at most; a large net has thousands behind each weight.</summary>
    private const int Most = 200;

    /// <summary>The passages of a derivation, the value itself first; nothing if the step has no such value.</summary>
    public static IEnumerable<Passage>? Of(StepTrace trace, ValueName name)
    {
        var narrative = new ValueNarrative(trace);
        if (Target(trace, narrative, name) is not { } target) return null;
        var (told, rest) = Chain(trace, narrative, target);
        var passages = new List<Passage> { new($"{name}, step {trace.Before.Steps + 1}", Values.From(target.Select(Item (statement) => Told(trace, statement)))) };
        passages.AddRange(told.GroupBy(statement => Stage(trace, statement)).OrderByDescending(group => group.Key.Order)
            .Select(group => new Passage(group.Key.Title, Values.From(group.Select(Item (statement) => Told(trace, statement))))));
        if (rest > 0)
        {
            var more = rest == 1 ? "1 more value stands" : FormattableString.Invariant($"{rest} more values stand");
            passages.Add(new("and so on", [new Item.Sentence($"{more} in these formulas; ask for one of them by its name")]));
        }

        passages.Add(new("where it is computed", [new Item.Sentence($"{Origin.Of(trace, name)}")]));
        return passages;
    }

    /// <summary>The value itself; with a signal path its parts, with dw the rate that would have had the same effect.</summary>
    private static IReadOnlyList<Statement>? Target(StepTrace trace, ValueNarrative narrative, ValueName name)
    {
        if (SignalPath.Tell(trace, name) is { } path) return path;
        if (name.Symbol == "rate") return narrative.Parameter(name) is { } w && narrative.EffectiveRate(w) is { } rate ? [rate] : null;
        if (narrative.Tell(name) is not { } statement) return null;
        return name.Symbol is "dw" or "db" && narrative.EffectiveRate(narrative.Parameter(name)!) is { } effective ? [statement, effective] : [statement];
    }

    /// <summary>All that stands in the formulas, and in the formulas of that, each once; and how many values are left out.</summary>
    private static (IReadOnlyList<Statement> Told, int LeftOut) Chain(StepTrace trace, ValueNarrative narrative, IReadOnlyList<Statement> target)
    {
        var (told, seen, open) = (new List<Statement>(), target.Select(statement => statement.Name).ToHashSet(), new Queue<Statement>(target));
        var rest = 0;
        while (open.TryDequeue(out var statement))
        {
            if (statement.Formula is null) continue;
            foreach (var input in FormulaSymbols.Inputs(statement.Formula, trace).Where(seen.Add))
                if (told.Count >= Most) rest++;
                else if (narrative.Tell(input) is { } next)
                {
                    told.Add(next);
                    open.Enqueue(next);
                }
        }

        return (told, rest);
    }

    private static Item.Told Told(StepTrace trace, Statement statement) =>
        new(statement, new NumberText(trace.At.Precision, null).For(statement.Name), statement.Remark);

    private static (int Order, string Title) Stage(StepTrace trace, Statement statement)
    {
        if (statement.Formula is null) return (-1, "given");
        var array = TraceArrays.Of(trace).Index().First(one => one.Item.Find(statement.Name) is not null);
        var place = array.Item;
        var last = TraceArrays.Of(trace).Index().Last(one => (one.Item.Stage, one.Item.Layer) == (place.Stage, place.Layer)).Index;
        return (last, $"{place.Stage.Word()}{(place.Layer is { } n ? $", layer {n}" : "")}");
    }
}
