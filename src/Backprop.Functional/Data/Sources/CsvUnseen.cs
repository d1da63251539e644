using System.Globalization;
using System.Text;

namespace Backprop.Functional.Data.Sources;

/// <summary>Characters that nobody sees, and blanks that nobody tells from the usual one.</summary>
internal static class CsvUnseen
{
    /// <summary>What a name holds of them, and what to do about it; nothing if there are none.</summary>
    public static string? In(string name)
    {
        var runes = name.EnumerateRunes().ToArray();
        return runes.Where((_, i) => IsUnseen(runes, i)).Select(rune => (Rune?)rune).FirstOrDefault() is { } unseen ? $"a character that nobody sees ({Code(unseen)}); write it without"
            : runes.Where(IsOtherBlank).Select(rune => (Rune?)rune).FirstOrDefault() is { } blank ? $"a blank that is not the usual one ({Code(blank)}); write that one"
            : null;
    }

    /// <summary>Two values of a column that look the same and are not, told with what they hold; nothing if all are seen to be different.</summary>
    public static string? Twins(IEnumerable<string> values) => values.GroupBy(Seen, StringComparer.Ordinal)
        .Where(group => group.Count() > 1 && group.Any(value => Odd(value).Any()))
        .Select(group => group.OrderBy(value => Odd(value).Any()).ThenBy(value => value, StringComparer.Ordinal).Take(2).ToArray())
        .Select(pair => $"{Words.Quote(pair[0])} and {Words.Quote(pair[1])} look the same and are two values: {Holdings("the first", pair[0], "the second", pair[1])}; write both alike")
        .FirstOrDefault();

    /// <summary>What a word that is unknown looks like, as the beginning of a cure, or nothing.</summary>
    public static string LooksLike(string word, IEnumerable<string> known) => known.FirstOrDefault(one => Seen(one) == Seen(word) && (Odd(one).Any() || Odd(word).Any())) is { } twin
        ? $"it looks like {Words.Quote(twin)}, but {Holdings("it", word, "that one", twin)}: write both alike; "
        : "";

    /// <summary>The same, or else what was probably meant.</summary>
    public static string DidYouMean(string word, IReadOnlyList<string> known) => LooksLike(word, known) is { Length: > 0 } like ? like : Words.DidYouMean(word, known);

    private static string Holdings(string first, string one, string second, string two) => string.Join(", ",
        from part in new (string Name, string Text)[] { (first, one), (second, two) } where Odd(part.Text).Any() select $"{part.Name} holds {Words.List(Odd(part.Text).Distinct().Select(Code), 3)}");

    /// <summary>What the eye makes of a text.</summary>
    private static string Seen(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        return string.Concat(runes.Select((rune, i) => IsStyle(rune) || IsUnseen(runes, i) ? "" : IsOtherBlank(rune) ? " " : $"{rune}")).Trim();
    }

    private static IEnumerable<Rune> Odd(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        return runes.Where((rune, i) => IsStyle(rune) || IsOtherBlank(rune) || IsUnseen(runes, i));
    }

    private static bool IsUnseen(Rune[] runes, int i) => runes[i].Value switch
    {
        NonJoiner or Joiner => !IsShaped(runes, i - 1) || !IsShaped(runes, i + 1),
        HangulFiller or HalfwidthFiller => true,
        _ when IsStyle(runes[i]) => !IsStyled(runes, i),
        _ => Rune.GetUnicodeCategory(runes[i]) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };

    /// <summary>Persian, the scripts of India and joined symbols are misspelt without them.</summary>
    private const int NonJoiner = 0x200C, Joiner = 0x200D;

    /// <summary>Letters by their category, and blank.</summary>
    private const int HangulFiller = 0x3164, HalfwidthFiller = 0xFFA0;

    /// <summary>A key with a sign on it; the letter i as a sign; a blank as wide as a sign of Chinese, which is seen.</summary>
    private const int Keycap = 0x20E3, Information = 0x2139, WideBlank = 0x3000;

    /// <summary>Letters, their marks and symbols, except those of ASCII, which look the same with a joiner and without.</summary>
    private static bool IsShaped(Rune[] runes, int i) => i >= 0 && i < runes.Length && !runes[i].IsAscii
        && (Rune.IsLetter(runes[i]) || Rune.IsSymbol(runes[i]) || Rune.GetUnicodeCategory(runes[i]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    /// <summary>Asks for the character before it as text, or as an emoji.</summary>
    private static bool IsStyle(Rune rune) => rune.Value is 0xFE0E or 0xFE0F;

    private static bool IsStyled(Rune[] runes, int i) => (i + 1 < runes.Length && runes[i + 1].Value == Keycap)
        || (i > 0 && !runes[i - 1].IsAscii && (Rune.IsSymbol(runes[i - 1]) || Rune.IsPunctuation(runes[i - 1]) || runes[i - 1].Value == Information));

    private static bool IsOtherBlank(Rune rune) => rune.Value is not (' ' or WideBlank) && Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator;

    private static string Code(Rune rune) => string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");
}
