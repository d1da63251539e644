using Backprop.Functional.Narration;
using Xunit;

namespace Backprop.Functional.Tests.Narration;

public class ConstantTextTests
{
    [Theory]
    [InlineData("eta", "eta", 0.5)]
    [InlineData("rule.EtaPlus", "etaPlus", 0.5)]
    [InlineData("1 - rule.Beta1", "1 - beta1", 0.5)]
    [InlineData("1 - beta2^t", "1 - beta2^t", 0.875)]
    [InlineData("at.Eta * sqrt(1 - beta2^t) / (1 - beta1^t)", "(eta sqrt(1 - beta2^t))/(1 - beta1^t)", 0.5345224838248488)]
    [InlineData("2*a*a", "2 a a", 0.5)]
    [InlineData("-1", "-1", -1)]
    [InlineData("a - -a", "a - (-a)", 1)]
    [InlineData("P * (1 - 0.96^(t * psi) / 2)", "P (1 - 0.96^(t psi)/2)", 0.26484898)]
    public void A_constant_is_read_as_it_is_written(string text, string letters, double value)
    {
        var formula = ConstantText.Read(text, name => new Formula.Symbol(name, name == "t" ? 3 : 0.5, IsGiven: true));
        Assert.Equal(letters, Notation.Text.Letters(formula));
        Assert.Equal(value, FormulaValue.Of(formula), 8);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 -")]
    [InlineData("(1")]
    [InlineData("1 2")]
    [InlineData("sqrt(1")]
    [InlineData("a ? b : c")]
    public void What_is_no_constant_is_a_bug_of_the_rule(string text) => Assert.Throws<FormatException>(() => ConstantText.Read(text, name => new Formula.Symbol(name, 1)));
}
