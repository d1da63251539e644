using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>The gradients are right, and the command says so, whatever the data: small ones and large sums as well.</summary>
public class GradcheckTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--data iris --batch full --accumulate sum --seed 2")]
    [InlineData("--data spirals --batch full --seed 3")]
    [InlineData("--data sine --batch full")]
    [InlineData("--data iris --loss sse --activation tanh --seed 3")]
    public void Right_gradients_are_called_right(string options)
    {
        var result = CommandLine.Run(["gradcheck", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal((ExitCode.Good, ""), (result.Code, result.Error));
        Assert.Matches(@"\nworst of \d+: \d.\dE-0[78]   ok \(limit 1E-06\)\n$", result.Out);
    }
}
