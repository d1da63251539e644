using Backprop.Functional.Data;
using Xunit;

namespace Backprop.Functional.Tests.Data;

public class BatchingTests
{
    [Theory]
    [InlineData("full", 100, "full")]
    [InlineData("online", 1, "1")]
    [InlineData("1", 1, "1")]
    [InlineData(" 32 ", 32, "32")]
    [InlineData("100", 100, "100")]
    public void A_batch_size_is_read(string text, int size, string printed)
    {
        var batching = Batching.Parse(text).OrThrow();
        Assert.Equal(size, batching.SizeFor(100).OrThrow());
        Assert.Equal(printed, batching.ToString());
    }

    [Theory]
    [InlineData("0", "batch: a batch has 1 sample or more, not 0; use a number, full or 1")]
    [InlineData("-3", "batch: a batch has 1 sample or more, not -3; use a number, full or 1")]
    [InlineData("1.5", "batch: '1.5' is not a batch size; use a number, full or 1")]
    [InlineData("all", "batch: 'all' is not a batch size; use a number, full or 1")]
    [InlineData("99999999999", "batch: '99999999999' is not a batch size; use a number, full or 1")]
    public void What_is_no_batch_size_is_a_problem(string text, string expected) => Assert.Equal(expected, Batching.Parse(text).Says());

    [Fact]
    public void A_batch_larger_than_the_data_is_a_problem()
    {
        Assert.Equal("batch: a batch of 101 is larger than the 100 training samples; use full or at most 100", new Batching.Mini(101).SizeFor(100).Says());
        Assert.Equal("batch: a batch of 2 is larger than the 1 training sample; use full or at most 1", new Batching.Mini(2).SizeFor(1).Says());
        Assert.Equal("batch: a batch has 1 sample or more, not 0; use a number, full or 1", new Batching.Mini(0).SizeFor(1).Says());
    }
}
