using System.Globalization;
using Backprop.Functional.Data;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Optimizers;

/// <summary>Links as text: <c>l2=0.001</c>, <c>clip-by-norm=1</c>.</summary>
internal static class LinkText
{
    /// <summary>Every link by its word, at a number.</summary>
    public static IReadOnlyList<(string Word, Func<double, Link> Of)> Known { get; } =
    [
        ("l1", number => new Link.L1(number)), ("l2", number => new Link.L2(number)),
        ("clip-by-value", number => new Link.ClipByValue(number)), ("clip-by-norm", number => new Link.ClipByNorm(number)), ("scale", number => new Link.Scale(number)),
    ];

    /// <summary>The link of a text, or what is wrong with it.</summary>
    public static Checked<Link> Parse(string text, string place) => text.Split('=', 2) is [var word, var number]
        ? Of(word, number, place)
        : Checked.Bad<Link>(new Problem.OutOfRange(place, $"the link '{text}' has no number", "write link=number, such as l2=0.001, before the rule"));

    /// <summary>The link of a word and its number.</summary>
    public static Checked<Link> Of(string word, string number, string place)
    {
        if (Known.FirstOrDefault(one => one.Word == word) is not { Word: not null } known)
            return Checked.Bad<Link>(new Problem.Unknown(place, $"the link '{word}' is unknown",
                $"{Words.DidYouMean(word, Known.Select(one => one.Word))}known are {string.Join(", ", Known.Select(one => one.Word))}"));
        return Constant.Of(known.Of(1))[0].Read(number, place).Map(value => known.Of((double)value!)).Match(
            Checked.Good,
            bad => Checked.Bad<Link>(bad.Select(problem => new Problem.OutOfRange(place, $"{word}: {problem.Rule}", problem.Cure))));
    }

    /// <summary>The text that <see cref="Parse"/> reads back.</summary>
    public static string Write(Link link) => string.Create(CultureInfo.InvariantCulture, $"{link.Name}={Constant.Of(link)[0].Text}");
}
