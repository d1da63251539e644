using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Narration;

public class TextNotationTests
{
    private static readonly NumberText Numbers = new(Precision.Float64, 4);
    private static readonly Formula.Symbol A = new("a", 0.5, IsGiven: true), B = new("b", -0.25), C = new("-c", -2);

    [Fact]
    public void A_sum_within_a_product_has_brackets()
    {
        var formula = new Formula.Product([A, new Formula.Sum([A, B])]);
        Assert.Equal("a (a + b)", Notation.Text.Letters(formula));
        Assert.Equal("0.5*(0.5 - 0.2500)", Notation.Text.Numbers(formula, Numbers));
    }

    [Fact]
    public void A_minus_is_never_doubled()
    {
        Assert.Equal("a - (-0.2500)".Replace("a", "0.5"), Notation.Text.Numbers(Formula.Difference(A, B), Numbers));
        Assert.Equal("-(-0.2500)", Notation.Text.Numbers(new Formula.Negative(B), Numbers));
        Assert.Equal("a - c", Notation.Text.Letters(new Formula.Sum([A, C])));
        Assert.Equal("0.5*(-0.2500)", Notation.Text.Numbers(new Formula.Product([A, B]), Numbers));
    }

    [Fact]
    public void Powers_and_quotients_keep_their_parts_together()
    {
        Assert.Equal("(a - b)^2", Notation.Text.Letters(new Formula.Square(Formula.Difference(A, B))));
        Assert.Equal("1/(1 + e^-a)", Notation.Text.Letters(new Formula.Quotient(Formula.One, new Formula.Sum([Formula.One, new Formula.Exponential(new Formula.Negative(A))]))));
        Assert.Equal("(a b)/(a + b)", Notation.Text.Letters(new Formula.Quotient(new Formula.Product([A, B]), new Formula.Sum([A, B]))));
        Assert.Equal("f(a + b)", Notation.Text.Letters(new Formula.Call("f", new Formula.Sum([A, B]))));
    }
}
