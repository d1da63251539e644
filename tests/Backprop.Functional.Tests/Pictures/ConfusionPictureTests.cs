using System.Globalization;
using Backprop.Functional.Numerics;
using Backprop.Functional.Pictures;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Pictures;

public sealed class ConfusionPictureTests
{
    [Theory]
    [InlineData(ConfusionPicture.Most, ConfusionPicture.Most)]
    [InlineData(ConfusionPicture.Most + 1, ConfusionPicture.Most)]
    [InlineData(800, ConfusionPicture.Most)]
    public void Of_many_classes_those_with_the_most_errors_are_shown(int classes, int shown)
    {
        var picture = ConfusionPicture.Of(Of(classes, [(7, 3, 5), (3, 1, 2), (0, 2, 1)]));
        var svg = picture.Svg;
        Assert.Equal(shown * shown, svg.Split("<rect class=\"frame").Length - 1);
        Assert.InRange(svg.Length, 1, 800_000);
        // The others have no error; of them the first are shown.
        Assert.All(["c0", "c1", "c2", "c3", "c7"], name => Assert.Contains($">{name}<", svg, StringComparison.Ordinal));
        var leftOut = $"Of {classes} classes the 50 with the most errors are shown; 8 of 8 errors are among them.";
        Assert.Equal(shown < classes, picture.Description.EndsWith(leftOut, StringComparison.Ordinal));
        Assert.Equal(shown < classes, svg.Contains($">{leftOut}</text>", StringComparison.Ordinal));
    }

    [Fact]
    public void Errors_that_are_left_out_are_counted()
    {
        // Each of the classes 0 to 51 is taken once for its neighbour, and the last of them for the first but one.
        var ring = Enumerable.Range(0, 52).Select(k => (k, (k + 1) % 52, 1)).ToArray();
        var text = ConfusionPicture.Of(Of(60, ring)).Description;
        Assert.EndsWith("Of 60 classes the 50 with the most errors are shown; 49 of 52 errors are among them.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_at_the_end_is_shown_for_its_errors()
    {
        var svg = ConfusionPicture.Of(Of(800, [(799, 400, 3)])).Svg;
        Assert.All(["c799", "c400"], name => Assert.Contains($">{name}<", svg, StringComparison.Ordinal));
        Assert.DoesNotContain(">c49<", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_is_as_wide_as_the_largest_count()
    {
        Assert.Contains("width=\"46\"", ConfusionPicture.Of(Of(2, [(0, 1, 99)])).Svg, StringComparison.Ordinal);
        Assert.Contains("width=\"71\"", ConfusionPicture.Of(Of(2, [(0, 1, 12_345_678)])).Svg, StringComparison.Ordinal);
    }

    /// <summary>One sample of each class is right; what else there is, is told.</summary>
    private static ConfusionMatrix Of(int classes, (int Truth, int Predicted, int Count)[] errors)
    {
        var counts = new int[classes * classes];
        for (var k = 0; k < classes; k++) counts[(k * classes) + k] = 1;
        foreach (var (truth, predicted, count) in errors) counts[(truth * classes) + predicted] = count;
        return new(Values.Build(classes, k => string.Create(CultureInfo.InvariantCulture, $"c{k}")), Values.Of<int>(counts));
    }
}
