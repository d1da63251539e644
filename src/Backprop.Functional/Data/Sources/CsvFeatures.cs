using System.Text;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using CsvHelper;

namespace Backprop.Functional.Data.Sources;

/// <summary>Reads the inputs of a trained model from a CSV file. Columns are found by their names; others, such as a target, are left aside.</summary>
public static class CsvFeatures
{
    /// <summary>The inputs of each row (rows x inputs, Float64), or everything that is wrong with the file.</summary>
    /// <param name="bytes">The content of the file.</param>
    /// <param name="place">What messages call it.</param>
    /// <param name="features">The names of the inputs; <c>column=value</c> is a value of a category.</param>
    public static Checked<Matrix> Read(ReadOnlyMemory<byte> bytes, string place, Values<string> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return Read(bytes, place, features, CsvOptions.Default).Map(read => read.Inputs);
    }

    /// <summary>The same as somebody says how to read it, and what became of missing values.</summary>
    internal static Checked<(Matrix Inputs, Values<Warning> Warnings)> Read(ReadOnlyMemory<byte> bytes, string place, Values<string> features, CsvOptions options) =>
        CsvText.Of(bytes, place, options.Separator).ToChecked().Bind(text =>
        {
            var shape = CsvShape.Of(text, options.Header);
            var survey = CsvSurvey.Of(text, shape);
            return survey.BrokenCount > 0
                ? Checked.Bad<(Matrix, Values<Warning>)>(Words.Capped(place, [.. survey.Broken.Select(fault => fault.Problem)], survey.BrokenCount))
                : CsvFit.Find(shape, features, options.Missing == MissingValues.Mean ? options.Fill : null, place, Places(shape, features))
                    .Bind(sources => Filled(text, shape, survey.Rows, sources, options));
        });

    /// <summary>What to do about a value that is missing.</summary>
    private static string Cure(CsvOptions options) => options switch
    {
        { Missing: MissingValues.Mean } => "the model has no mean to stand in: give a number",
        { Fill: not null } => "give a number, or use the model's mean: --missing mean",
        _ => "give a number",
    };

    /// <summary>What to do about a value that the model does not know.</summary>
    internal static string Known(string word, IReadOnlyList<string> known) => $"{CsvUnseen.LooksLike(word, known)}it knows {Words.List(known)}";

    /// <summary>
    /// The columns that are the inputs of a file without a header: all of them, or all but a target behind them; unless the model was trained on such
    /// a file, whose columns are called c1, c2, .. as here.
    /// </summary>
    private static int[]? Places(CsvShape shape, Values<string> features) =>
        shape.Columns == features.Count || (shape.Columns == features.Count + 1 && !features.All(shape.Names.Contains)) ? [.. Enumerable.Range(0, features.Count)] : null;

    private static Checked<(Matrix, Values<Warning>)> Filled(CsvText text, CsvShape shape, int count, Values<CsvInput> sources, CsvOptions options)
    {
        if (count == 0) return Checked.Bad<(Matrix, Values<Warning>)>(new Problem.Unreadable(text.Place, "it has no row of data", "give rows of data"));
        if ((long)count * sources.Count > Array.MaxLength)
            return Checked.Bad<(Matrix, Values<Warning>)>(new Problem.Unreadable(text.Place, "it has more cells than one table holds", "give fewer rows at once"));
        var (problems, incomplete) = (new List<Problem>(), new List<long>());
        var all = 0L;
        using var reader = text.Open();
        var rows = CsvRows.Of(reader, shape);
        var x = Matrix.Build(Precision.Float64, count, sources.Count, 0, (_, k) =>
        {
            var j = k % sources.Count;
            if (j == 0)
            {
                rows.Next();
                Strangers();
            }

            return Cell(sources[j]);
        });
        return all > 0
            ? Checked.Bad<(Matrix, Values<Warning>)>(Words.Capped(text.Place, problems, all))
            : Checked.Good<(Matrix, Values<Warning>)>((x, incomplete.Count == 0 ? [] : [Csv.Incomplete(text, incomplete, count, Csv.ModelsMean)]));

        double Cell(CsvInput source)
        {
            var field = reader.GetSpan(source.Column);
            if (source.Value is not null) return field.SequenceEqual(source.Value) ? 1 : 0;
            var kind = CsvCell.Read(field, out var number);
            if (kind == CellKind.Number) return number;
            if (kind == CellKind.Missing) return Missing(source);
            var text = Encoding.UTF8.GetString(field);
            var (rule, cure) = CsvCell.Spelling(kind, text) ?? ($"{Words.Quote(text)} is no finite number", "give a number");
            Tell(source.Column, rule, cure);
            return 0;
        }

        double Missing(CsvInput source)
        {
            if (double.IsNaN(source.Fill)) Tell(source.Column, "the value is missing", Cure(options));
            else if (incomplete is not [.., var last] || last != reader.LineNumber) incomplete.Add(reader.LineNumber);
            return source.Fill;
        }

        // A value of a category that the model has never seen would silently be none of them.
        void Strangers()
        {
            foreach (var column in sources.Where(source => source.Value is not null).GroupBy(source => source.Column))
            {
                var word = reader.GetString(column.Key);
                if (column.Any(source => Encoding.UTF8.GetString(source.Value!) == word)) continue;
                if (CsvCell.Read(reader.GetSpan(column.Key), out _) == CellKind.Missing)
                    Tell(column.Key, "the value is missing", options.Missing == MissingValues.Mean ? "a category has no mean to stand in: fill it in" : "fill it in");
                else Tell(column.Key, $"the model knows no value {Words.Quote(word)}", Known(word, [.. column.Select(source => Encoding.UTF8.GetString(source.Value!))]));
            }
        }

        void Tell(int column, string rule, string cure)
        {
            if (all++ < Words.Told) problems.Add(new Problem.Unreadable(text.Cell(reader.LineNumber, column, shape.Names[column]), rule, cure));
        }
    }
}
