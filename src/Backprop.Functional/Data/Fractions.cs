using System.Globalization;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Data;

/// <summary>How data is divided: the shares of training, validation and test, which add up to 1. Decimal, so that the shares are what is written.</summary>
public sealed record Fractions
{
    private Fractions(decimal training, decimal validation, decimal test) => (Training, Validation, Test) = (training, validation, test);

    /// <summary>The share that is learned from, more than 0.</summary>
    public decimal Training { get; }

    /// <summary>The share that steers training (early stopping, best weights); 0 for none.</summary>
    public decimal Validation { get; }

    /// <summary>The share that is looked at once, at the end; 0 for none.</summary>
    public decimal Test { get; }

    /// <summary>70 % training, 15 % validation, 15 % test.</summary>
    public static Fractions Default { get; } = new(0.7m, 0.15m, 0.15m);

    /// <summary>All for training: for data that is its own whole truth, such as xor.</summary>
    public static Fractions AllTraining { get; } = new(1, 0, 0);

    /// <summary>Three shares.</summary>
    /// <returns>The shares, or every rule that they break: 0 to 1 each, training more than 0, 1 in all.</returns>
    public static Checked<Fractions> Create(decimal training, decimal validation, decimal test)
    {
        decimal[] shares = [training, validation, test];
        var said = Say(shares);
        List<Problem> problems = [];
        if (shares.Any(s => s is < 0 or > 1)) problems.Add(OutOfRange($"each share is from 0 to 1, not {said}"));
        else if (Sum(shares) != 1) problems.Add(OutOfRange($"the shares {said} add up to {Text(Sum(shares))}, not to 1"));
        if (training == 0) problems.Add(OutOfRange("the training part is empty"));
        return problems.Count > 0 ? Checked.Bad<Fractions>(problems) : Checked.Good(new Fractions(training, validation, test));
    }

    /// <summary>
    /// Reads <c>0.7/0.15/0.15</c> (training, validation, test), <c>0.8/0.2</c> (training, validation) or <c>1</c>; percentages that add up to 100
    /// are good as well, and a comma is as good as a slash.
    /// </summary>
    public static Checked<Fractions> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<decimal> shares = [];
        foreach (var part in text.Split('/', ','))
        {
            if (!decimal.TryParse(part, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign
                | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var share))
                return Checked.Bad<Fractions>(OutOfRange($"{Words.Quote(part)} is not a number"));
            shares.Add(share);
        }

        if (shares.Count > 3) return Checked.Bad<Fractions>(OutOfRange($"there are at most three parts, not {shares.Count}"));
        if (shares.All(s => s is >= 0 and <= 100) && Sum(shares) == 100) shares = [.. shares.Select(s => s / 100)];
        return Create(shares[0], shares.ElementAtOrDefault(1), shares.ElementAtOrDefault(2));
    }

    /// <summary>The shares of the other two parts when the test part is given.</summary>
    internal Fractions WithoutTest => Test == 0 ? this : new(Training / (Training + Validation), Validation / (Training + Validation), 0);

    internal decimal[] Shares => [Training, Validation, Test];

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => Say(Test > 0 ? Shares : Validation > 0 ? [Training, Validation] : [Training]);

    private static decimal Sum(IEnumerable<decimal> shares) => shares.Aggregate(0m, decimal.Add);

    private static string Say(IEnumerable<decimal> shares) => string.Join('/', shares.Select(Text));

    private static string Text(decimal share) => share.ToString("0.############################", CultureInfo.InvariantCulture);

    private static Problem.OutOfRange OutOfRange(string rule) =>
        new("split", rule, "write training/validation/test, such as 0.7/0.15/0.15, or training/validation, such as 0.8/0.2");
}
