using Backprop.Functional.Lecture;
using Xunit;

namespace Backprop.Functional.Tests.Lecture;

public class ExampleLatexTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bits_are_printed_when_they_are_asked_for(bool bits)
    {
        var text = ExampleLatex.Of(ExampleReport.Calculate(), digits: 4, bits);
        Assert.Equal(bits, text.Contains("3FB999999999999A", StringComparison.Ordinal));
        Assert.Equal(bits, text.Contains(@"\ttfamily", StringComparison.Ordinal));
    }
}
