using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
/// <remarks>
/// The caller claims from the first piece on and helpers from the last, so that in call after call the same cells stay in the caches of the same
/// core. To wake a thread costs the caller tens of microseconds, more than many a product: an idle helper looks on for about a millisecond, and one
/// that sleeps is left alone for a few calls. A helper whose core is taken by somebody else holds up what it has claimed: then the caller
/// works alone for a while.
/// </remarks>
internal sealed unsafe class Workers
{
    /// <summary>How often an idle helper looks for work before it sleeps, and how often it offers its core to others meanwhile.</summary>
    private const int Looks = 4000, LooksPerOffer = 64;

    /// <summary>Calls in which a sleeper is left alone.</summary>
    private const int CallsBeforeWaking = 3;

    /// <summary>Looks of the caller, some hundred microseconds, after which a helper that has done little is held up; and the most calls done alone then.</summary>
    private const int Patience = 1000, LongestPause = 256;

    /// <summary>A piece should be worth so many multiplications; less than two of them are not worth a call for help.</summary>
    public const long Worthwhile = 100_000;

    private static readonly Lazy<Workers> Team = new(static () => new Workers(Environment.ProcessorCount - 1));

    private readonly SemaphoreSlim[] beds;
    private readonly int[] asleep;
    private Board board;
    private Work? work;
    private Errand? errand;
    private void* job;
    private int isBusy, calls, pause, nextPause = 1;

    /// <summary>What all threads write, each number in a cache line of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Board
    {
        /// <summary>Callers claim from the first piece on, helpers from the last.</summary>
        [FieldOffset(64)]
        public long Ticket;

        [FieldOffset(128)]
        public int Done;

        [FieldOffset(192)]
        public int Allowed;
    }

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
        if (threads > 1 && pieces is > 1 and <= Tickets.Most) Team.Value.Share(threads - 1, pieces, ref pieceWork);
        else for (var piece = 0; piece < pieces; piece++) pieceWork.Do(piece);
    }

    /// <summary>An errand that helpers run when nobody calls; while they have one already, the owner of another does all of it.</summary>
    public static void Offer(Errand work) => Interlocked.CompareExchange(ref Team.Value.errand, work, null);

    /// <summary>Nothing of an errand is left to be claimed.</summary>
    public static void Withdraw(Errand work) => Interlocked.CompareExchange(ref Team.Value.errand, null, work);

    /// <summary>What a caller does between two looks whether all is done.</summary>
    public static void Rest(int looks)
    {
        if (looks < Patience) Thread.SpinWait(4);
        else Thread.Yield();
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

        try
        {
            if (pause == 0) ShareAll(helpers, pieces, what, on);
            else
            {
                pause--;
                for (var piece = 0; piece < pieces; piece++) what(on, piece);
            }
        }
        finally
        {
            Volatile.Write(ref isBusy, 0);
        }
    }

    private void ShareAll(int helpers, int pieces, Work what, void* on)
    {
        Publish(helpers, pieces, what, on);
        var mine = 0;
        try
        {
            for (; Tickets.TryClaim(ref board.Ticket, fromTheLast: false, out var piece); mine++) Finish(piece);
        }
        finally
        {
            // After an exception the stack is about to go on which the job lies: no piece is begun any more, and those that are begun are waited for.
            while (Tickets.TryClaim(ref board.Ticket, fromTheLast: false, out _)) Interlocked.Increment(ref board.Done);
            Wait(pieces, mine);
        }
    }

    private void Publish(int helpers, int pieces, Work what, void* on)
    {
        work = what;
        job = on;
        (board.Allowed, board.Done) = (Math.Min(helpers, beds.Length), 0);
        Tickets.Begin(ref board.Ticket, pieces);
        var sleeps = false;
        for (var id = 0; id < board.Allowed; id++) sleeps |= Volatile.Read(ref asleep[id]) == 1;
        if (!sleeps || calls++ < CallsBeforeWaking) return;
        calls = 0;
        for (var id = 0; id < board.Allowed; id++)
            if (Interlocked.CompareExchange(ref asleep[id], 0, 1) == 1) beds[id].Release();
    }

    /// <summary>Until all that is claimed is done.</summary>
    /// <param name="pieces">How many there are.</param>
    /// <param name="mine">How many of them the caller did.</param>
    private void Wait(int pieces, int mine)
    {
        var looks = 0;
        for (; Volatile.Read(ref board.Done) != pieces; looks++) Rest(looks);

        if (looks > Patience && 4 * (pieces - mine) <= pieces) (pause, nextPause) = (nextPause, Math.Min(LongestPause, 2 * nextPause));
        else if (mine < pieces) nextPause = Math.Max(1, nextPause / 2);
    }

    private void Finish(int piece)
    {
        try
        {
            work!(job, piece);
        }
        finally
        {
            Interlocked.Increment(ref board.Done);
        }
    }

    private void Help(int id)
    {
        while (true)
        {
            LookOut(id);
            Interlocked.Exchange(ref asleep[id], 1);
            beds[id].Wait();
        }
    }

    /// <summary>
    /// Helps until there has been nothing to do for a while, or until it has missed a call between two looks: then another thread has its core,
    /// perhaps the caller itself, from whom it only takes time there. Who is woken may get a core of its own.
    /// </summary>
    private void LookOut(int id)
    {
        var call = Tickets.Call(ref board.Ticket);
        for (var looks = 0; looks < Looks; looks++)
        {
            var last = call;
            call = Tickets.Call(ref board.Ticket);
            if (HasMissed(last, call)) return;
            if (TryHelp(id)) (looks, call) = (0, Tickets.Call(ref board.Ticket));
            if (looks % LooksPerOffer == LooksPerOffer - 1) Thread.Yield();
            else Thread.SpinWait(6);
        }
    }

    /// <summary>Whether a call has come and gone between two looks: the last of them may still be on.</summary>
    internal static bool HasMissed(int last, int now) => unchecked(now - last) > 1;

    private bool TryRun(int id)
    {
        if (Volatile.Read(ref errand) is not { } some || id >= some.Helpers) return false;
        if (some.TryDo(fromTheLast: true)) return true;
        // Its owner may have forgotten it.
        Withdraw(some);
        return false;
    }

    /// <summary>Does pieces of the call, as long as there are any, or else one of an errand.</summary>
    private bool TryHelp(int id)
    {
        if (!Tickets.IsAny(ref board.Ticket) || id >= Volatile.Read(ref board.Allowed)) return TryRun(id);
        while (Tickets.TryClaim(ref board.Ticket, fromTheLast: true, out var piece)) Finish(piece);
        return true;
    }
}
