using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;

namespace Backprop.Functional.Data;

/// <summary>
/// Draws batches for one who keeps none of them: each is good until the next is drawn. They lie in the same memory, batch after batch and epoch
/// after epoch. Where it is worth it two take turns: while one is looked at, idle helpers gather the next.
/// </summary>
internal sealed class Lender
{
    /// <summary>The places of a drawing that has ended. Whoever has taken them has them alone.</summary>
    private Places? idle;

    /// <summary>Some rows of a data set in their order, so many a batch.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="rows">Which rows, in which order.</param>
    /// <param name="size">Rows a batch; the last may have fewer.</param>
    /// <param name="scaling">As fitted on training rows.</param>
    /// <param name="precision">The precision of the network.</param>
    /// <param name="threads">How many may share the work.</param>
    public IEnumerable<Batch> Batches(Dataset data, ReadOnlyMemory<int> rows, int size, Scaling scaling, Precision precision, int threads)
    {
        var places = Interlocked.Exchange(ref idle, null) ?? new();
        try
        {
            for (var start = 0; start < rows.Length; start += size)
            {
                var next = new Gathering(data, Cut(rows, start, size), scaling, precision, threads);
                places.Draw(next);
                if (start + size < rows.Length) places.Begin(next with { Rows = Cut(rows, start + size, size) });
                yield return places.Lent;
            }
        }
        finally
        {
            places.End();
            Volatile.Write(ref idle, places);
        }
    }

    private static ReadOnlyMemory<int> Cut(ReadOnlyMemory<int> rows, int start, int size) => rows.Slice(start, Math.Min(size, rows.Length - start));

    private readonly record struct Gathering(Dataset Data, ReadOnlyMemory<int> Rows, Scaling Scaling, Precision Precision, int Threads);

    /// <summary>Where batches lie: the one that is lent, and, if any was gathered ahead, the one before it, whose place the next takes.</summary>
    private sealed class Places : Errand
    {
        private Batch? lent, done;
        private Gathering ahead;
        private Matrix? draft;
        private int count;

        public Batch Lent => lent!;

        public void Draw(Gathering now)
        {
            if (End() is { } x) (lent, done) = (now.Data.BatchOf(x, now.Rows.Span, done?.T), lent);
            else
            {
                x = now.Data.Raw.Gathered(now.Rows.Span, now.Scaling.Rescale, now.Precision, lent?.X, now.Threads);
                lent = now.Data.BatchOf(x, now.Rows.Span, lent?.T);
            }
        }

        /// <summary>Lets helpers gather a batch, if it is worth it.</summary>
        public void Begin(Gathering next)
        {
            count = Gather.Count(next.Rows.Length, next.Data.Inputs, next.Threads);
            if (count == 1) return;
            (ahead, draft) = (next, Matrix.Draft(next.Precision, next.Rows.Length, next.Data.Inputs, done?.X));
            Begin(next.Threads, count);
        }

        /// <summary>What was begun, complete; nothing where nothing was.</summary>
        public Matrix? End()
        {
            if (draft is not { } made) return null;
            Finish();
            made.Freeze();
            draft = null;
            return made;
        }

        protected override void Do(int piece) => ahead.Data.Raw.Gather(ahead.Rows.Span, ahead.Scaling.Rescale, draft!, piece, count);
    }
}
