using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>Work in pieces that may be done in any order by anybody: each writes cells of its own.</summary>
internal interface IPieces
{
    void Do(int piece);
}

/// <summary>
/// Threads that help with pieces of work. Each piece is claimed by a ticket; the caller claims too, and never waits for a helper that has
/// claimed nothing, so that at worst it does all by itself. A sum is never split, so no bit depends on who did what.
/// </summary>
internal sealed unsafe class Workers
{
    /// <summary>How often an idle helper looks for work, some tens of microseconds, before it sleeps.</summary>
    private const int Looks = 150;

    /// <summary>A piece should be worth so many multiplications; less than two of them are not worth a call for help.</summary>
    public const long Worthwhile = 100_000;

    private static readonly Lazy<Workers> Team = new(static () => new Workers(Environment.ProcessorCount - 1));

    private readonly SemaphoreSlim[] beds;
    private readonly int[] asleep;
    private Work? work;
    private void* job;
    private int allowed, done, isBusy;

    /// <summary>From the top: 32 bits of the call, 16 of its pieces, 16 of the next piece.</summary>
    private long ticket;

    internal Workers(int helpers)
    {
        (beds, asleep) = (new SemaphoreSlim[helpers], new int[helpers]);
        for (var id = 0; id < helpers; id++)
        {
            beds[id] = new(0);
            var mine = id;
            // A rounding mode is a thread's own: a helper that rounds otherwise does nothing, and the caller does its share.
            new Thread(() =>
            {
                if (SelfCheck.FaultOfThread() is null) Help(mine);
            }) { IsBackground = true, Name = $"helper {mine + 1}" }.Start();
        }
    }

    /// <summary>Into how many pieces so much work is cut for so many threads: a few for each, so that a slow one leaves its share to others.</summary>
    public static int Pieces(int threads, long multiplications, long most) =>
        threads <= 1 || multiplications < 2 * Worthwhile ? 1 : (int)Math.Min(Math.Min(most, 4L * threads), multiplications / Worthwhile);

    /// <summary>All pieces, by so many threads, the caller's among them; by the caller alone where the helpers have other work.</summary>
    public static void Run<J>(int threads, int pieces, ref J pieceWork) where J : struct, IPieces, allows ref struct
    {
        if (threads > 1 && pieces is > 1 and <= 0xFFFF) Team.Value.Share(threads - 1, pieces, ref pieceWork);
        else for (var piece = 0; piece < pieces; piece++) pieceWork.Do(piece);
    }

    internal void Share<J>(int helpers, int pieces, ref J pieceWork) where J : struct, IPieces, allows ref struct =>
        Share(helpers, pieces, Of<J>.Work, Unsafe.AsPointer(ref pieceWork));

    /// <summary>A piece of a job that lies on the stack of its caller, who waits there until all that is claimed is done.</summary>
    private delegate void Work(void* job, int piece);

    private static class Of<J> where J : struct, IPieces, allows ref struct
    {
        public static readonly Work Work = static (job, piece) => Unsafe.AsRef<J>(job).Do(piece);
    }

    private void Share(int helpers, int pieces, Work what, void* on)
    {
        if (Interlocked.CompareExchange(ref isBusy, 1, 0) != 0)
        {
            for (var piece = 0; piece < pieces; piece++) what(on, piece);
            return;
        }

        work = what;
        job = on;
        (allowed, done) = (Math.Min(helpers, beds.Length), 0);
        Interlocked.Exchange(ref ticket, (((ticket >> 32) + 1) << 32) | ((long)pieces << 16));
        for (var id = 0; id < allowed; id++)
            if (Interlocked.CompareExchange(ref asleep[id], 0, 1) == 1) beds[id].Release();
        while (TryClaim(out var piece)) Finish(piece);
        for (var looks = 0; Volatile.Read(ref done) != pieces; looks++)
        {
            if (looks < 1000) Thread.SpinWait(4);
            else Thread.Yield();
        }

        Volatile.Write(ref isBusy, 0);
    }

    private void Finish(int piece)
    {
        work!(job, piece);
        Interlocked.Increment(ref done);
    }

    /// <summary>Whoever holds a piece of a call holds the call: it does not return before that piece is done.</summary>
    private bool TryClaim(out int piece)
    {
        while (true)
        {
            var seen = Volatile.Read(ref ticket);
            piece = (int)(seen & 0xFFFF);
            if (piece >= (int)((seen >> 16) & 0xFFFF)) return false;
            if (Interlocked.CompareExchange(ref ticket, seen + 1, seen) == seen) return true;
        }
    }

    private bool IsWork(int id)
    {
        var seen = Volatile.Read(ref ticket);
        return (seen & 0xFFFF) < ((seen >> 16) & 0xFFFF) && id < Volatile.Read(ref allowed);
    }

    private void Help(int id)
    {
        while (true)
        {
            for (var looks = 0; looks < Looks; looks++)
            {
                if (IsWork(id))
                {
                    while (TryClaim(out var piece)) Finish(piece);
                    looks = 0;
                }

                Thread.SpinWait(20);
            }

            Interlocked.Exchange(ref asleep[id], 1);
            if (IsWork(id) && Interlocked.CompareExchange(ref asleep[id], 0, 1) == 1) continue;
            beds[id].Wait();
        }
    }
}
