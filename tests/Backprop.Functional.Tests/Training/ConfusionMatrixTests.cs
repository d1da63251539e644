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

    [Fact]
    public void Scores_are_fractions_of_columns_and_rows()
    {
        Assert.Equal([new(6, 5 / 7.0, 5 / 6.0, 10 / 13.0), new(12, 7 / 8.0, 7 / 12.0, 14 / 20.0), new(2, 2 / 5.0, 1, 4 / 7.0)], Three.Scores);
        Assert.Equal(new((5 + 1) + (2 + 7 + 3) + 2, ((5 / 7.0) + (7 / 8.0) + (2 / 5.0)) / 3, ((5 / 6.0) + (7 / 12.0) + 1) / 3, ((10 / 13.0) + (14 / 20.0) + (4 / 7.0)) / 3), Three.Macro);
    }

    [Fact]
    public void F1_is_the_harmonic_mean() => Assert.All(Three.Scores, score =>
        Assert.Equal(2 * score.Precision * score.Recall / (score.Precision + score.Recall), score.F1, 1e-15));

    [Fact]
    public void Nothing_of_nothing_is_0()
    {
        var none = new ConfusionMatrix(["a", "b", "c"], [2, 0, 0, 3, 0, 0, 0, 0, 0]);
        Assert.Equal([new(2, 0.4, 1, 4 / 7.0), new(3, 0, 0, 0), new(0, 0, 0, 0)], none.Scores);
        Assert.Equal(new(0, 0, 0, 0), new ConfusionMatrix(["a", "b"], [0, 0, 0, 0]).Macro);
    }
}
