using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data;

/// <summary>What every data set satisfies, whoever makes it.</summary>
internal static class DatasetRules
{
    /// <summary>A one-hot target or feature has at most this many values.</summary>
    public const int MostClasses = 1000;

    public static IEnumerable<Problem> Broken(string name, Values<string> featureNames, Matrix inputs, Targets targets)
    {
        if (string.IsNullOrWhiteSpace(name)) yield return new Problem.OutOfRange("data", "a data set has a name", "give it one");
        if (inputs.Rows == 0) yield return new Problem.OutOfRange(name, "there is no sample", "give at least one");
        if (inputs.Columns == 0) yield return new Problem.OutOfRange(name, "a sample has no inputs", "give at least one");
        if (featureNames.Count != inputs.Columns)
            yield return new Problem.Mismatch(name, $"{Words.Count(featureNames.Count, "name", "names")} for {Words.Count(inputs.Columns, "input", "inputs")}", "name each input");
        foreach (var twice in featureNames.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return new Problem.Mismatch(name, $"two inputs are named '{twice.Key}'", "give each its own name");
        if (targets.Count != inputs.Rows)
            yield return new Problem.Mismatch(name, $"{Words.Count(inputs.Rows, "sample has", "samples have")} {Words.Count(targets.Count, "target", "targets")}", "give each sample its target");
        foreach (var problem in NotFinite(name, "input", inputs)) yield return problem;
        foreach (var problem in Broken(name, targets)) yield return problem;
    }

    public static Targets Widened(Targets targets) =>
        targets is Targets.Numbers n ? n with { Cells = n.Cells.To(Precision.Float64) } : targets;

    private static IEnumerable<Problem> Broken(string name, Targets targets) => targets switch
    {
        Targets.Classes classes => Broken(name, classes),
        Targets.Numbers numbers => NotFinite(name, "target", numbers.Cells).Concat(numbers.Names.Count == numbers.Cells.Columns
            ? []
            : [new Problem.Mismatch(name, $"{Words.Count(numbers.Names.Count, "name", "names")} for {Words.Count(numbers.Cells.Columns, "target", "targets")}", "name each target")]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IEnumerable<Problem> Broken(string name, Targets.Classes classes)
    {
        if (classes.Names.Count is < 2 or > MostClasses)
            yield return new Problem.OutOfRange(name, $"there are 2 to {MostClasses} classes, not {classes.Names.Count}", "name the classes");
        if (classes.Coding == ClassCoding.Single && classes.Names.Count != 2)
            yield return new Problem.Mismatch(name, $"one output tells two classes apart, not {classes.Names.Count}", "use an output a class");
        for (var p = 0; p < classes.Labels.Count; p++)
            if ((uint)classes.Labels[p] >= (uint)classes.Names.Count)
            {
                yield return new Problem.OutOfRange($"{name}, sample {p}", $"label {classes.Labels[p]} has no class",
                    $"use 0 to {classes.Names.Count - 1}");
                yield break;
            }
    }

    private static IEnumerable<Problem> NotFinite(string name, string what, Matrix cells)
    {
        for (var k = 0; k < cells.Count; k++)
            if (!double.IsFinite(cells.At(k)))
            {
                yield return new Problem.OutOfRange($"{name}, sample {k / cells.Columns}", $"{what} {k % cells.Columns} is not finite",
                    "give a number");
                yield break;
            }
    }
}
