using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>Steps and values that are asked for and are not there.</summary>
public sealed class SeenStepTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("trace lecture06 --only nosuch", "--only: no value of these steps matches 'nosuch'; write a name such as w(1)_2,1 or a pattern such as 'delta*'; backprop trace lists all names")]
    [InlineData("trace lecture06 --only nosuch --only v(9)* --format json", "--only: no value of these steps matches 'nosuch' or 'v(9)*'")]
    [InlineData("trace lecture06 --only nosuch --format markdown", "--only: no value of these steps matches 'nosuch'")]
    [InlineData("trace lecture06 --only nosuch --format html", "--only: no value of these steps matches 'nosuch'")]
    [InlineData("trace --data xor --epochs 3 --steps 5", "--steps: the run has 3 steps, and there is no step 5; give an earlier step, or look at a longer run")]
    [InlineData("trace --data xor --epochs 1 --steps 2..9 --format json", "--steps: the run has 1 step, and there is no step 2; give an earlier step, or look at a longer run")]
    [InlineData("explain --data xor --epochs 3 --step 5 --value E", "--step: the run has 3 steps, and there is no step 5; give an earlier step, or look at a longer run")]
    [InlineData("trace --data xor --epochs 30 --stop loss:10 --steps 5", "--steps: the run ends early, after 1 step, and there is no step 5; give an earlier step")]
    [InlineData("explain --data xor --epochs 30 --stop loss:10 --step 5 --value E", "--step: the run ends early, after 1 step, and there is no step 5; give an earlier step")]
    [InlineData("explain lecture06 --value rate(0)_1,1", "--value: step 1 has no value 'rate(0)_1,1'; gradient descent has one rate for all weights, eta; the net is 3-2-2, sgd remembers nothing, the batch has 1 sample; ")]
    [InlineData("explain --data xor --optimizer momentum:eta=0.1 --value rate(9)_1,1", "--value: step 1 has no value 'rate(9)_1,1'; a weight has a rate of its own where its gradient is not 0; the net is 2-64-2, momentum remembers dwPrev, ")]
    [InlineData("explain lecture06 --value ..", "--value: '..' is no name of a value; write one such as w(1)_2,1 v(2)_1@3 delta(2)_1 dE/dw(0)_2,1 'new w(0)_1,1'; ")]
    [InlineData("explain lecture06", "--value: no value is named; name one, such as --value 'dE/dw(0)_2,1'; backprop trace lists them all")]
    public void What_is_not_there_is_refused_in_a_line_and_leaves_no_file(string line, string told)
    {
        foreach (var more in (string[][])[[], ["--out", Path.Combine(folder.Path, "seen")]])
        {
            var result = CommandLine.Run([.. line.Split(' '), .. more]);
            Assert.Equal((ExitCode.Usage, ""), (result.Code, result.Out));
            Assert.StartsWith(told, result.Error, StringComparison.Ordinal);
            Assert.Equal(1, result.Error.Count(c => c == '\n'));
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    /// <summary>What is offered without a rule is there under every rule.</summary>
    [Theory]
    [InlineData("dE/dw(0)_2,1")]
    [InlineData("v(2)_1@3")]
    [InlineData("new w(0)_1,1")]
    [InlineData("dy(2)_1/dw(0)_2,1")]
    public void What_help_offers_is_there(string name)
    {
        Assert.Contains(name.Replace("w(0)_2,1", "w(0)_", StringComparison.Ordinal), CommandLine.Run("explain", "--help").Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Good, CommandLine.Run("explain", "--data", "xor", "--value", name).Code);
    }

    [Theory]
    [InlineData("new m(0)_1,1")]
    [InlineData("rate(0)_1,1")]
    public void What_help_offers_of_adam_is_there(string name) =>
        Assert.Equal(ExitCode.Good, CommandLine.Run("explain", "--data", "xor", "--optimizer", "adam", "--value", name).Code);

    [Fact]
    public void The_end_of_the_steps_may_lie_beyond_the_run() =>
        Assert.Equal(CommandLine.Run("trace", "--data", "xor", "--epochs", "3", "--steps", "2..3").Out, CommandLine.Run("trace", "--data", "xor", "--epochs", "3", "--steps", "2..9").Out);

    public void Dispose() => folder.Dispose();
}
