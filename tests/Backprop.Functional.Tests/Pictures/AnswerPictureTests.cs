using System.Globalization;
using System.Xml.Linq;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Persistence;
using Backprop.Functional.Pictures;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Pictures;

public sealed class AnswerPictureTests
{
    [Fact]
    public void Numbers_lie_at_their_targets()
    {
        var (run, picture) = Drawn("x,height\n0,1\n1,3\n2,1\n3,3\n4,1\n5,3\n", new());
        var circles = Circles(picture);
        Assert.Equal(run.Split.Training.Count, circles.Count);
        Assert.Equal(2, circles.Select(one => one.Attribute("cy")!.Value).Distinct().Count());
        Assert.Equal(["height"], Names(picture));
    }

    [Fact]
    public void Classes_have_a_line_each_and_their_samples_at_the_foot()
    {
        var (_, picture) = Drawn("x,kind\n0,no\n1,no\n2,yes\n3,yes\n4,no\n5,yes\n", new() { Loss = new Loss.SoftmaxCrossEntropy() });
        Assert.Equal(["no", "yes"], Names(picture));
        Assert.Single(Circles(picture).Select(one => one.Attribute("cy")!.Value).Distinct());
        Assert.Equal(["sample f0", "sample f1"], Circles(picture).Select(one => one.Attribute("class")!.Value).Distinct().Order());
    }

    /// <summary>A line in the colour of its samples each, and where one falls the other rises.</summary>
    [Fact]
    public void Two_classes_that_share_an_output_have_a_line_each()
    {
        var picture = Drawn("x,kind\n0,no\n1,no\n2,yes\n3,yes\n4,no\n5,yes\n", new() { Loss = new Loss.BinaryCrossEntropy(), Output = new Activation.Sigmoid() }).Picture;
        Assert.Equal(["no", "yes"], Names(picture));
        var first = XElement.Parse(picture.Svg).Descendants().Where(one => one.Attribute("d")?.Value.Contains('L') == true)
            .Select(one => (Class: one.Attribute("class")!.Value, Y: double.Parse(one.Attribute("d")!.Value[1..].Split('L')[0].Split(' ')[1], CultureInfo.InvariantCulture))).ToList();
        Assert.Equal(["line s0", "line s1"], first.Select(line => line.Class));
        // 300 pixels from 1 to 0, below a legend of one row: y and 1 - y mirror each other.
        Assert.Equal((2 * 34) + 300, first[0].Y + first[1].Y, 0.2);
    }

    [Fact]
    public void Of_very_many_classes_the_first_are_in_the_legend()
    {
        var (_, picture) = Drawn($"x,kind\n{string.Concat(Enumerable.Range(0, 80).Select(i => $"{i},c{i / 2}\n"))}", new() { Loss = new Loss.SoftmaxCrossEntropy() });
        Assert.Equal("and 16 more", Names(picture).Last());
        Assert.Equal(25, Names(picture).Count());
    }

    private static List<XElement> Circles(Picture picture) => [.. XElement.Parse(picture.Svg).Descendants().Where(one => one.Name.LocalName == "circle")];

    /// <summary>The legend.</summary>
    private static IEnumerable<string> Names(Picture picture) => XElement.Parse(picture.Svg).Descendants().Where(one => one.Name.LocalName == "text" && one.Attribute("class") is null).Select(one => one.Value);

    private static (Run Run, Picture Picture) Drawn(string csv, Experiment experiment)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, csv);
        var run = DataSource.Load(path, DataOptions.Of(1)).Bind((experiment with { Hidden = [2], Epochs = 1, Split = Fractions.AllTraining }).Prepare).OrThrow();
        File.Delete(path);
        return (run, AnswerPicture.Of(Model.Of(run, run.Start.Network), run.Split.Training));
    }
}
