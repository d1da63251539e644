using System.Diagnostics;
using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Training;

/// <summary>
/// Stopping rules as text: <c>epochs:100</c>, <c>steps:5000</c>, <c>loss:0.01</c> (below), <c>loss-change:1E-6</c> (below), <c>gradient:0.001</c>
/// (its norm below), <c>patience:20</c>, <c>accuracy:0.98</c> (above), <c>never</c>. A comma means any of them, <c>+</c> all at once, and binds closer:
/// <c>loss:0.05+accuracy:0.9,patience:20</c>; parentheses group. <c>any(..)</c> and <c>all(..)</c> join what stands between
/// commas in them, be it a single rule or none.
/// </summary>
public static class StopText
{
    private static readonly (string Word, string Value, Func<double, bool> Fits, Func<double, Stopping> Make)[] Known =
    [
        ("epochs", "a whole number of epochs, 1 or more", number => IsCount(number, int.MaxValue), number => new Stopping.AfterEpochs((int)number)),
        ("steps", "a whole number of steps, 1 or more", number => IsCount(number, 1e15), number => new Stopping.AfterSteps((long)number)),
        ("loss", "a number", double.IsFinite, number => new Stopping.LossBelow(number)),
        ("loss-change", "a positive number", IsPositive, number => new Stopping.LossChangeBelow(number)),
        ("gradient", "a positive number", IsPositive, number => new Stopping.GradientBelow(number)),
        ("patience", "a whole number of epochs, 1 or more", number => IsCount(number, int.MaxValue), number => new Stopping.Patience((int)number)),
        ("accuracy", "a fraction from 0 to 1", number => number is >= 0 and <= 1, number => new Stopping.AccuracyAbove(number)),
    ];

    /// <summary>The text of a rule; <see cref="Parse"/> reads it back.</summary>
    /// <param name="stopping">The rule.</param>
    public static string Write(Stopping stopping) => stopping switch
    {
        Stopping.AfterEpochs rule => FormattableString.Invariant($"epochs:{rule.Count}"),
        Stopping.AfterSteps rule => FormattableString.Invariant($"steps:{rule.Count}"),
        Stopping.LossBelow rule => FormattableString.Invariant($"loss:{rule.Threshold:R}"),
        Stopping.LossChangeBelow rule => FormattableString.Invariant($"loss-change:{rule.Threshold:R}"),
        Stopping.GradientBelow rule => FormattableString.Invariant($"gradient:{rule.Threshold:R}"),
        Stopping.Patience rule => FormattableString.Invariant($"patience:{rule.Epochs}"),
        Stopping.AccuracyAbove rule => FormattableString.Invariant($"accuracy:{rule.Threshold:R}"),
        Stopping.Any { Rules.Count: 0 } => Never,
        Stopping.Any { Rules.Count: 1 } any => $"{AnyOf}{Listed(any.Rules)})",
        Stopping.All { Rules.Count: < 2 } all => $"{AllOf}{Listed(all.Rules)})",
        Stopping.Any any => Listed(any.Rules),
        Stopping.All all => string.Join('+', all.Rules.Map(rule => rule is Stopping.Any { Rules.Count: > 1 } or Stopping.All { Rules.Count: > 1 } ? $"({Write(rule)})" : Write(rule))),
        _ => throw new UnreachableException(),
    };

    private static string Listed(Values<Stopping> rules) => string.Join(',', rules.Map(rule => rule is Stopping.Any { Rules.Count: > 1 } ? $"({Write(rule)})" : Write(rule)));

    private const int Deepest = 32;

    private const string Never = "never", AnyOf = "any(", AllOf = "all(";

    /// <summary>The rule of a text, or all that is wrong with it.</summary>
    /// <param name="text">Such as <c>patience:20,loss:0.01+accuracy:0.99</c>.</param>
    public static Checked<Stopping> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (depth, deepest) = (0, 0);
        foreach (var c in text)
        {
            depth += c switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth < 0) break;
            deepest = Math.Max(deepest, depth);
        }

        if (deepest > Deepest) return Bad($"more than {Deepest} parentheses stand within each other", "leave out those that change nothing");
        return depth == 0 ? Any(text) : Bad("a parenthesis is not closed, or closes nothing", "write as many ( as )");
    }

    private static Checked<Stopping> Any(string text) => Joined(text, ',', All, rules => rules is [var only] ? only : new Stopping.Any(rules));

    private static Checked<Stopping> All(string text) => Joined(text, '+', One, rules => rules is [var only] ? only : new Stopping.All(rules));

    private static Checked<Stopping> List(string inside, Func<Values<Stopping>, Stopping> join) =>
        string.IsNullOrWhiteSpace(inside) ? Checked.Good(join([])) : Joined(inside, ',', All, join);

    private static Checked<Stopping> Joined(string text, char sign, Func<string, Checked<Stopping>> read, Func<Values<Stopping>, Stopping> join)
    {
        var parts = Parts(text, sign).Select(read).ToList();
        var problems = parts.SelectMany(part => part.Problems).ToList();
        return problems.Count > 0 ? Checked.Bad<Stopping>(problems) : Checked.Good(join(Values.From(parts.Select(part => part.OrThrow()))));
    }

    private static Checked<Stopping> One(string text)
    {
        var trimmed = text.Trim();
        if (trimmed is ['(', .. var inside, ')']) return Any(inside);
        if (trimmed == Never) return Checked.Good<Stopping>(new Stopping.Any([]));
        if (Inside(trimmed, AnyOf) is { } any) return List(any, rules => new Stopping.Any(rules));
        if (Inside(trimmed, AllOf) is { } all) return List(all, rules => new Stopping.All(rules));
        var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        var word = colon < 0 ? trimmed : trimmed[..colon];
        if (Known.FirstOrDefault(one => one.Word == word) is not { Word: not null } known)
            return Checked.Bad<Stopping>(new Problem.Unknown("stop", $"{Words.Quote(word)} is unknown",
                $"{Words.DidYouMean(word, Known.Select(one => one.Word))}known are {string.Join(", ", Known.Select(one => $"{one.Word}:.."))}"));
        return colon >= 0 && double.TryParse(trimmed[(colon + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && known.Fits(number)
            ? Checked.Good(known.Make(number))
            : Bad($"{word} has {known.Value} after a colon, not {Words.Quote(colon < 0 ? "" : trimmed[(colon + 1)..])}", $"write {word}:NUMBER");
    }

    private static string? Inside(string text, string opened) => text.StartsWith(opened, StringComparison.Ordinal) && text[^1] == ')' ? text[opened.Length..^1] : null;

    /// <summary>The parts between the signs that stand outside parentheses. A + within a number, as in 1e+5, stands after its e.</summary>
    private static IEnumerable<string> Parts(string text, char sign)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth != 0 || text[i] != sign || (sign == '+' && IsExponent(text, i))) continue;
            yield return text[start..i];
            start = i + 1;
        }

        yield return text[start..];
    }

    private static bool IsExponent(string text, int plus) => plus >= 2 && text[plus - 1] is 'e' or 'E' && char.IsAsciiDigit(text[plus - 2]);

    private static bool IsCount(double number, double most) => number >= 1 && number <= most && number == Math.Floor(number);

    private static bool IsPositive(double number) => number > 0 && double.IsFinite(number);

    private static Checked<Stopping> Bad(string rule, string cure) => Checked.Bad<Stopping>(new Problem.OutOfRange("stop", rule, cure));
}
