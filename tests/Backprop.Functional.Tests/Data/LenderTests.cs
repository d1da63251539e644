using Backprop.Functional.Data;
using Backprop.Functional.Numerics;
using Backprop.Functional.Tests.Laws;
using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Data;

/// <summary>Lent batches are those that are kept, whoever gathers them and wherever they lie.</summary>
public class LenderTests
{
    /// <summary>Large enough for helpers to gather ahead, with a last batch that is smaller.</summary>
    private const int Columns = 230;

    private static readonly Gen<(Epochs Epochs, Precision Precision, Scaling Scaling, int Threads)> Cases = Gen.Select(
        Gen.Int[30, 150], Gen.Int[20, 120], Gen.Bool, Gen.Int[1, 3], Gen.OneOf(LastBatch.Keep, LastBatch.Drop))
        .Select((rows, size, isBytes, threads, last) => (Of(isBytes ? Pixels(rows) : Numbers(rows), Math.Min(size, rows), last),
            isBytes ? Precision.Float32 : Precision.Float64, isBytes ? (Scaling)new Scaling.Divide(255) : new Scaling.None(), threads));

    [Fact]
    public void Lent_batches_are_the_kept_ones_epoch_after_epoch_from_one_lender() => Law.Holds(Cases, one =>
    {
        var lender = new Lender();
        return Enumerable.Range(1, 3).All(epoch =>
        {
            var batches = one.Epochs.Batches(epoch, one.Scaling, one.Precision, one.Threads);
            return Compared([.. batches], batches.Lent(lender)) == one.Epochs.Steps;
        });
    }, 60);

    [Fact]
    public void Two_who_draw_from_one_lender_at_the_same_time_do_not_see_each_other() => Law.Holds(Cases, one =>
    {
        var (lender, batches) = (new Lender(), one.Epochs.Batches(1, one.Scaling, one.Precision, one.Threads));
        var kept = batches.ToList();
        // The places of a drawing that has ended are there for one of them.
        Compared(kept, batches.Lent(lender));
        var pairs = batches.Lent(lender).Zip(one.Epochs.Batches(1, one.Scaling, one.Precision, one.Threads).Lent(lender));
        return pairs.Zip(kept, (pair, batch) => pair.First.Equals(batch) && pair.Second.Equals(batch)).All(same => same);
    }, 30);

    [Fact]
    public void A_lender_whose_batches_were_not_drawn_to_the_end_lends_the_next_as_well()
    {
        var epochs = Of(Pixels(100), 40, LastBatch.Keep);
        var (lender, scaling) = (new Lender(), new Scaling.Divide(255));
        for (var epoch = 1; epoch < 20; epoch++)
        {
            var batches = epochs.Batches(epoch, scaling, Precision.Float32, threads: 2);
            foreach (var batch in batches.Lent(lender).Take(epoch % 3)) Assert.Equal(40, batch.Count);
            Assert.Equal(3, Compared([.. batches], batches.Lent(lender)));
        }
    }

    /// <summary>Bytes, not time: they are exact. A batch has 110 kB here.</summary>
    [Theory, InlineData(1), InlineData(2)]
    public void After_the_first_epoch_no_epoch_asks_for_memory_of_its_size(int threads)
    {
        var (epochs, lender) = (Of(Pixels(300), 120, LastBatch.Keep), new Lender());
        Drawn(1);
        Assert.InRange(Enumerable.Range(2, 5).Min(epoch =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Drawn(epoch);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }), 0, 8_000);

        void Drawn(int epoch)
        {
            foreach (var batch in epochs.Batches(epoch, new Scaling.Divide(255), Precision.Float32, threads).Lent(lender)) Assert.InRange(batch.Count, 60, 120);
        }
    }

    /// <summary>Each lent batch held against the one that is kept, while it is good.</summary>
    /// <returns>How many there were.</returns>
    internal static int Compared(IReadOnlyList<Batch> kept, IEnumerable<Batch> lent)
    {
        var count = 0;
        foreach (var batch in lent) Assert.Equal(kept[count++], batch);
        return count;
    }

    private static Epochs Of(Dataset data, int size, LastBatch last) =>
        Epochs.Create(Part.All(data), new Batching.Mini(size), Ordering.Shuffled, last, Key.Of(7)).OrThrow();

    private static Dataset Pixels(int rows) => new("pixels", Values.Build(Columns, j => $"x{j}"),
        new Backprop.Functional.Data.Inputs.Bytes([.. Enumerable.Range(0, rows * Columns).Select(k => (byte)(k * 37 % 251))], Columns), Labels(rows));

    private static Dataset Numbers(int rows) => Dataset.Create("numbers", Values.Build(Columns, j => $"x{j}"),
        Matrix.Build(Precision.Float64, rows, Columns, 0, static (_, k) => k * 37 % 251 / 8.0), Labels(rows)).OrThrow();

    private static Targets.Classes Labels(int rows) => new(["a", "b", "c"], Values.Build(rows, p => p % 3));
}
