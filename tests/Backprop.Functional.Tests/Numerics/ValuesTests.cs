using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Numerics;

public class ValuesTests
{
    private static readonly Values<int> Three = [1, 2, 3];

    private sealed record Holder(Values<string> Names);

    [Fact]
    public void Lists_are_equal_when_their_items_are()
    {
        Assert.Equal(Three, Values.From(Enumerable.Range(1, 3)));
        Assert.True(Three.Equals((object)Values.Of(1, 2, 3)));
        Assert.Equal(Three.GetHashCode(), Values.Of(1, 2, 3).GetHashCode());
        Assert.False(Three.Equals([1, 2]));
        Assert.False(Three.Equals([1, 2, 3, 4]));
        Assert.False(Three.Equals([1, 3, 2]));
        Assert.False(Three.Equals(null));
        Assert.True(Values<int>.Empty.Equals([]));
    }

    [Fact]
    public void A_record_that_holds_a_list_compares_by_its_items()
    {
        Assert.Equal(new Holder(["a", "b"]), new Holder(Values.From(new List<string> { "a", "b" })));
        Assert.NotEqual(new Holder(["a", "b"]), new Holder(["a", "c"]));
    }

    [Fact]
    public void A_list_of_matrices_compares_by_bits()
    {
        Assert.True(List(0.0).Equals(List(0.0)));
        Assert.False(List(0.0).Equals(List(-0.0)));

        static Values<Matrix> List(double x) => [Matrix.Scalar(Precision.Float64, 1), Matrix.Scalar(Precision.Float64, x)];
    }

    [Fact]
    public void Mapping_keeps_order_and_place()
    {
        Assert.Equal(["1", "2", "3"], Three.Map(x => $"{x}"));
        Assert.Equal([1, 3, 5], Three.Map((x, i) => x + i));
        Assert.Equal(3, Three.Count);
        Assert.Equal(2, Three[1]);
        Assert.Equal([1, 2, 3], Three.AsSpan().ToArray());
        Assert.Equal("[1, 2, 3]", Three.ToString());
    }

    [Fact]
    public void Building_gives_each_place_its_item()
    {
        Assert.Equal([0, 1, 4], Values.Build(3, i => i * i));
        Assert.Equal([], Values.Build(0, i => i));
    }

    [Fact]
    public void Zipping_joins_item_by_item_and_refuses_another_length()
    {
        Assert.Equal([10, 40, 90], Three.Zip(Values.Of(10, 20, 30), (a, b) => a * b));
        Assert.Throws<ArgumentException>(() => Three.Zip(Values.Of(1, 2), (a, b) => a + b));
    }

    [Fact]
    public void Folding_goes_from_first_to_last() => Assert.Equal("0123", Three.Fold("0", (text, x) => text + x));

    [Fact]
    public void Adding_leaves_the_list_as_it_was()
    {
        Assert.Equal([1, 2, 3, 4], Three.Add(4));
        Assert.Equal(3, Three.Count);
    }
}
