using System.Globalization;
using Backprop.Functional.Numerics;
using Backprop.Functional.Pictures;
using Xunit;

namespace Backprop.Functional.Tests.Pictures;

public sealed class CurvesTests
{
    [Theory]
    [InlineData("0.9")]
    [InlineData("0.9 0.9")]
    [InlineData("0.01 0.02 0.9")]
    [InlineData("1")]
    public void The_axis_of_an_accuracy_ends_at_1(string shares)
    {
        var rows = Rows([.. shares.Split(' ').Select(share => double.Parse(share, CultureInfo.InvariantCulture))], share => new(0, 1, 1, share, 0.1, []));
        Assert.Equal(1, Marks(Curves.Accuracy(rows)!).Max());
        Assert.Equal(1, Marks(Curves.Accuracies([("one", rows), ("other", rows)])!).Max());
    }

    [Fact]
    public void One_epoch_stands_in_the_middle_of_its_axis()
    {
        var svg = Curves.Loss(Rows([0.7], loss => new(0, loss, null, null, null, []))).Svg;
        Assert.Contains(">0</text>\n<text class=\"soft middle\" x=\"282\" y=\"268\">1</text>", svg, StringComparison.Ordinal);
        Assert.Contains("<circle class=\"f0\" cx=\"282\"", svg, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12, "0 5 10")]
    [InlineData(4, "1 2 3 4")]
    [InlineData(500, "0 100 200 300 400 500")]
    public void The_axis_of_epochs_ends_with_the_last(int epochs, string marks)
    {
        var axis = Axis.Over(AxisScale.Counting, Enumerable.Range(1, epochs).Select(n => (double)n));
        Assert.Equal((epochs, marks), (axis.High, string.Join(' ', axis.Marks.Map(mark => mark.Label))));
    }

    [Theory]
    [InlineData(double.PositiveInfinity, "no value is a finite number")]
    [InlineData(double.NaN, "no value is a finite number")]
    [InlineData(1e300, "no value has a place on this axis")]
    [InlineData(0.5, null)]
    public void A_chart_in_which_nothing_can_stand_says_so(double number, string? told)
    {
        var rows = Rows([number], _ => new(0, number, null, null, null, [number]));
        Assert.All([Curves.Loss(rows), Curves.Gradients(rows)!], chart => Assert.Equal(told is null ? [] : [told], Sentences(chart)));
    }

    [Fact]
    public void Gradients_that_all_are_0_stand_at_0() =>
        Assert.Contains(0, Marks(Curves.Gradients(Rows([0, 0], norm => new(0, 1, null, null, null, [norm, norm])))!));

    /// <summary>What stands in the middle of the field.</summary>
    private static IEnumerable<string> Sentences(Picture picture) => picture.Content.SelectMany(Elements)
        .Where(one => one.Attributes.Contains(("class", "soft middle halo"))).Select(one => $"{one.Children[0]}");

    /// <summary>The numbers beside the vertical axis.</summary>
    private static IEnumerable<double> Marks(Picture picture) => picture.Content.SelectMany(Elements)
        .Where(one => one.Name == "text" && one.Attributes.Contains(("class", "soft end"))).Select(one => double.Parse($"{one.Children[0]}", CultureInfo.InvariantCulture));

    private static IEnumerable<Markup.Element> Elements(Markup markup) => markup is Markup.Element element ? [element, .. element.Children.SelectMany(Elements)] : [];

    private static Values<EpochFigures> Rows(double[] numbers, Func<double, EpochFigures> row) => Values.From(numbers.Select((number, k) => row(number) with { Epoch = k + 1 }));
}
