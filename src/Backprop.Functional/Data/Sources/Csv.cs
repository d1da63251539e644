using System.Globalization;
using System.Text;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using CsvHelper;
using LanguageExt;

namespace Backprop.Functional.Data.Sources;

/// <summary>
/// Reads CSV files: numbers with a decimal point, words as categories, one target column. A file is read from memory, three times over:
/// to see what its columns hold, which values the categories have, and at last into the table.
/// </summary>
public static class Csv
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="options">How to read it.</param>
    /// <returns>The data set, named as the file; or everything that is wrong with it, line by line.</returns>
    public static Checked<Dataset> Load(string path, CsvOptions options) =>
        Files.Read(path).ToChecked().Bind(bytes => Read(bytes, path, options));

    /// <summary>Reads text.</summary>
    public static Checked<Dataset> Parse(string text, string place, CsvOptions options) => Read(Encoding.UTF8.GetBytes(text), place, options);

    /// <summary>Reads the content of a file: UTF-8, or UTF-16 with its mark.</summary>
    /// <param name="bytes">The content.</param>
    /// <param name="place">What messages call it.</param>
    /// <param name="options">How to read it.</param>
    public static Checked<Dataset> Read(ReadOnlyMemory<byte> bytes, string place, CsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return CsvText.Of(bytes, place, options.Separator).ToChecked().Bind(text => Read(text, CsvShape.Of(text, options.Header), options));
    }

    private static Checked<Dataset> Read(CsvText text, CsvShape shape, CsvOptions given)
    {
        var options = shape.Named(given);
        var read = options.Features is { } features
            ? CsvFit.Of(text, shape, options, features).Bind(fit => Read(text, shape, options, fit.Target, fit))
            : Read(text, shape, options, shape.Target(text, options.Target), null);
        return read.Bind(data => options.Weight is { } column ? SampleWeights.FromColumn(data, column) : Checked.Good(data));
    }

    private static Checked<Dataset> Read(CsvText text, CsvShape shape, CsvOptions options, Validation<CsvFault, int> target, CsvFit? fit)
    {
        var survey = CsvSurvey.Of(text, shape, fit);
        var (cells, count) = CsvPlan.Cells(text, shape, options, survey, target.IfFail(shape.Columns - 1), fit);
        List<CsvFault> faults = [.. fit is null ? shape.Faults(text) : [], .. survey.Broken, .. cells, .. target.FailToSeq(), .. NoRows(text, shape, options, survey)];
        if (faults.Count > 0) return Told(text, faults, faults.Count - cells.Count - survey.Broken.Count() + count + survey.BrokenCount);
        return target.Bind(t => CsvPlan.Of(text, shape, options, survey, t, fit)).Match(
            Succ: plan => Checked.Good(Filled(text, shape, options, survey, plan)),
            Fail: failed => Told(text, [.. failed], failed.Count));
    }

    private static Checked<Dataset> Told(CsvText text, IEnumerable<CsvFault> faults, long all) =>
        Checked.Bad<Dataset>(Words.Capped(text.Place, [.. faults.OrderBy(f => f.Line).ThenBy(f => f.Column).Select(f => f.Problem)], all));

    private static IEnumerable<CsvFault> NoRows(CsvText text, CsvShape shape, CsvOptions options, CsvSurvey survey)
    {
        if (survey.Rows == 0)
            yield return new(0, 0, new Problem.Unreadable(text.Place, "there is a header and no row of data", "give rows of data"));
        else if (options.Missing == MissingValues.Drop && survey.Incomplete.Count == survey.Rows)
            yield return new(0, 0, new Problem.Unreadable(text.Place, "every row has a missing value, so dropping them leaves none",
                options is { Features: not null, Fill: null } ? "fill values in" : "fill values in, or use mean"));
        else if (options is { Missing: MissingValues.Mean, Features: null })
            foreach (var (j, column) in survey.Columns.Index())
                if (column.Count(CellKind.Missing) == survey.Rows)
                    yield return new(0, j, new Problem.Unreadable($"{text.Place}, column {j + 1} ({shape.Names[j]})",
                        "every value is missing, so there is no mean", "remove the column"));
                else if (column.Count(CellKind.Missing) > 0 && double.IsInfinity(column.Mean))
                    yield return new(0, j, new Problem.Unreadable($"{text.Place}, column {j + 1} ({shape.Names[j]})",
                        "its numbers are too large for a mean", "give them in a larger unit"));
    }

    /// <summary>The last walk, in which nothing can go wrong any more: the matrix asks for its cells in order.</summary>
    private static Dataset Filled(CsvText text, CsvShape shape, CsvOptions options, CsvSurvey survey, CsvPlan plan)
    {
        var rows = survey.Rows - plan.Left.Count;
        using var inputs = new CsvCursor(text, shape, plan);
        var x = Matrix.Build(Precision.Float64, rows, plan.Inputs.Count, inputs, static (cursor, k) => cursor.Input(k));
        Targets targets = plan.Classes is { } classes ? new Targets.Classes(classes, Values.From(inputs.Labels)) : Numbers();
        return new(Path.GetFileName(text.Place) is { Length: > 0 } name ? name : text.Place, plan.Inputs.Map(i => i.Name), new Inputs.Table(x), targets)
        {
            Customary = ScalingRule.Standard,
            TargetName = shape.HasHeader ? shape.Names[plan.Target] : null,
            Fill = options is { Missing: MissingValues.Mean, Features: null } ? plan.Fill : null,
            Warnings = Values.From(Warnings(text, shape, options, survey, plan, targets)),
        };

        Targets.Numbers Numbers()
        {
            using var column = new CsvCursor(text, shape, plan);
            return new([shape.Names[plan.Target]], Matrix.Build(Precision.Float64, rows, 1, column, static (cursor, _) => cursor.Target()));
        }
    }

    private static IEnumerable<Warning> Warnings(CsvText text, CsvShape shape, CsvOptions options, CsvSurvey survey, CsvPlan plan, Targets targets)
    {
        if (survey.Incomplete.Count > 0)
            yield return Incomplete(text, survey.Incomplete.Select(row => row.Line), survey.Rows,
                plan.Left.Count > 0 ? "which are left out"
                : options.Features is null ? "and the mean of the column stands in"
                : ModelsMean);
        if (options.Features is null)
            foreach (var name in shape.Unseen(text).Concat(Twins(text, shape, plan))) yield return name;
        if (CsvFit.Absent(options, shape) is { } learned)
            yield return new(text.Place, $"there is no column {Words.Quote(learned)}, which the model learned; column {plan.Target + 1} ({shape.Names[plan.Target]}) is taken for the answers");
        foreach (var column in MarkedNumbers(text, shape, options, survey, plan)) yield return column;
        foreach (var column in AbsentNumbers(text, shape, options, survey, plan)) yield return column;
        if (options.Features is null && targets is Targets.Numbers { Cells: var t } && LooksLikeClasses(t) is { } classes)
            yield return new($"{text.Place}, column {plan.Target + 1} ({shape.Names[plan.Target]})",
                $"the target holds only {classes} different whole numbers and is learned as a number; say classify if they are classes");
    }

    /// <summary>Columns with two values that nobody can tell apart.</summary>
    private static IEnumerable<Warning> Twins(CsvText text, CsvShape shape, CsvPlan plan) => plan.Inputs.Where(input => input.Value is not null)
        .GroupBy(input => input.Column, input => Encoding.UTF8.GetString(input.Value!)).Select(column => (column.Key, Values: column.AsEnumerable()))
        .Concat(plan.Classes is { } classes ? [(plan.Target, classes)] : [])
        .Select(column => (column.Key, Told: CsvUnseen.Twins(column.Values))).Where(column => column.Told is not null)
        .OrderBy(column => column.Key).Select(column => new Warning($"{text.Place}, column {column.Key + 1} ({shape.Names[column.Key]})", column.Told!));

    /// <summary>Columns of words that hold numbers with a sign or a unit, which no number here has: each number is a class, or an input of its own.</summary>
    private static IEnumerable<Warning> MarkedNumbers(CsvText text, CsvShape shape, CsvOptions options, CsvSurvey survey, CsvPlan plan)
    {
        if (options.Features is not null) yield break;
        foreach (var (j, column) in survey.Columns.Index())
        {
            var isTarget = j == plan.Target;
            if (column.MarkedNumber is not var (_, rule, cure) || (isTarget && CsvPlan.IsSaidToBeClass(options))) continue;
            yield return new($"{text.Place}, column {j + 1} ({shape.Names[j]})", isTarget
                ? $"{rule}, so that the target is a class; for numbers {cure}, for classes say classify"
                : $"{rule}, so that each of its values is an input of its own; for numbers {cure}");
        }
    }

    /// <summary>Columns of numbers that are of words by what stands for a missing value: each number is a class, or an input of its own.</summary>
    private static IEnumerable<Warning> AbsentNumbers(CsvText text, CsvShape shape, CsvOptions options, CsvSurvey survey, CsvPlan plan)
    {
        if (options.Features is not null) yield break;
        foreach (var (j, column) in survey.Columns.Index())
        {
            var isTarget = j == plan.Target;
            if (!column.IsNumbersButAbsent || (isTarget ? plan.Classes is null || options.Classes is not null : !column.IsCategory)) continue;
            var absent = column.Odd.Where(one => one.Kind == CellKind.Absent).ToList();
            var words = absent.Select(one => one.Text).Distinct().Select(Words.Quote).ToList();
            var lines = Lines([.. absent.Select(one => one.Line)], column.Count(CellKind.Absent));
            yield return new($"{text.Place}, column {j + 1} ({shape.Names[j]})", $"all but {Words.List(words)} are numbers ({lines}), so that "
                + (!isTarget ? "each of its values is an input of its own" : options.Classify ? $"{Words.Or(words)} is a class too" : "the target is a class")
                + "; if that stands for a missing value leave these fields empty"
                + (options.Missing != MissingValues.Refuse ? "" : isTarget ? ", and drop such rows" : ", and say what to do with missing values: drop or mean"));
        }
    }

    /// <summary>The first lines of some.</summary>
    private static string Lines(IReadOnlyList<long> first, long all)
    {
        var told = first.Take(10).Select(line => line.ToString(CultureInfo.InvariantCulture)).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"line {string.Join(", ", told)}{(all > told.Count ? $" and {all - told.Count} more" : "")}");
    }

    /// <summary>What became of rows with missing values.</summary>
    internal static Warning Incomplete(CsvText text, IEnumerable<long> lines, int rows, string treatment)
    {
        var all = lines.Select(line => line.ToString(CultureInfo.InvariantCulture)).ToList();
        return new(text.Place, string.Create(CultureInfo.InvariantCulture, $"values are missing in {all.Count} of {Words.Count(rows, "row", "rows")}, {treatment}: line {Words.List(all, 10)}"));
    }

    /// <summary>What a model puts in their place.</summary>
    internal const string ModelsMean = "and the model's mean of the column stands in";

    private static int? LooksLikeClasses(Matrix target)
    {
        System.Collections.Generic.HashSet<double> different = [];
        for (var p = 0; p < target.Rows; p++)
        {
            different.Add(target[p, 0]);
            if (different.Count > 20 || !double.IsInteger(target[p, 0])) return null;
        }

        return different.Count > 1 && different.Count * 3 <= target.Rows ? different.Count : null;
    }
}

/// <summary>Walks through the rows that are kept, one step for each row of a matrix under construction.</summary>
internal sealed class CsvCursor(CsvText text, CsvShape shape, CsvPlan plan) : IDisposable
{
    private readonly CsvReader reader = text.Open();
    private readonly Dictionary<string, int> places =
        plan.Classes?.Select((name, place) => (name, place)).ToDictionary(c => c.name, c => c.place, StringComparer.Ordinal) ?? [];
    private readonly List<int> labels = [];
    private CsvRows? rows;
    private int row = -1;

    /// <summary>The classes of the rows so far.</summary>
    public IEnumerable<int> Labels => labels;

    /// <summary>Input k, counted row by row; asked for in order.</summary>
    public double Input(int k)
    {
        var j = k % plan.Inputs.Count;
        if (j == 0) Step();
        var input = plan.Inputs[j];
        var field = reader.GetSpan(input.Column);
        if (input.Value is not null) return field.SequenceEqual(input.Value) ? 1 : 0;
        return CsvCell.Read(field, out var number) == CellKind.Missing ? input.Fill : number;
    }

    /// <summary>The number to learn of the next row.</summary>
    public double Target()
    {
        Step();
        CsvCell.Read(reader.GetSpan(plan.Target), out var number);
        return number;
    }

    public void Dispose() => reader.Dispose();

    private void Step()
    {
        var walk = rows ??= CsvRows.Of(reader, shape);
        do
        {
            walk.Next();
            row++;
        }
        while (plan.Left.Contains(row));

        if (plan.Classes is not null) labels.Add(places[CsvCell.ClassName(reader.GetSpan(plan.Target))]);
    }
}
