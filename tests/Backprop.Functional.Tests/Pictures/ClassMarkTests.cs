using Backprop.Functional.Pictures;
using Xunit;

namespace Backprop.Functional.Tests.Pictures;

public sealed class ClassMarkTests
{
    /// <summary>As many as the legend names, and a few more.</summary>
    [Fact]
    public void No_two_of_32_classes_look_alike()
    {
        Assert.Equal(32, Enumerable.Range(0, 32).Select(k => $"{ClassMark.Of(k, null, 10, 10, 5)}").Distinct().Count());
        Assert.Equal(4, Enumerable.Range(0, 32).Select(Hatching).Distinct().Count());
        Assert.Equal(32, Enumerable.Range(0, 32).Select(k => (Legend.Colour(k), Hatching(k))).Distinct().Count());
    }

    [Fact]
    public void The_first_classes_are_plain() => Assert.All(Enumerable.Range(0, 8), k => Assert.DoesNotContain('1', Hatching(k)));

    private static string Hatching(int k) => string.Concat(Enumerable.Range(0, 100).Select(i => ClassMark.IsHatched(k, i % 10, i / 10) ? '1' : '0'));
}
