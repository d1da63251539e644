using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>What the command says of learning rates.</summary>
public class RateTests
{
    [Theory]
    [InlineData("optax/sgd")]
    [InlineData("lecture/sgd")]
    public void A_system_that_has_no_rate_needs_one(string preset)
    {
        var result = CommandLine.Run("train", "--data", "xor", "--optimizer", preset, "--epochs", "1");
        Assert.Equal((ExitCode.Usage, $"--optimizer: {preset} has no learning rate of its own; give one: {preset}:eta=0.1\n"), (result.Code, result.Error));
    }

    [Fact]
    public void Rprop_has_none_to_show() =>
        Assert.Contains("\ntrain    batch 4, rprop, 1 epoch, seed 1\n", CommandLine.Run("train", "--data", "xor", "--optimizer", "rprop", "--epochs", "1").Out, StringComparison.Ordinal);

    [Fact]
    public void A_run_that_its_rules_ended_is_told_so_when_it_is_to_go_on()
    {
        using var folder = new TemporaryFolder();
        CommandLine.Run(folder, "train", "--data", "xor", "--hidden", "2", "--stop", "loss:10", "--epochs", "9", "--quiet", "--out", "runs/a");
        Assert.StartsWith("nothing is left to do: epoch 1: the loss ", CommandLine.Run(folder, "train", "--resume", "runs/a", "--epochs", "20").Error, StringComparison.Ordinal);
    }
}
