using System.Globalization;
using System.Text;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using CsvHelper;

namespace Backprop.Functional.Data.Sources;

/// <summary>Reads the inputs of a trained model from a CSV file. Columns are found by their names; others, such as a target, are left aside.</summary>
public static class CsvFeatures
{
    /// <summary>Where an input comes from: a number of a column, or 1 where a column holds a value of a category.</summary>
    private sealed record Source(int Column, byte[]? Value);

    /// <summary>The inputs of each row (rows x inputs, Float64), or everything that is wrong with the file.</summary>
    /// <param name="bytes">The content of the file.</param>
    /// <param name="place">What messages call it.</param>
    /// <param name="features">The names of the inputs; <c>column=value</c> is a value of a category.</param>
    public static Checked<Matrix> Read(ReadOnlyMemory<byte> bytes, string place, Values<string> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return CsvText.Of(bytes, place, null).ToChecked().Bind(text =>
        {
            var shape = CsvShape.Of(text, null);
            var survey = CsvSurvey.Of(text, shape);
            return survey.BrokenCount > 0
                ? Checked.Bad<Matrix>(Words.Capped(place, [.. survey.Broken.Select(fault => fault.Problem)], survey.BrokenCount))
                : Sources(shape, features, place).Bind(sources => Filled(text, shape, survey.Rows, features, sources));
        });
    }

    /// <summary>
    /// By name where there is a header. Else by place if there are as many columns, or one more for the target; unless the model was trained on such
    /// a file, whose columns are called c1, c2, .. as here.
    /// </summary>
    private static Checked<Values<Source>> Sources(CsvShape shape, Values<string> features, string place)
    {
        if (!shape.HasHeader && features.All(feature => !feature.Contains('=', StringComparison.Ordinal))
            && (shape.Columns == features.Count || (shape.Columns == features.Count + 1 && !features.All(shape.Names.Contains))))
            return Checked.Good(features.Map((_, j) => new Source(j, null)));
        var (names, problems) = (shape.Names.AsSpan().ToArray(), new List<Problem>());
        var sources = features.Map(feature =>
        {
            if (Array.IndexOf(names, feature) is >= 0 and var column) return new Source(Only(column), null);
            for (var at = feature.IndexOf('=', StringComparison.Ordinal); at >= 0; at = feature.IndexOf('=', at + 1))
                if (Array.IndexOf(names, feature[..at]) is >= 0 and var category) return new Source(Only(category), Encoding.UTF8.GetBytes(feature[(at + 1)..]));
            problems.Add(new Problem.Mismatch(place, $"it has no column for the input {Words.Quote(feature)}", $"{Words.DidYouMean(feature, names)}its columns are {Words.List(names)}"));
            return new Source(0, null);
        });
        return problems.Count > 0 ? Checked.Bad<Values<Source>>(Words.Capped(place, problems, problems.Count)) : Checked.Good(sources);

        // Two columns of one name: nobody can say which one is meant.
        int Only(int column)
        {
            if (Array.LastIndexOf(names, names[column]) is var last && last == column) return column;
            var problem = new Problem.Mismatch(place, string.Create(CultureInfo.InvariantCulture, $"columns {column + 1} and {last + 1} are both called {Words.Quote(names[column])}"), "give each column its own name");
            if (!problems.Contains(problem)) problems.Add(problem);
            return column;
        }
    }

    private static Checked<Matrix> Filled(CsvText text, CsvShape shape, int count, Values<string> features, Values<Source> sources)
    {
        if (count == 0) return Checked.Bad<Matrix>(new Problem.Unreadable(text.Place, "it has no row of data", "give rows of data"));
        if ((long)count * features.Count > Array.MaxLength) return Checked.Bad<Matrix>(new Problem.Unreadable(text.Place, "it has more cells than one table holds", "give fewer rows at once"));
        var problems = new List<Problem>();
        var all = 0L;
        using var reader = text.Open();
        var rows = CsvRows.Of(reader, shape);
        var x = Matrix.Build(Precision.Float64, count, features.Count, 0, (_, k) =>
        {
            var j = k % features.Count;
            if (j == 0)
            {
                rows.Next();
                Strangers();
            }

            return Cell(sources[j]);
        });
        return all > 0 ? Checked.Bad<Matrix>(Words.Capped(text.Place, problems, all)) : Checked.Good(x);

        double Cell(Source source)
        {
            var field = reader.GetSpan(source.Column);
            if (source.Value is not null) return field.SequenceEqual(source.Value) ? 1 : 0;
            var kind = CsvCell.Read(field, out var number);
            if (kind == CellKind.Number) return number;
            Tell(source.Column, kind == CellKind.Missing ? "the value is missing" : $"{Words.Quote(Encoding.UTF8.GetString(field))} is no finite number",
                kind == CellKind.DecimalComma ? "write the decimal point as a point" : "give a number");
            return 0;
        }

        // A value of a category that the model has never seen would silently be none of them.
        void Strangers()
        {
            foreach (var column in sources.Where(source => source.Value is not null).GroupBy(source => source.Column))
                if (reader.GetString(column.Key) is var word && !column.Any(source => Encoding.UTF8.GetString(source.Value!) == word))
                    Tell(column.Key, $"the model knows no value {Words.Quote(word)}", $"it knows {Words.List(column.Select(source => Encoding.UTF8.GetString(source.Value!)))}");
        }

        void Tell(int column, string rule, string cure)
        {
            if (all++ < Words.Told) problems.Add(new Problem.Unreadable(text.Cell(reader.LineNumber, column, shape.Names[column]), rule, cure));
        }
    }
}
