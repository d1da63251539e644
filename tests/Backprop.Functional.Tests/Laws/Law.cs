using CsCheck;
using Xunit;

namespace Backprop.Functional.Tests.Laws;

/// <summary>A law holds for everything that is generated, and does not hold for a mutant: a law that nothing can break says nothing.</summary>
internal static class Law
{
    public static void Holds<T>(Gen<T> cases, Func<T, bool> law, long times = 1000) => cases.Sample(law, iter: times, threads: 2);

    /// <summary>Among the first cases there is one that breaks the law.</summary>
    public static void FailsFor<T>(Gen<T> cases, Func<T, bool> law, long times = 300)
    {
        var broken = 0;
        cases.Sample(one => { if (!law(one)) Interlocked.Increment(ref broken); }, iter: times, threads: 2);
        Assert.True(broken > 0, $"the law holds in {times} cases of something that breaks it");
    }
}
