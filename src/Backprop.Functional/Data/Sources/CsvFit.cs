using System.Globalization;
using System.Text;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data.Sources;

/// <summary>Where a trained model finds its inputs in a file, and where the answers and the weights stand. All other columns are left aside.</summary>
internal sealed record CsvFit(Values<CsvInput> Inputs, int Target, int? Weight)
{
    private readonly HashSet<int> used = [Target, .. Inputs.Select(input => input.Column), .. Weight is { } weight ? [weight] : (int[])[]];
    private readonly HashSet<int> categories = [.. Inputs.Where(input => input.Value is not null).Select(input => input.Column)];

    private readonly HashSet<int> means = [.. Inputs.Where(input => !double.IsNaN(input.Fill)).Select(input => input.Column)];

    /// <summary>Whether anybody looks at a column.</summary>
    public bool Uses(int column) => used.Contains(column);

    /// <summary>Whether a column holds words, which the model decides and not the file.</summary>
    public bool IsCategory(int column) => categories.Contains(column);

    /// <summary>Whether the model has a mean to stand in for a missing value of a column.</summary>
    public bool HasMean(int column) => means.Contains(column);

    /// <summary>Finds the columns of the features that the options name.</summary>
    public static Checked<CsvFit> Of(CsvText text, CsvShape shape, CsvOptions options, Values<string> features)
    {
        var free = Enumerable.Range(0, shape.Columns).Where(j => !Holds(features, shape.Names[j]) && shape.Names[j] != options.Weight).ToList();
        var (absent, known) = (Absent(options, shape), options.Target ?? options.UsualTarget);
        var target = absent is null && known is { } said ? shape.Target(text, said).Match(Succ: Checked.Good, Fail: faults => Checked.Bad<int>(faults.Map(fault => fault.Problem)))
            : Checked.Good(free.Count == 0 ? shape.Columns - 1 : free[^1]);
        var single = target.Bind(t => shape.Names[t] == known && Twin(shape, t, text.Place) is { } twin ? Checked.Bad<int>(twin) : Checked.Good(t));
        return single.Bind(t => Weighed(shape, options, features, t).Bind(weight =>
        {
            var inputs = Enumerable.Range(0, shape.Columns).Where(j => j != t && j != weight).ToArray();
            return Find(shape, features, options.Fill, text.Place, inputs.Length == features.Count ? inputs : null).Bind(found => found.Any(input => input.Column == t)
                ? Checked.Bad<CsvFit>(new Problem.Mismatch(text.Place, $"the target {Words.Quote(shape.Names[t])} is an input of the model",
                    $"{(absent is null ? "" : $"the model learned {Words.Quote(absent)}, which is no column here: ")}name the column with the answers as target"))
                : Checked.Good(new CsvFit(found, t, weight)));
        }));
    }

    /// <summary>What the column of the answers was called in training, where no target is named and the file has no such column.</summary>
    public static string? Absent(CsvOptions options, CsvShape shape) =>
        options is { Target: null, UsualTarget: { } learned } && !shape.Names.Contains(learned) ? learned : null;

    /// <summary>The columns of features: by name where there is a header, else by place if there are places for them.</summary>
    /// <param name="shape">The columns of the file.</param>
    /// <param name="features">The names of the inputs; <c>column=value</c> is a value of a category.</param>
    /// <param name="fill">What stands in for a missing value of each, if anything does.</param>
    /// <param name="place">What messages call the file.</param>
    /// <param name="places">The columns that are the inputs of a file without a header.</param>
    public static Checked<Values<CsvInput>> Find(CsvShape shape, Values<string> features, Matrix? fill, string place, IReadOnlyList<int>? places)
    {
        if (!shape.HasHeader && places is not null && features.All(feature => !feature.Contains('=', StringComparison.Ordinal)))
            return Checked.Good(features.Map((feature, j) => new CsvInput(places[j], feature, null, Fill(j))));
        var (names, problems) = (shape.Names.AsSpan().ToArray(), new List<Problem>());
        var inputs = features.Map((feature, j) =>
        {
            if (Array.IndexOf(names, feature) is >= 0 and var column) return new CsvInput(Only(column), feature, null, Fill(j));
            for (var at = feature.IndexOf('=', StringComparison.Ordinal); at >= 0; at = feature.IndexOf('=', at + 1))
                if (Array.IndexOf(names, feature[..at]) is >= 0 and var category) return new CsvInput(Only(category), feature, Encoding.UTF8.GetBytes(feature[(at + 1)..]), double.NaN);
            problems.Add(new Problem.Mismatch(place, $"it has no column for the input {Words.Quote(feature)}", $"{CsvUnseen.DidYouMean(feature, names)}its columns are {Words.List(names)}"));
            return new CsvInput(0, feature, null, double.NaN);
        });
        return problems.Count > 0 ? Checked.Bad<Values<CsvInput>>(Words.Capped(place, problems, problems.Count)) : Checked.Good(inputs);

        double Fill(int input) => fill is null ? double.NaN : fill[0, input];

        int Only(int column)
        {
            if (Twin(shape, column, place) is { } problem && !problems.Contains(problem)) problems.Add(problem);
            return column;
        }
    }

    /// <summary>Two columns of one name: nobody can say which one is meant.</summary>
    private static Problem.Mismatch? Twin(CsvShape shape, int column, string place) => shape.Names.AsSpan().LastIndexOf(shape.Names[column]) is var last && last != column
        ? new(place, string.Create(CultureInfo.InvariantCulture, $"columns {column + 1} and {last + 1} are both called {Words.Quote(shape.Names[column])}"), "give each column its own name")
        : null;

    private static Checked<int?> Weighed(CsvShape shape, CsvOptions options, Values<string> features, int target)
    {
        if (options.Weight is not { } name) return Checked.Good<int?>(null);
        var column = shape.Names.AsSpan().IndexOf(name);
        return column < 0 ? Checked.Bad<int?>(new Problem.Unknown("weight", $"there is no column {Words.Quote(name)}",
                $"{Words.DidYouMean(name, shape.Names)}the columns are {Words.List(shape.Names)}"))
            : column == target ? Checked.Bad<int?>(new Problem.Mismatch("weight", "it is the target", "name another column"))
            : Holds(features, name) ? Checked.Bad<int?>(new Problem.Mismatch("weight", "it is an input of the model", "name another column"))
            : Checked.Good<int?>(column);
    }

    /// <summary>Whether a column is an input, or the category of some.</summary>
    private static bool Holds(Values<string> features, string column) =>
        features.Any(feature => feature == column || (feature.Length > column.Length && feature[column.Length] == '=' && feature.StartsWith(column, StringComparison.Ordinal)));
}
