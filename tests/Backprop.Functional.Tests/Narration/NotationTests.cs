using System.Xml.Linq;
using Backprop.Functional.Lecture;
using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Narration;

/// <summary>The one tree in three notations.</summary>
public class NotationTests
{
    private static readonly NumberText Numbers = new(Precision.Float64, null);
    private static readonly Formula.Symbol A = new("v(1)_1", 0.5), B = new("-delta(2)_1", -2.5e-7), G = new("dE/dw(0)_2,1", 3);

    private static readonly Formula[] Cases =
    [
        A, new Formula.Literal("1/2"), new Formula.Sum([A, B]), new Formula.Product([A, B]), new Formula.Negative(A), new Formula.Quotient(A, B), new Formula.Square(G),
        new Formula.Power(A, B), new Formula.Root(new Formula.Sum([A, B])), new Formula.Absolute(B), new Formula.Maximum([A, B]), new Formula.Minimum([A, B]),
        new Formula.Exponential(new Formula.Negative(A)), new Formula.Call("leaky-relu:0.01'", A),
        new Formula.Choice(new(A, Relation.LessOrEqual, B), A, new Formula.Literal("0")),
    ];

    [Fact]
    public void No_case_of_the_union_is_left_out() =>
        Assert.Equal(typeof(Formula).GetNestedTypes().Count(type => type.IsSubclassOf(typeof(Formula))), Cases.Select(one => one.GetType()).Distinct().Count());

    [Fact]
    public void Text_says_every_case() => Assert.Equal(
        [
            "v(1)_1", "1/2", "v(1)_1 - delta(2)_1", "v(1)_1 (-delta(2)_1)", "-v(1)_1", "v(1)_1/(-delta(2)_1)", "dE/dw(0)_2,1^2", "v(1)_1^-delta(2)_1",
            "sqrt(v(1)_1 - delta(2)_1)", "|-delta(2)_1|", "max(v(1)_1, -delta(2)_1)", "min(v(1)_1, -delta(2)_1)", "e^-v(1)_1", "leaky-relu:0.01'(v(1)_1)",
            "{v(1)_1 if v(1)_1 <= -delta(2)_1, else 0}",
        ],
        Cases.Select(Notation.Text.Letters));

    [Fact]
    public void Latex_says_every_case() => Assert.Equal(
        [
            @"v_{1}^{(1)}", @"\frac{1}{2}", @"v_{1}^{(1)} - \delta_{1}^{(2)}", @"v_{1}^{(1)}\,\left(-\delta_{1}^{(2)}\right)", @"-v_{1}^{(1)}",
            @"\frac{v_{1}^{(1)}}{-\delta_{1}^{(2)}}", @"\left(\frac{\partial E}{\partial w_{2,1}^{(0)}}\right)^{2}", @"{v_{1}^{(1)}}^{-\delta_{1}^{(2)}}",
            @"\sqrt{v_{1}^{(1)} - \delta_{1}^{(2)}}", @"\left|-\delta_{1}^{(2)}\right|", @"\max\left(v_{1}^{(1)}, -\delta_{1}^{(2)}\right)",
            @"\min\left(v_{1}^{(1)}, -\delta_{1}^{(2)}\right)", @"e^{-v_{1}^{(1)}}", @"\operatorname{leaky\text{-}relu:0.01'}\left(v_{1}^{(1)}\right)",
            @"\begin{cases} v_{1}^{(1)} & \text{if } v_{1}^{(1)} \le -\delta_{1}^{(2)} \\ 0 & \text{else} \end{cases}",
        ],
        Cases.Select(Notation.Latex.Letters));

    [Theory]
    [InlineData("new w(0)_1,1", @"w_{1,1}^{(0)\,\mathrm{new}}")]
    [InlineData("ahead w(0)_0", @"\tilde{w}_{0}^{(0)}")]
    [InlineData("delta(2)_1@3", @"\delta_{1@3}^{(2)}")]
    [InlineData("f'(1)_2", @"f'\bigl(v_{2}^{(1)}\bigr)")]
    [InlineData("-dE/dy(1)_2", @"-\frac{\partial E}{\partial y_{2}^{(1)}}")]
    [InlineData("dy(2)_1/dw(0)_3,1", @"\frac{\partial y_{1}^{(2)}}{\partial w_{3,1}^{(0)}}")]
    [InlineData("vMax(0)_1,2", @"{v^{\max}}_{1,2}^{(0)}")]
    [InlineData("gPrev(0)_1,2", @"\mathrm{gPrev}_{1,2}^{(0)}")]
    [InlineData("dwPrev(0)_1,2", @"{\Delta w(t-1)}_{1,2}^{(0)}")]
    [InlineData("lambda2", @"\lambda_{2}")]
    [InlineData("eta", @"\eta")]
    public void A_name_has_the_lectures_indices(string name, string latex) =>
        Assert.Equal(latex, Notation.Latex.Letters(new Formula.Symbol(name, 1)));

    [Theory]
    [InlineData(-1.9839118724015053E-05, @"-1.9839118724015053 \cdot 10^{-5}")]
    [InlineData(double.PositiveInfinity, @"\infty")]
    [InlineData(double.NaN, @"\mathrm{NaN}")]
    [InlineData(4.3, "4.3")]
    public void Numbers_are_those_of_the_text(double number, string latex) =>
        Assert.Equal(latex, Notation.Latex.Numbers(new Formula.Symbol("a", number), Numbers));

    [Fact]
    public void Mathml_says_every_case_and_is_well_formed()
    {
        foreach (var formula in Cases)
        {
            var element = XElement.Parse(MathMlNotation.Element(Notation.MathMl.Letters(formula), isBlock: true));
            Assert.Equal("math", element.Name.LocalName);
            Assert.All(element.Descendants("mfrac").Concat(element.Descendants("msup")).Concat(element.Descendants("msub")), two => Assert.Equal(2, two.Elements().Count()));
            Assert.All(element.Descendants("msubsup"), three => Assert.Equal(3, three.Elements().Count()));
            _ = XElement.Parse(MathMlNotation.Element(Notation.MathMl.Numbers(formula, Numbers), isBlock: false));
        }

        Assert.Equal("<msubsup><mi>v</mi><mrow><mn>1</mn></mrow><mrow><mo>(</mo><mn>1</mn><mo>)</mo></mrow></msubsup>", Notation.MathMl.Letters(A));
        Assert.Equal("<mi>&lt;b&gt;</mi>", Notation.MathMl.Letters(new Formula.Symbol("<b>", 1)));
    }

    /// <summary>The whole worked example: markup in which every element ends and every brace closes.</summary>
    [Fact]
    public void The_worked_example_is_well_formed_in_each_notation()
    {
        foreach (var statement in StepNarrative.Of(WorkedExample.Explain()).SelectMany(section => section.Statements))
        {
            foreach (var side in Notation.MathMl.Sides(statement, Numbers)) _ = XElement.Parse(MathMlNotation.Element(side, isBlock: false));
            foreach (var side in Notation.Latex.Sides(statement, Numbers)) Assert.Equal(side.Count(letter => letter == '{'), side.Count(letter => letter == '}'));
        }
    }
}
