using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Backprop.Functional.Networks;
using CsvHelper;
using LanguageExt;

namespace Backprop.Functional.Data.Sources;

/// <summary>The text of a CSV file: UTF-8 without a mark, its separator and its place in messages.</summary>
internal sealed record CsvText(ReadOnlyMemory<byte> Utf8, char Separator, string Place)
{
    private static readonly char[] Known = ['\t', ';', ','];

    /// <summary>Decodes the bytes of a file.</summary>
    public static Either<Problem, CsvText> Of(ReadOnlyMemory<byte> bytes, string place, char? separator)
    {
        if (separator is { } s && (!char.IsAscii(s) || s is '"' or '\r' or '\n' or ' ' || char.IsLetterOrDigit(s) || ".+-".Contains(s)))
            return new Problem.OutOfRange("separator", $"'{s}' cannot separate fields", "use , or ; or a tab");
        if (bytes.Span is [0x1F, 0x8B, ..])
            return new Problem.Unreadable(place, "a compressed file is no CSV file", "decompress it first");
        var utf8 = bytes.Span switch
        {
            [0xEF, 0xBB, 0xBF, ..] => bytes[3..],
            [0xFF, 0xFE, ..] => Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(bytes.Span[2..])),
            [0xFE, 0xFF, ..] => Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(bytes.Span[2..])),
            _ => bytes,
        };
        if (utf8.Span.TrimStart(" \t\r\n"u8).IsEmpty) return new Problem.Unreadable(place, "the file is empty", "give rows of data");
        if (utf8.Span.IndexOf((byte)0) is >= 0 and var zero)
            return new Problem.Unreadable(At(place, utf8.Span, zero), "this is no text file", "give a CSV file or an IDX file");
        if (FirstInvalid(utf8.Span) is { } wrong)
            return new Problem.Unreadable(At(place, utf8.Span, wrong), "the text is not UTF-8", "save the file as UTF-8");
        return new CsvText(utf8, separator ?? Detect(FirstLine(utf8.Span)), place);
    }

    /// <summary>Opens the text at its first record, the header not being special.</summary>
    public CsvReader Open(Action<CsvMalformedRecord>? malformed = null) => CsvReader.Create(Utf8, new CsvReaderOptions
    {
        Separator = Separator, HasHeader = false, TrackLineNumbers = true, TrimWhitespace = true, OnMalformedRecord = malformed,
    });

    /// <summary>A field's place: line, column and the name of the column.</summary>
    public string Cell(long line, int column, string? name = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{Place}, line {line}, column {column + 1}{(name is null ? "" : $" ({name})")}");

    /// <summary>A record's place.</summary>
    public string Line(long line) => string.Create(CultureInfo.InvariantCulture, $"{Place}, line {line}");

    private static string At(string place, ReadOnlySpan<byte> text, int offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{place}, line {text[..offset].Count((byte)'\n') + 1}");

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text)
    {
        var rest = text.TrimStart("\r\n"u8);
        return rest.IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var end ? rest[..end] : rest;
    }

    private static char Detect(ReadOnlySpan<byte> line)
    {
        var outside = new StringBuilder();
        var quoted = false;
        foreach (var b in line)
            if (b == '"') quoted = !quoted;
            else if (!quoted) outside.Append((char)b);
        return Known.FirstOrDefault(s => outside.ToString().Contains(s), ',');
    }

    private static int? FirstInvalid(ReadOnlySpan<byte> text)
    {
        if (Utf8Validity(text)) return null;
        var done = 0;
        while (Rune.DecodeFromUtf8(text[done..], out _, out var used) == System.Buffers.OperationStatus.Done) done += used;
        return done;

        static bool Utf8Validity(ReadOnlySpan<byte> t) => System.Text.Unicode.Utf8.IsValid(t);
    }
}
