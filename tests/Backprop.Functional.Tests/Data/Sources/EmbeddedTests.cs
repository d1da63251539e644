using System.Security.Cryptography;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Data.Sources;

public class EmbeddedTests
{
    [Theory]
    [InlineData("iris", "b9601a93070a5c7f7bfe416fe5eb573c3f5d480963ae0f61cb7dfd9bae5f34b2")]
    [InlineData("digits", "067c897c3866e1f112d70ccf18ba908a8bc1fbb9ec051530b8ad86070265d299")]
    public void The_files_are_those_of_the_licence_note(string name, string sha256) =>
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(Embedded.Content(name))));

    [Fact]
    public void Iris_is_150_flowers()
    {
        var iris = Embedded.Iris;
        Assert.Equal("iris 150 x 4 -> 3 classes sha256 39d972feb95e333426f5954580fe491f6084004cb7fb3248ac201c1b15c58afb", iris.ToString());
        Assert.Equal(["sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm"], iris.FeatureNames);
        Assert.Equal(["setosa", "versicolor", "virginica"], iris.Targets.Names);
        Assert.All(((Targets.Classes)iris.Targets).Labels.GroupBy(l => l), g => Assert.Equal(50, g.Count()));
        Assert.Equal(ScalingRule.Standard, iris.Customary);

        // The two rows in which the copy of UCI differs from Fisher's paper.
        Assert.Equal((4.9, 3.1, 1.5, 0.2), (iris[34, 0], iris[34, 1], iris[34, 2], iris[34, 3]));
        Assert.Equal((4.9, 3.6, 1.4, 0.1), (iris[37, 0], iris[37, 1], iris[37, 2], iris[37, 3]));
    }

    [Fact]
    public void Digits_are_1797_images()
    {
        var digits = Embedded.Digits;
        Assert.Equal("digits 1797 x 64 -> 10 classes sha256 0cccf97a124a9fd7e1ea0c36beca10ecdf4183cb2ee467c5a1095edd8d144c56", digits.ToString());
        Assert.Equal((new ImageSize(8, 8), 16.0, ScalingRule.Divide), (digits.Image, digits.Full, digits.Customary));
        Assert.Equal(Values.From(Enumerable.Range(0, 10).Select(d => $"{d}")), digits.Targets.Names);
        Assert.Equal((0, 5, 13, 9), (digits[0, 1], digits[0, 2], digits[0, 3], digits[0, 4]));
    }
}
