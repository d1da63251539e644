using Backprop.Functional.Numerics.Kernels;
using Xunit;

namespace Backprop.Functional.Tests.Numerics.Kernels;

/// <summary>An exception in a piece is a bug; the next call, and the memory of the caller, are none the worse for it.</summary>
public class WorkersExceptionTests
{
    /// <summary>The job lies on the caller's stack, so nobody may be at work on it when the exception leaves the call.</summary>
    [Fact]
    public void After_an_exception_nobody_is_at_work_and_helpers_help_again()
    {
        var (team, caller) = (new Workers(1), Environment.CurrentManagedThreadId);
        var isHelped = false;
        for (var call = 0; call < 10; call++)
        {
            var atWork = new int[1];
            Assert.Throws<InvalidOperationException>(() =>
            {
                var pieces = new Throwing(atWork, caller);
                team.Share(1, 30, ref pieces);
            });
            Assert.Equal(0, atWork[0]);
        }

        for (var call = 0; call < 300 && !isHelped; call++)
        {
            var who = new int[30];
            var pieces = new Signing(who);
            team.Share(1, who.Length, ref pieces);
            isHelped = who.Distinct().Count() == 2;
        }

        Assert.True(isHelped);
    }

    /// <summary>The caller throws while a helper, if one is awake, is in the middle of a piece.</summary>
    private readonly struct Throwing(int[] atWork, int caller) : IPieces
    {
        public void Do(int piece)
        {
            if (Environment.CurrentManagedThreadId == caller)
            {
                Thread.Sleep(3);
                throw new InvalidOperationException("a bug");
            }

            Interlocked.Increment(ref atWork[0]);
            Thread.Sleep(7);
            Interlocked.Decrement(ref atWork[0]);
        }
    }

    /// <summary>Slow enough for a helper to wake up meanwhile.</summary>
    private readonly struct Signing(int[] who) : IPieces
    {
        public void Do(int piece)
        {
            who[piece] = Environment.CurrentManagedThreadId;
            Thread.Sleep(1);
        }
    }
}
