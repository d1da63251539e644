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

    [Fact]
    public void Two_classes_that_share_an_output_have_the_line_of_the_second() =>
        Assert.Equal(["yes"], Names(Drawn("x,kind\n0,no\n1,no\n2,yes\n3,yes\n4,no\n5,yes\n", new() { Loss = new Loss.BinaryCrossEntropy(), Output = new Activation.Sigmoid() }).Picture));

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
