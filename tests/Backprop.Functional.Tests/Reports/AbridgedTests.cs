using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;
using Backprop.Functional.Reports;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Reports;

public sealed class AbridgedTests
{
    [Fact]
    public void A_short_sum_stays_as_it_is()
    {
        var statement = Statement([1, 2, 3, 4, 5, 6]);
        Assert.Equal(statement.Formula, Abridged.Of(statement).Formula);
    }

    [Fact]
    public void Of_a_long_sum_the_largest_terms_stay_and_the_rest_is_one_number() => Gen.Double[-100, 100].Array[7, 60].Sample(numbers =>
    {
        var terms = Assert.IsType<Formula.Sum>(Abridged.Of(Statement(numbers)).Formula).Terms;
        Assert.Equal(5, terms.Count);
        var kept = terms.Take(4).Select(term => ((Formula.Symbol)((Formula.Product)term).Factors[0]).Number).ToList();
        var rest = Assert.IsType<Formula.Symbol>(terms[^1]);
        Assert.Equal("rest", rest.Name);
        Assert.Equal(numbers.OrderByDescending(Math.Abs).Take(4).Order(), kept.Order());
        Assert.Equal(numbers.Sum(), kept.Sum() + rest.Number, 9);
    });

    [Fact]
    public void Sums_within_are_cut_too()
    {
        var sum = Statement([1, 2, 3, 4, 5, 6, 7]).Formula!;
        var cut = (Formula.Negative)Abridged.Of(new Statement(new("E"), new Formula.Negative(new Formula.Product([sum])), 0, [])).Formula!;
        Assert.Equal(5, ((Formula.Sum)((Formula.Product)cut.Of).Factors[0]).Terms.Count);
    }

    private static Statement Statement(double[] numbers) => new(new ValueName("v", 1, 1),
        new Formula.Sum(Values.From(numbers.Select((number, i) => (Formula)new Formula.Product([new Formula.Symbol($"w(0)_{i + 1},1", number), new Formula.Symbol($"x_{i + 1}", 1)])))), 0, []);
}
