using System.Globalization;
using System.Text;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using LanguageExt;

namespace Backprop.Functional.Data.Sources;

/// <summary>The columns of a CSV file: their names, whether the first record holds them, and its line.</summary>
internal sealed record CsvShape(Values<string> Names, bool HasHeader, long Line)
{
    public int Columns => Names.Count;

    /// <summary>Looks at the first two records.</summary>
    public static CsvShape Of(CsvText text, bool? header)
    {
        using var reader = text.Open();
        string[]? first = null, second = null;
        var line = 1L;
        while (second is null && reader.Read())
        {
            var record = Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToArray();
            if (record is [""]) continue;
            if (first is null) (first, line) = (record, reader.LineNumber);
            else second = record;
        }

        first ??= [];
        var hasHeader = header ?? LooksLikeHeader(first, second ?? []);
        return new(Values.From(first.Select((field, j) => hasHeader && field.Length > 0 ? field : Nameless(j))), hasHeader, line);
    }

    /// <summary>The faults of the header itself.</summary>
    public IEnumerable<CsvFault> Faults(CsvText text)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (j, name) in Names.Index())
        {
            if (!places.TryAdd(name, j))
                yield return new(Line, j, new Problem.Unreadable(text.Cell(Line, j),
                    string.Create(CultureInfo.InvariantCulture, $"the name {Words.Quote(name)} is already that of column {places[name] + 1}"),
                    "give each column its own name"));
        }

        if (Columns == 1)
            yield return new(Line, 0, new Problem.Unreadable(text.Line(Line), "there is one column, and a target needs inputs beside it",
                "give two columns or more, separated by a comma, a semicolon or a tab"));
    }

    /// <summary>Names that look like others, and are not found by what is seen of them.</summary>
    public IEnumerable<Warning> Unseen(CsvText text) =>
        from column in Names.Index() where CsvUnseen.In(column.Item) is not null select new Warning(text.Cell(Line, column.Index, column.Item), $"its name holds {CsvUnseen.In(column.Item)}");

    /// <summary>Which column is the target.</summary>
    public Validation<CsvFault, int> Target(CsvText text, string? target)
    {
        if (target is null) return Columns - 1;
        for (var j = 0; j < Columns; j++)
            if (Names[j] == target) return j;
        if (Numbered(target) is { } column) return column;
        return new CsvFault(0, 0, new Problem.Unknown(text.Place, $"there is no target column {Words.Quote(target)}",
            $"{Words.DidYouMean(target, Names)}the columns are {Words.List(Names)}"));
    }

    /// <summary>The same, with the column of the weights by its name where its number is given.</summary>
    public CsvOptions Named(CsvOptions options) => options.Weight is { } weight && !Names.Contains(weight) && Numbered(weight) is { } column ? options with { Weight = Names[column] } : options;

    /// <summary>Columns are counted from 1.</summary>
    private int? Numbered(string column) =>
        int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= Columns ? number - 1 : null;

    private static string Nameless(int column) => string.Create(CultureInfo.InvariantCulture, $"c{column + 1}");

    private static bool LooksLikeHeader(string[] first, string[] second)
    {
        var numbers = first.Where(IsNumber).ToArray();
        if (numbers.Length == 0) return true;
        var wordAboveNumber = Enumerable.Range(0, Math.Min(first.Length, second.Length)).Any(j => IsWord(first[j]) && IsNumber(second[j]));
        return wordAboveNumber && numbers.All(n => n.All(char.IsAsciiDigit)) && numbers.Distinct().Count() == numbers.Length;
    }

    private static bool IsWord(string field) => Kind(field) is CellKind.Word or CellKind.Marked or CellKind.Absent or CellKind.Measured;

    private static bool IsNumber(string field) => CsvCell.IsMeantAsNumber(Kind(field));

    private static CellKind Kind(string field) => CsvCell.Read(Encoding.UTF8.GetBytes(field), out _);
}

/// <summary>A problem and where it stands, so that all problems of a file can be told from top to bottom; line 0 is the file as a whole.</summary>
internal sealed record CsvFault(long Line, int Column, Problem Problem);
