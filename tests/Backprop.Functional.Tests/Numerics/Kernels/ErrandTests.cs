using Backprop.Functional.Numerics.Kernels;
using Xunit;

namespace Backprop.Functional.Tests.Numerics.Kernels;

/// <summary>An errand is done once, whoever does it, and complete when its owner has asked for it.</summary>
public class ErrandTests
{
    [Fact]
    public void Every_piece_is_done_once_before_the_errand_is_finished_again_and_again_and_by_many_at_a_time() => Parallel.For(0, 50, owner =>
    {
        var errand = new Counting();
        for (var time = 0; time < 20; time++)
            Assert.All(errand.Run(threads: 2 + (owner % 3), pieces: 1 + ((owner + time) % 40)), count => Assert.Equal(1, count));
    });

    [Fact]
    public void Helpers_run_it_while_its_owner_does_something_else_and_he_waits_for_what_they_have_claimed()
    {
        if (Environment.ProcessorCount == 1) return;
        // Somebody calls for the helpers now and then, which keeps them awake; on a busy machine they may come late.
        Assert.Contains(Enumerable.Range(0, 200), _ =>
        {
            var errand = new Counting(milliseconds: 3);
            var counts = errand.Run(threads: 2, pieces: 4, Elsewhere);
            Assert.All(counts, count => Assert.Equal(1, count));
            return errand.Others > 0;
        });
    }

    [Fact]
    public void One_that_is_forgotten_is_nobodys_burden()
    {
        new Counting().Forget(threads: 2, pieces: 3);
        Helpers_run_it_while_its_owner_does_something_else_and_he_waits_for_what_they_have_claimed();
        Every_piece_is_done_once_before_the_errand_is_finished_again_and_again_and_by_many_at_a_time();
    }

    [Fact]
    public void Of_one_thread_its_owner_does_all()
    {
        for (var time = 0; time < 50; time++)
        {
            var errand = new Counting();
            Assert.All(errand.Run(threads: 1, pieces: 100, Elsewhere), count => Assert.Equal(1, count));
            Assert.Equal(0, errand.Others);
        }
    }

    /// <summary>A piece that no ticket names would never be done.</summary>
    [Fact]
    public void No_errand_has_more_pieces_than_there_are_tickets()
    {
        Assert.All(new Counting().Run(threads: 1, pieces: Tickets.Most), count => Assert.Equal(1, count));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Counting().Run(threads: 1, pieces: Tickets.Most + 1));
        Assert.Equal(Tickets.Most, Backprop.Functional.Numerics.Gather.Count(rows: 300_000, columns: 1_000, threads: 2));
    }

    [Fact]
    public async Task One_with_a_piece_that_throws_can_be_finished()
    {
        var finished = Task.Run(() =>
        {
            var errand = new Throwing();
            Assert.Throws<InvalidOperationException>(errand.Run);
            errand.End();
        });
        Assert.Same(finished, await Task.WhenAny(finished, Task.Delay(TimeSpan.FromSeconds(20))));
        await finished;
    }

    private sealed class Throwing : Errand
    {
        public void Run()
        {
            Begin(threads: 1, count: 3);
            Finish();
        }

        public void End() => Finish();

        protected override void Do(int piece)
        {
            if (piece == 0) throw new InvalidOperationException("a bug");
        }
    }

    /// <summary>The owner calls for help with something else, which keeps helpers awake, and leaves them alone.</summary>
    private static void Elsewhere()
    {
        var pieces = new Nothing();
        for (var call = 0; call < 20; call++) Workers.Run(2, 4, ref pieces);
        Thread.Sleep(1);
    }

    private readonly struct Nothing : IPieces
    {
        public void Do(int piece) => Thread.SpinWait(100);
    }

    /// <param name="milliseconds">What a piece takes of a helper.</param>
    private sealed class Counting(int milliseconds = 0) : Errand
    {
        private int[] counts = [];
        private int owner, others;

        public int Others => others;

        public int[] Run(int threads, int pieces, Action? meanwhile = null)
        {
            Forget(threads, pieces);
            meanwhile?.Invoke();
            Finish();
            return counts;
        }

        public void Forget(int threads, int pieces)
        {
            (counts, owner) = (new int[pieces], Environment.CurrentManagedThreadId);
            Begin(threads, pieces);
        }

        protected override void Do(int piece)
        {
            if (Environment.CurrentManagedThreadId != owner)
            {
                Interlocked.Increment(ref others);
                Thread.Sleep(milliseconds);
            }

            Interlocked.Increment(ref counts[piece]);
        }
    }
}
