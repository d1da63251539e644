using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Tests.Architecture;

/// <summary>The analyzer's list is complete: a runtime that brings one more approximation makes this red.</summary>
public sealed class BannedSymbolsTests
{
    private static string[] Lines => File.ReadAllLines(Path.Combine(Repository.Root, "src", "BannedSymbols.txt"));

    [Fact]
    public void Every_platform_function_is_banned() =>
        Faults.None(PlatformArithmetic.Banned().Select(ban => $"{ban.Id};{ban.Reason}").Except(Lines));

    [Fact]
    public void Nothing_is_banned_twice() => Assert.Equal(Lines.Distinct(), Lines);

    [Theory]
    [InlineData("M:System.Math.Exp(System.Double)")]
    [InlineData("M:System.Double.Tanh(System.Double)")]
    [InlineData("M:System.Numerics.IExponentialFunctions`1.Exp(`0)")]
    [InlineData("M:System.Runtime.Intrinsics.Vector512.Sum``1(System.Runtime.Intrinsics.Vector512{``0})")]
    [InlineData("M:System.Linq.Enumerable.Average``1(System.Collections.Generic.IEnumerable{``0},System.Func{``0,System.Nullable{System.Single}})")]
    public void The_list_is_made_of_such_names(string id) => Assert.Contains(PlatformArithmetic.Banned(), ban => ban.Id == id);
}
