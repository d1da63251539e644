using System.Text;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using LanguageExt;

namespace Backprop.Functional.Data.Sources;

/// <summary>
/// One input: a column of numbers, or one value of a category, which is 1 where the column holds it and 0 elsewhere. A mean may fill in for a missing
/// number; NaN is none.
/// </summary>
internal sealed record CsvInput(int Column, string Name, byte[]? Value, double Fill);

/// <summary>How the columns of a file become inputs and targets, once its survey has shown no fault.</summary>
internal sealed record CsvPlan(Values<CsvInput> Inputs, int Target, Values<string>? Classes, System.Collections.Immutable.ImmutableHashSet<int> Left)
{
    /// <summary>What fills in for each input (1 x inputs).</summary>
    public Matrix Fill => Matrix.From(Precision.Float64, 1, Inputs.Count, Inputs.Map(input => input.Fill).AsSpan());

    /// <summary>Whether the target is a class.</summary>
    public static bool IsClass(CsvOptions options, CsvSurvey survey, int target) =>
        IsSaidToBeClass(options) || survey.Columns[target].IsCategory;

    /// <summary>Whether somebody says that the target is a class.</summary>
    public static bool IsSaidToBeClass(CsvOptions options) => options.Classify || options.Classes is not null;

    /// <summary>Whether numbers are classes only because somebody says so.</summary>
    private static bool AreNumbersAsClasses(CsvOptions options, CsvSurvey survey, int target) =>
        options is { Classify: true, Classes: null } && !survey.Columns[target].IsCategory;

    private const string OtherTarget = "choose another target";

    /// <summary>More than a few classes of which most have one row are a measured number.</summary>
    private const int Few = 20;

    /// <summary>Faults of single fields, and how many there are.</summary>
    public static (List<CsvFault> First, long All) Cells(CsvText text, CsvShape shape, CsvOptions options, CsvSurvey survey, int target, CsvFit? fit)
    {
        List<CsvFault> first = [];
        var all = 0L;
        for (var j = 0; j < shape.Columns; j++)
        {
            var column = survey.Columns[j];
            var words = column.IsCategory || (j == target && IsClass(options, survey, target));
            var mayMiss = options.Missing switch { MissingValues.Drop => true, MissingValues.Mean => !words && j != target && fit?.HasMean(j) != false, _ => false };
            foreach (var kind in Enum.GetValues<CellKind>().Where(kind => IsFault(kind, words, mayMiss))) all += column.Count(kind);
            first.AddRange(column.Odd.Where(o => IsFault(o.Kind, words, mayMiss))
                .Select(o => new CsvFault(o.Line, j, Tell(o.Kind, o.Text, text.Cell(o.Line, j, shape.Names[j]), words, j == target, options))));
        }

        return (first, all);
    }

    private static bool IsFault(CellKind kind, bool words, bool mayMiss) => kind switch
    {
        CellKind.Number => false,
        CellKind.Missing => !mayMiss,
        _ => !words,
    };

    private static Problem.Unreadable Tell(CellKind kind, string text, string place, bool words, bool target, CsvOptions options) => kind switch
    {
        CellKind.Missing => new(place, text.Length == 0 ? "the value is missing" : $"the value is missing ({text})",
            (options.Missing, target, words) switch
            {
                (MissingValues.Mean, true, _) => "a target has no mean to stand in: fill it in, or drop such rows",
                (MissingValues.Mean, _, true) => "a category has no mean to stand in: fill it in, or drop such rows",
                (MissingValues.Mean, _, _) => "the model has no mean to stand in: fill it in, or drop such rows",
                _ when options is { Features: not null, Fill: null } => "fill it in, or drop such rows",
                _ => "fill it in, or say what to do with missing values: drop or mean",
            }),
        CellKind.NotFinite => new(place, $"{Words.Quote(text)} is not a finite number", "give a number"),
        _ when CsvCell.Spelling(kind, text) is var (rule, cure) => new(place, rule, cure),
        _ => new(place, $"{Words.Quote(text)} is not a number, as the column holds", "give a number"),
    };

    /// <summary>A second walk: the values of the categories, and the classes.</summary>
    public static Validation<CsvFault, CsvPlan> Of(CsvText text, CsvShape shape, CsvOptions options, CsvSurvey survey, int target, CsvFit? fit = null)
    {
        var left = options.Missing == MissingValues.Drop ? [.. survey.Incomplete.Select(i => i.Row)]
            : System.Collections.Immutable.ImmutableHashSet<int>.Empty;
        var classes = IsClass(options, survey, target);
        var wanted = Enumerable.Range(0, shape.Columns).Where(j => j == target ? classes : survey.Columns[j].IsCategory).ToArray();
        var values = CsvVocabulary.Of(text, shape, wanted, left, j => j == target);
        List<CsvFault> faults = [];
        foreach (var j in wanted.Where(j => values[j].Count > DatasetRules.MostClasses))
            faults.Add(new(0, j, new Problem.Unreadable($"{text.Place}, column {j + 1} ({shape.Names[j]})",
                $"more than {DatasetRules.MostClasses} different values are no {(j == target ? "classes" : "category")}",
                Unmarked(survey, j) is { } cure ? $"for numbers {cure}"
                : survey.Columns[j].IsNumbersButAbsent && survey.Columns[j].IsCategory ? "for numbers leave the fields empty whose value is missing"
                : j != target ? "remove the column, or give numbers"
                : AreNumbersAsClasses(options, survey, target) ? $"leave classify out to learn its numbers, or {OtherTarget}"
                : OtherTarget)));
        if (classes && values[target].Count is > Few and <= DatasetRules.MostClasses and var different && 2L * different > survey.Rows - left.Count
            && Measured(options, survey, target) is var (what, mend))
            faults.Add(new(0, target, new Problem.Unreadable($"{text.Place}, column {target + 1} ({shape.Names[target]})",
                $"{what} makes a class of each of its {different} different numbers, in {survey.Rows - left.Count} rows", mend)));
        if (classes && options.Classes is null && values[target].Count == 1)
            faults.Add(new(0, target, new Problem.Unreadable($"{text.Place}, column {target + 1} ({shape.Names[target]})",
                $"{Words.All(survey.Rows - left.Count, "row is", "rows are")} of one class, {Words.Quote(values[target].Keys.First())}", "give rows of two classes or more")));
        if (options.Classes is { } given) faults.AddRange(Strangers(text, shape, target, given, values[target], Hint(options, shape)));
        faults.AddRange(wanted.Where(j => j != target && fit is not null).SelectMany(j => Strangers(text, shape, j, fit!, values[j])));
        if (faults.Count > 0) return Validation<CsvFault, CsvPlan>.Fail(Prelude.toSeq(faults));

        var inputs = fit is not null ? InputsOf(shape, fit) : Values.From(Enumerable.Range(0, shape.Columns).Where(j => j != target).SelectMany(j => survey.Columns[j].IsCategory
            ? values[j].Keys.Order(StringComparer.Ordinal).Select(v => new CsvInput(j, $"{shape.Names[j]}={v}", Encoding.UTF8.GetBytes(v), double.NaN))
            : [new CsvInput(j, shape.Names[j], null, survey.Columns[j].Mean is var mean && double.IsFinite(mean) ? mean : double.NaN)]));
        var names = classes ? options.Classes?.Map(Canonical) ?? Values.From(CsvCell.InOrder(values[target].Keys)) : null;
        if ((long)inputs.Count * (survey.Rows - left.Count) > Array.MaxLength)
            return new CsvFault(0, 0, new Problem.Unreadable(text.Place,
                $"{survey.Rows} rows of {inputs.Count} inputs are more than one table holds", "give fewer rows or fewer categories"));
        if (Twins(text, shape, inputs).ToList() is { Count: > 0 } twins) return Validation<CsvFault, CsvPlan>.Fail(Prelude.toSeq(twins));
        return new CsvPlan(inputs, target, names, left);
    }

    /// <summary>What makes classes of numbers, and what to do about it; nothing where the target is of words, or its numbers are named as classes.</summary>
    private static (string What, string Cure)? Measured(CsvOptions options, CsvSurvey survey, int target) =>
        AreNumbersAsClasses(options, survey, target) ? ("classify", $"leave classify out to learn its numbers, name the classes, or {OtherTarget}")
        : IsSaidToBeClass(options) || survey.Columns[target].MarkedNumber is not var (number, _, cure) ? null
        : ($"the {(CsvCell.Measure(number) is not null ? "unit" : "sign")} in {Words.Quote(number)}", $"to learn its numbers {cure}; for classes say classify");

    /// <summary>How a column of words is written as the numbers that it nearly holds.</summary>
    private static string? Unmarked(CsvSurvey survey, int column) => survey.Columns[column].MarkedNumber?.Cure;

    /// <summary>The inputs of a model, and behind them the weights, which are an input until they are taken out.</summary>
    private static Values<CsvInput> InputsOf(CsvShape shape, CsvFit fit) =>
        fit.Weight is { } weight ? [.. fit.Inputs, new(weight, shape.Names[weight], null, double.NaN)] : fit.Inputs;

    /// <summary>A column named a=x beside a category a that holds x: nobody could tell the two inputs apart by their names.</summary>
    private static IEnumerable<CsvFault> Twins(CsvText text, CsvShape shape, Values<CsvInput> inputs)
    {
        foreach (var same in inputs.GroupBy(input => input.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            if (same.ToList() is [var first, .., var second])
                yield return new(shape.Line, second.Column, new Problem.Unreadable(text.Cell(shape.Line, second.Column, shape.Names[second.Column]),
                    $"{Said(second)} and {Said(first)} are both the input {Words.Quote(same.Key)}", "rename one of the columns"));

        static string Said(CsvInput input) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(input.Value is null ? "" : "a value of ")}column {input.Column + 1}");
    }

    /// <summary>A given name as <see cref="CsvCell.ClassName"/> writes it.</summary>
    internal static string Canonical(string name) => CsvCell.ClassName(Encoding.UTF8.GetBytes(name));

    /// <summary>A value of a category that the model has never seen would silently be none of them.</summary>
    private static IEnumerable<CsvFault> Strangers(CsvText text, CsvShape shape, int column, CsvFit fit, Dictionary<string, long> found)
    {
        var known = fit.Inputs.Where(input => input.Column == column).Select(input => Encoding.UTF8.GetString(input.Value!)).ToList();
        return found.Where(one => !known.Contains(one.Key)).Select(one => new CsvFault(one.Value, column, new Problem.Unreadable(
            text.Cell(one.Value, column, shape.Names[column]), $"the model knows no value {Words.Quote(one.Key)}", CsvFeatures.Known(one.Key, known))));
    }

    /// <summary>Which column holds the answers was perhaps guessed.</summary>
    private static string Hint(CsvOptions options, CsvShape shape) => options is not { Features: not null, Target: null } ? ""
        : CsvFit.Absent(options, shape) is { } learned ? $"; the model learned {Words.Quote(learned)}, which is no column here: if another one holds the answers, name it as target"
        : "; if another column holds the answers, name it as target";

    private static IEnumerable<CsvFault> Strangers(CsvText text, CsvShape shape, int target, Values<string> given, Dictionary<string, long> found, string hint)
    {
        var known = given.Map(Canonical);
        foreach (var twice in known.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return new(0, target, new Problem.OutOfRange("classes", $"class {Words.Quote(twice.Key)} is named twice", "name each class once"));
        if (known.Count < 2) yield return new(0, target, new Problem.OutOfRange("classes", "there are two classes or more", "name them all"));
        foreach (var (name, line) in found.Where(f => !known.AsSpan().Contains(f.Key)))
            yield return new(line, target, new Problem.Unknown(text.Cell(line, target, shape.Names[target]),
                $"{Words.Quote(name)} is not one of the classes", $"{CsvUnseen.DidYouMean(name, known)}the classes are {Words.List(known)}{hint}"));
    }
}

/// <summary>The different values of some columns, each with the line where it is first met; one more than a category may have at most.</summary>
internal static class CsvVocabulary
{
    public static Dictionary<int, Dictionary<string, long>> Of(
        CsvText text, CsvShape shape, int[] columns, IReadOnlySet<int> left, Func<int, bool> asClass)
    {
        var values = columns.ToDictionary(j => j, _ => new Dictionary<string, long>(StringComparer.Ordinal));
        if (columns.Length == 0) return values;
        using var reader = text.Open();
        var rows = CsvRows.Of(reader, shape);
        for (var row = 0; rows.Next(); row++)
        {
            if (left.Contains(row)) continue;
            foreach (var (j, seen) in values)
                if (seen.Count <= DatasetRules.MostClasses)
                    seen.TryAdd(asClass(j) ? CsvCell.ClassName(reader.GetSpan(j)) : reader.GetString(j), reader.LineNumber);
        }

        return values;
    }
}
