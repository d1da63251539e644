using System.Globalization;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Data;

/// <summary>Small turns of phrase of the messages of this room.</summary>
internal static class Words
{
    /// <summary>How many problems of one file are told before the rest is only counted.</summary>
    public const int Told = 20;

    public static string Count(long n, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{n} {(n == 1 ? one : many)}");

    /// <summary>"all 7 rows are", and of one "the only row is".</summary>
    public static string All(long n, string one, string many) => n == 1 ? $"the only {one}" : $"all {Count(n, one, many)}";

    public static string List(IEnumerable<string> words, int most = 20)
    {
        var all = words.ToList();
        return all.Count <= most
            ? string.Join(", ", all)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", all.Take(most))} and {all.Count - most} more");
    }

    /// <summary>"a, b or c".</summary>
    public static string Or(params IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.Take(words.Count - 1))} or {words[^1]}";

    /// <summary>What was probably meant, as the beginning of a cure, or nothing.</summary>
    public static string DidYouMean(string word, IEnumerable<string> known) =>
        known.Select(k => (Word: k, Distance: Distance(word.ToUpperInvariant(), k.ToUpperInvariant())))
            .Where(k => k.Distance <= Tolerance(Math.Min(word.Length, k.Word.Length)))
            .OrderBy(k => k.Distance).Select(k => k.Word).FirstOrDefault() is { } best
            ? $"did you mean '{best}'? "
            : "";

    /// <summary>The first problems, then how many more there are.</summary>
    public static IEnumerable<Problem> Capped(string place, IReadOnlyList<Problem> problems, long all) =>
        all <= Told
            ? problems
            : problems.Take(Told).Append(new Problem.Unreadable(place, $"and {Count(all - Told, "more problem", "more problems")}",
                "mend those above, then try again"));

    /// <summary>A value of a file as it may stand in a message: on one line, and not too long.</summary>
    public static string Quote(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= 40 ? $"'{line}'" : $"'{line[..37]}...'";
    }

    private static int Tolerance(int length) => length < 4 ? Math.Min(1, length - 1) : Math.Max(2, length / 3);

    /// <summary>Edits (insert, delete, replace, swap of neighbours) that lead from one word to the other.</summary>
    private static int Distance(string a, string b)
    {
        if (a.Length > 100 || b.Length > 100) return 100;
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), replace);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }

        return d[a.Length, b.Length];
    }
}
