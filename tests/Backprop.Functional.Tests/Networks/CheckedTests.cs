using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Networks;

public class CheckedTests
{
    private static readonly Problem A = new Problem.Missing("a.csv", "there is no such file", "give another");
    private static readonly Problem B = new Problem.OutOfRange("eta", "it is 0", "use a positive number");

    [Fact]
    public void A_value_goes_the_good_way()
    {
        var (value, problems) = Checked.Good(3);
        Assert.Equal((3, 0), (value, problems.Count));
        Assert.Equal("4", Checked.Good(3).Map(x => x + 1).Bind(x => Checked.Good($"{x}")).Match(text => text, _ => "bad"));
        Assert.Equal(3, Checked.Good(3).OrThrow());
        Assert.True(Checked.Good(3).IsGood);
    }

    [Fact]
    public void Problems_go_the_other_way_all_of_them()
    {
        var bad = Checked.Bad<int>(A, B);
        Assert.False(bad.IsGood);
        Assert.Equal([A, B], bad.Map(x => x + 1).Bind(x => Checked.Good($"{x}")).Match(_ => Values<Problem>.Empty, problems => problems));
        var message = Assert.Throws<ArgumentException>(() => bad.OrThrow()).Message;
        Assert.Contains(A.ToString(), message, StringComparison.Ordinal);
        Assert.Contains(B.ToString(), message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_fails_ends_the_chain() =>
        Assert.Equal([B], Checked.Good(3).Bind(_ => Checked.Bad<int>(B)).Bind<int>(_ => throw new InvalidOperationException("not reached")).Problems);

    [Fact]
    public void Bad_without_a_problem_is_a_mistake_of_the_caller() => Assert.Throws<ArgumentException>(() => Checked.Bad<int>());
}
