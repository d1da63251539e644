namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// Work in pieces that is begun before its result is asked for: helpers do it while nobody calls for them, and whoever asks does the rest. It may
/// be begun again once it is finished.
/// </summary>
internal abstract class Errand
{
    private long ticket;
    private int pieces, done;

    /// <summary>How many helpers may take part.</summary>
    public int Helpers { get; private set; }

    /// <summary>A piece: cells of its own, that nobody reads before the errand is finished.</summary>
    protected abstract void Do(int piece);

    /// <summary>Lets helpers begin, where they have no other errand to run.</summary>
    /// <param name="threads">How many threads may take part, the caller's among them.</param>
    /// <param name="count">How many pieces there are, <see cref="Tickets.Most"/> at most.</param>
    protected void Begin(int threads, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Tickets.Most);
        (pieces, done, Helpers) = (count, 0, threads - 1);
        Tickets.Begin(ref ticket, pieces);
        Workers.Offer(this);
    }

    /// <summary>Does what nobody has claimed, and waits for the rest.</summary>
    protected void Finish()
    {
        while (TryDo(fromTheLast: false)) { }
        Workers.Withdraw(this);
        for (var looks = 0; Volatile.Read(ref done) != pieces; looks++) Workers.Rest(looks);
    }

    /// <summary>Does a piece, if one is left.</summary>
    public bool TryDo(bool fromTheLast)
    {
        if (!Tickets.TryClaim(ref ticket, fromTheLast, out var piece)) return false;
        try
        {
            Do(piece);
        }
        finally
        {
            // Whoever cleans up after an exception would wait for that piece for ever.
            Interlocked.Increment(ref done);
        }

        return true;
    }
}
