namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// The pieces of a call that nobody has claimed yet, in one number, so that a claim is one exchange: from the top 32 bits of the call, 16 of the
/// first piece that was taken from the end, 16 of the next one from the start.
/// </summary>
internal static class Tickets
{
    /// <summary>The most pieces that a call can have.</summary>
    public const int Most = 0xFFFF;

    /// <summary>Begins the next call: all that its pieces need is written before.</summary>
    public static void Begin(ref long ticket, int pieces) =>
        Interlocked.Exchange(ref ticket, ((Volatile.Read(ref ticket) >> 32) + 1) << 32 | ((long)pieces << 16));

    /// <summary>The number of the call; one more than that of the last.</summary>
    public static int Call(ref long ticket) => (int)(Volatile.Read(ref ticket) >> 32);

    /// <summary>Whether there is a piece to claim.</summary>
    public static bool IsAny(ref long ticket)
    {
        var seen = Volatile.Read(ref ticket);
        return (seen & Most) < ((seen >> 16) & Most);
    }

    /// <summary>Whoever holds a piece of a call holds the call: its owner waits until that piece is done.</summary>
    public static bool TryClaim(ref long ticket, bool fromTheLast, out int piece)
    {
        while (true)
        {
            var seen = Volatile.Read(ref ticket);
            var (next, end) = ((int)(seen & Most), (int)((seen >> 16) & Most));
            piece = fromTheLast ? end - 1 : next;
            if (next >= end) return false;
            if (Interlocked.CompareExchange(ref ticket, fromTheLast ? seen - (Most + 1) : seen + 1, seen) == seen) return true;
        }
    }
}
