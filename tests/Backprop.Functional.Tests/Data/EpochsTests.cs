using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Numerics;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Data;

public class EpochsTests
{
    private static readonly Gen<(int Rows, int Size, ulong Seed, int Epoch)> Cases =
        from rows in Gen.Int[1, 50]
        from size in Gen.Int[1, rows]
        from seed in Gen.ULong
        from epoch in Gen.Int[1, 1000]
        select (rows, size, seed, epoch);

    [Fact]
    public void An_epoch_sees_each_row_once() => Cases.Sample(c =>
    {
        var epochs = Of(c.Rows, new Batching.Mini(c.Size), Ordering.Shuffled, LastBatch.Keep, c.Seed);
        var batches = epochs.Batches(c.Epoch, new Scaling.None(), Precision.Float64).ToList();
        Assert.Equal(Enumerable.Range(0, c.Rows), Seen(batches).Order());
        Assert.Equal(epochs.Steps, batches.Count);
        Assert.All(batches.SkipLast(1), b => Assert.Equal(c.Size, b.Count));
    });

    [Fact]
    public void An_incomplete_batch_can_be_left_out() => Cases.Sample(c =>
    {
        var keep = Of(c.Rows, new Batching.Mini(c.Size), Ordering.Shuffled, LastBatch.Keep, c.Seed);
        var drop = Of(c.Rows, new Batching.Mini(c.Size), Ordering.Shuffled, LastBatch.Drop, c.Seed);
        var batches = drop.Batches(c.Epoch, new Scaling.None(), Precision.Float64).ToList();
        Assert.Equal(c.Rows / c.Size, drop.Steps);
        Assert.All(batches, b => Assert.Equal(c.Size, b.Count));
        Assert.Equal(keep.Batches(c.Epoch, new Scaling.None(), Precision.Float64).Take(drop.Steps), batches);
    });

    [Fact]
    public void The_order_of_an_epoch_is_a_function_of_key_and_epoch()
    {
        var epochs = Of(40, new Batching.Online(), Ordering.Shuffled, LastBatch.Keep, 7);
        var fifth = epochs.Order(5).AsEnumerable();
        Assert.Equal(fifth, Of(40, new Batching.Full(), Ordering.Shuffled, LastBatch.Keep, 7).Order(5).AsEnumerable());
        Assert.NotEqual(fifth, epochs.Order(6).AsEnumerable());
        Assert.NotEqual(fifth, Of(40, new Batching.Online(), Ordering.Shuffled, LastBatch.Keep, 8).Order(5).AsEnumerable());
    }

    [Fact]
    public void Rows_as_given_stay_so() => Assert.Equal(
        Enumerable.Range(0, 9).Select(row => (double)row),
        Seen(Of(9, new Batching.Mini(4), Ordering.AsGiven, LastBatch.Keep, 1).Batches(3, new Scaling.None(), Precision.Float64)).Select(row => (double)row));

    [Fact]
    public void A_part_is_seen_and_nothing_else()
    {
        var part = new Part(Sample.OfNumbers(10), [1, 4, 8]);
        var epochs = Epochs.Create(part, new Batching.Full(), Ordering.Shuffled, LastBatch.Keep, Key.Of(1)).OrThrow();
        Assert.Equal([1, 4, 8], Seen(epochs.Batches(1, new Scaling.None(), Precision.Float64)).Order());
        Assert.Equal(Matrix.From(Precision.Float32, 3, 1, [1, 4, 8]), part.Whole(new Scaling.None(), Precision.Float32).X);
    }

    [Fact]
    public void Batches_are_drawn_only_when_asked_for_and_again_when_asked_again()
    {
        var batches = Of(20, new Batching.Mini(3), Ordering.Shuffled, LastBatch.Keep, 1).Batches(1, new Scaling.None(), Precision.Float64);
        Assert.Equal(batches.First(), batches.First());
        Assert.Equal(batches.ToList(), batches.ToList());
    }

    [Fact]
    public void Batches_that_are_lent_are_the_same_and_those_that_are_kept_stay_what_they_are() => Cases.Sample(c =>
    {
        var epochs = Of(c.Rows, new Batching.Mini(c.Size), Ordering.Shuffled, LastBatch.Keep, c.Seed);
        var batches = epochs.Batches(c.Epoch, new Scaling.None(), Precision.Float32);
        batches = batches.Then(batches).Repeat(2);
        var kept = batches.ToList();
        Assert.Equal(4 * epochs.Steps, LenderTests.Compared(kept, batches.Lent(new Lender())));
        Assert.Equal(batches, kept);
    }, iter: 20);

    [Fact]
    public void The_order_is_pinned()
    {
        Assert.Equal("8 7 6 2 0 3 4 9 1 5", string.Join(' ', Epochs.Order(Key.Of(1), 1, 10)));
        Assert.Equal("3 4 0 7 8 2 9 5 6 1", string.Join(' ', Epochs.Order(Key.Of(1), 2, 10)));
    }

    [Fact]
    public void Problems_are_told_before_the_first_step()
    {
        Assert.Equal("batch: a batch of 5 is larger than the 4 training samples; use full or at most 4",
            Epochs.Create(Part.All(Generated.Xor), new Batching.Mini(5), Ordering.AsGiven, LastBatch.Keep, Key.Of(1)).Says());
        Assert.Equal("data: the training part has no sample; give it one or more",
            Epochs.Create(new(Generated.Xor, []), new Batching.Full(), Ordering.AsGiven, LastBatch.Keep, Key.Of(1)).Says());
        Assert.Throws<ArgumentOutOfRangeException>(() => Epochs.Order(Key.Of(1), 0, 3));
    }

    private static Epochs Of(int rows, Batching batching, Ordering ordering, LastBatch last, ulong seed) =>
        Epochs.Create(Part.All(Sample.OfNumbers(rows)), batching, ordering, last, Key.Of(seed)).OrThrow();

    private static IEnumerable<int> Seen(IEnumerable<Batch> batches) =>
        batches.SelectMany(b => Enumerable.Range(0, b.Count).Select(p =>
        {
            Assert.Equal(2 * b.X[p, 0], b.T[p, 0]);
            return (int)b.X[p, 0];
        }));
}
