using Backprop.Functional.Lecture;
using Backprop.Functional.Narration;
using Backprop.Functional.Reports;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Reports;

public sealed class DiagramKeysTests
{
    [Theory]
    [InlineData("x_2", "u0-2")]
    [InlineData("v(1)_2", "u1-2")]
    [InlineData("delta(2)_1", "u2-1")]
    [InlineData("dE/dy(1)_1", "u1-1")]
    [InlineData("w(0)_3,1", "w0-3-1")]
    [InlineData("dE/dw(1)_2,1", "w1-2-1")]
    [InlineData("new w(1)_2,1", "w1-2-1")]
    [InlineData("m(1)_2,1", "w1-2-1")]
    [InlineData("w(0)_0", "w0-0")]
    [InlineData("dE/dw(1)_0", "w1-0")]
    [InlineData("b(2)_1", "w1-0-1")]
    [InlineData("m(1)_0,2", "w1-0-2")]
    [InlineData("t_2", "aim-2")]
    [InlineData("e_1", "aim-1")]
    [InlineData("E", "E")]
    [InlineData("eta", null)]
    public void Every_value_has_its_place(string name, string? key) => Assert.Equal(key, DiagramKeys.Of(ValueName.Parse(name)!, layers: 2));

    [Fact]
    public void A_formula_marks_what_it_reads()
    {
        var trace = WorkedExample.Explain();
        var narrative = new ValueNarrative(trace);
        Assert.Equal(["w0-0", "w0-1-1", "u0-1", "w0-2-1", "u0-2", "w0-3-1", "u0-3"], In("v(1)_1"));
        Assert.Equal(["u2-1", "w1-1-1", "u2-2", "w1-1-2"], In("dE/dy(1)_1"));

        IEnumerable<string> In(string name) => DiagramKeys.In(narrative.Tell(ValueName.Parse(name)!)!.Formula!, trace);
    }
}
