using Xunit;

namespace Backprop.Functional.Cli.Tests;

public class SelfCheckTests
{
    [Theory]
    [InlineData("train")]
    [InlineData("example")]
    [InlineData("--help")]
    public void Nothing_is_done_in_a_process_whose_arithmetic_is_wrong(string command)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = Application.Run([command], new(output, error, IsInteractive: false, CancellationToken.None), "this process does not round to nearest");
        Assert.Equal((2, ""), (code, output.ToString()));
        Assert.Equal(
            "arithmetic: this process does not round to nearest; load no library that was compiled with -ffast-math, and leave the rounding mode alone, before the first computation\n",
            error.ToString());
    }
}
