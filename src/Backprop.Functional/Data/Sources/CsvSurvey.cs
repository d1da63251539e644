using System.Globalization;
using Backprop.Functional.Networks;
using CsvHelper;

namespace Backprop.Functional.Data.Sources;

/// <summary>What one column holds: how many fields of each kind, and the first of those that may be faults.</summary>
internal sealed class CsvColumn
{
    private readonly long[] counts = new long[Enum.GetValues<CellKind>().Length];
    private readonly List<(long Line, CellKind Kind, string Text)> odd = [];
    private readonly HashSet<string> amounts = new(StringComparer.Ordinal);
    private string? unit;
    private bool isMixed;
    private double sum;

    /// <summary>A column of words: more than half of what is there is no number, if nobody says what it is.</summary>
    public bool IsCategory => IsWords ?? Wordy + counts[(int)CellKind.Absent] > Numbers;

    /// <summary>The first number with a sign of currency, a unit or the like, where nine of ten fields would else be numbers, and the column is one of words.</summary>
    public (string Text, string Rule, string Cure)? MarkedNumber => IsWords is null && IsCategory && 9 * (Wordy - Signed) <= Numbers + Signed
        ? odd.Where(one => one.Kind == CellKind.Marked || (one.Kind == CellKind.Measured && HasUnit))
            .Select(one => CsvCell.SpellingOfMany(one.Kind, one.Text) is var (rule, cure) ? (one.Text, rule, cure) : ((string, string, string)?)null).FirstOrDefault()
        : null;

    /// <summary>Whether all that is no number is a word for a missing value, and nobody says what the column holds.</summary>
    public bool IsNumbersButAbsent => IsWords is null && Numbers > 0 && counts[(int)CellKind.Absent] > 0 && Wordy == 0;

    /// <summary>Whether somebody says that it is a column of words.</summary>
    public bool? IsWords { get; init; }

    /// <summary>Whether nobody looks at it.</summary>
    public bool IsAside { get; init; }

    /// <summary>The mean of the numbers, added from top to bottom.</summary>
    public double Mean => sum / counts[(int)CellKind.Number];

    public long Count(CellKind kind) => counts[(int)kind];

    /// <summary>The first fields that are not plain numbers; of each kind at least as many as are told.</summary>
    public IEnumerable<(long Line, CellKind Kind, string Text)> Odd => odd;

    /// <summary>Fields that stand for something that is no number here.</summary>
    private long Wordy => counts[(int)CellKind.Word] + counts[(int)CellKind.Marked] + counts[(int)CellKind.Measured];

    /// <summary>Those of them that are numbers but for a sign or a unit.</summary>
    private long Signed => counts[(int)CellKind.Marked] + (HasUnit ? counts[(int)CellKind.Measured] : 0);

    /// <summary>Whether letters at numbers are a unit: always the same ones, and at more numbers than the two of 2wd and 4wd.</summary>
    private bool HasUnit => !isMixed && amounts.Count > 2;

    private long Numbers => Enum.GetValues<CellKind>().Where(CsvCell.IsMeantAsNumber).Sum(Count);

    public CellKind See(ReadOnlySpan<byte> field, long line)
    {
        if (IsAside) return CellKind.Number;
        var kind = CsvCell.Read(field, out var number);
        if (counts[(int)kind]++ < Words.Told && kind != CellKind.Number)
            odd.Add((line, kind, System.Text.Encoding.UTF8.GetString(field)));
        if (kind == CellKind.Number) sum += number;
        if (kind == CellKind.Measured) Measure(field);
        return kind;
    }

    private void Measure(ReadOnlySpan<byte> field)
    {
        if (isMixed || CsvCell.Measure(System.Text.Encoding.UTF8.GetString(field)) is not var (number, measure)) return;
        isMixed = !CsvCell.IsSameUnit(unit ??= measure, measure);
        if (amounts.Count <= 2) amounts.Add(number);
    }
}

/// <summary>A first walk through the records: what the columns hold, which rows have missing values, which records are broken.</summary>
internal sealed class CsvSurvey
{
    private readonly List<CsvFault> broken = [];

    public required CsvColumn[] Columns { get; init; }

    /// <summary>How many rows of data, complete or not.</summary>
    public int Rows { get; private set; }

    /// <summary>The rows that have a missing value: place among the rows from 0, and line.</summary>
    public List<(int Row, long Line)> Incomplete { get; } = [];

    /// <summary>The first records that are broken, and how many there are.</summary>
    public IEnumerable<CsvFault> Broken => broken;

    public long BrokenCount { get; private set; }

    public static CsvSurvey Of(CsvText text, CsvShape shape, CsvFit? fit = null)
    {
        var columns = Enumerable.Range(0, shape.Columns).Select(j => new CsvColumn { IsWords = j == fit?.Target ? null : fit?.IsCategory(j), IsAside = fit?.Uses(j) == false });
        var survey = new CsvSurvey { Columns = [.. columns] };
        CsvMalformedRecord? malformed = null;
        using var reader = text.Open(m => malformed = m);
        try
        {
            for (var records = CsvRows.Of(reader, shape); records.Next();)
            {
                survey.See(reader, text, shape, malformed);
                malformed = null;
            }
        }
        catch (CsvFormatException e)
        {
            survey.Break(e.LineNumber, text, e.Message, "mend this record");
        }

        return survey;
    }

    private void See(CsvReader reader, CsvText text, CsvShape shape, CsvMalformedRecord? malformed)
    {
        var line = reader.LineNumber;
        if (malformed is not null) Break(line, text, Say(malformed.Value.Reason), Mend(malformed.Value.Reason));
        else if (reader.FieldCount != shape.Columns) Break(line, text, Ragged(reader.FieldCount, shape), Even(reader.FieldCount, text, shape));
        else
        {
            var missing = false;
            for (var j = 0; j < Columns.Length; j++) missing |= Columns[j].See(reader.GetSpan(j), line) == CellKind.Missing;
            if (missing) Incomplete.Add((Rows, line));
        }

        Rows++;
    }

    private void Break(long line, CsvText text, string rule, string cure)
    {
        if (BrokenCount++ < Words.Told) broken.Add(new(line, 0, new Problem.Unreadable(line > 0 ? text.Line(line) : text.Place, rule, cure)));
    }

    private static string Ragged(int fields, CsvShape shape) => string.Create(CultureInfo.InvariantCulture,
        $"{Words.Count(fields, "field", "fields")} where the {(shape.HasHeader ? "header" : "first row")} has {shape.Columns}");

    private static string Even(int fields, CsvText text, CsvShape shape) => text.Separator == ',' && fields > shape.Columns
        ? "give each row as many fields as the first; if a comma is meant as a decimal comma, write a point"
        : "give each row as many fields as the first";

    private static string Mend(CsvMalformedReason reason) => reason == CsvMalformedReason.UnterminatedQuote
        ? "close it"
        : "put the whole field into quotes, and write a quote in it twice";

    private static string Say(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "a quote is opened and never closed",
        CsvMalformedReason.TextAfterClosingQuote => "text follows a closing quote",
        CsvMalformedReason.StrayQuote => "a quote stands inside a field that does not begin with one",
        _ => "the quotes are wrong",
    };
}

/// <summary>Walks through the rows of data: no header, no blank lines.</summary>
internal readonly struct CsvRows
{
    private readonly CsvReader reader;
    private readonly int columns;

    private CsvRows(CsvReader reader, int columns) => (this.reader, this.columns) = (reader, columns);

    public static CsvRows Of(CsvReader reader, CsvShape shape)
    {
        var rows = new CsvRows(reader, shape.Columns);
        if (shape.HasHeader) rows.Next();
        return rows;
    }

    public bool Next()
    {
        while (reader.Read())
            if (reader.FieldCount > 1 || columns == 1 || !reader.GetSpan(0).IsEmpty) return true;
        return false;
    }
}
