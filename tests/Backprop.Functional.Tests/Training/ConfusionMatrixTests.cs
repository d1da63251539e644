using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Training;

public class ConfusionMatrixTests
{
    private static readonly ConfusionMatrix Three = new(["a", "b", "c"], [5, 1, 0, 2, 7, 3, 0, 0, 2]);

    [Fact]
    public void Truth_is_the_row_and_the_guess_the_column()
    {
        Assert.Equal((1, 2, 3), (Three[0, 1], Three[1, 0], Three[1, 2]));
        Assert.Equal((20, 14, 0.7), (Three.Total, Three.Correct, Three.Accuracy));
    }

    [Fact]
    public void No_samples_have_the_accuracy_zero() => Assert.Equal(0, new ConfusionMatrix(["a", "b"], [0, 0, 0, 0]).Accuracy);
}
