using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Optimizers;

/// <summary>
/// FANN's Rprop against FANN: the weights that libdoublefann 2.2.0 had after each fann_train_epoch with FANN_TRAIN_RPROP, FANN_ERRORFUNC_LINEAR and one linear
/// output of steepness 1, from two inputs and a bias. The second input is 0 in all samples, and so is the gradient of its weight.
/// </summary>
public class FannTests
{
    /// <summary>Steps of 0.1, as FANN begins: two weights turn again and again, and the one without a gradient runs away.</summary>
    private static readonly (double W1, double W2, double B)[] Turning =
    [
        (0.620000006556511, 0.370000006556511, -0.129999993443489),
        (0.7640000201463704, 0.5140000201463704, 0.01400002014637039),
        (0.9368000433206574, 0.6868000433206574, 0.1868000433206574),
        (1.0232000549078009, 0.894160079369549, 0.27320005490780086),
        (0.919520036883355, 1.142992132515916, 0.16952003688335504),
        (0.7951040103101715, 1.4415906081567933, 0.045104010310171555),
        (0.8573120235967633, 1.7999087931641309, 0.1073120235967633),
        (0.782662404686544, 2.2298906322588783, 0.03266240468654398),
        (0.8199872141416537, 2.7458688596757073, 0.06998721414165364),
        (0.7751974410157365, 3.365042757179661, 0.02519744101573644),
        (0.7975923275786951, 4.108051463708918, 0.04759232757869504),
        (0.8244661925221168, 4.9996619469734425, 0.07446619252211677),
        (0.8379031249938277, 6.069594569406172, 0.08790312499382763),
        (0.8217788053870518, 7.353513767343811, 0.07177880538705173),
        (0.8024296210900532, 8.894216866091016, 0.05242962109005317),
        (0.8121042132385525, 10.74306065805411, 0.02921059901101389),
    ];

    /// <summary>Steps of 50 from near the ends: weight and bias come down to -1500, and the weight without a gradient goes up to 1500.</summary>
    private static readonly (double W1, double W2, double B)[] Ending =
    [
        (-1499.5, 1450.0, -1500.0),
        (-1500.0, 1500.0, -1500.0),
        (-1500.0, 1500.0, -1500.0),
    ];

    [Fact]
    public void Weights_are_those_of_Fann_to_the_bit() =>
        Assert.Equal(Turning, Weights([1, 0, -0.5, 0, 0.25, 0], [0.75, -0.5, 0.5], [0.5, 0.25, -0.25], 0.1f, Turning.Length));

    [Fact]
    public void They_end_where_those_of_Fann_end() => Assert.Equal(Ending, Weights([1, 0], [-5000], [-1449.5, 1400, -1499.875], 50, Ending.Length));

    [Fact]
    public void The_iRprop_minus_of_the_paper_goes_elsewhere() => Assert.NotEqual(
        Turning, Weights([1, 0, -0.5, 0, 0.25, 0], [0.75, -0.5, 0.5], [0.5, 0.25, -0.25], 0.1f, Turning.Length, RpropVariant.IMinus));

    /// <summary>A weight that begins outside is not pulled in: it is bounded on the side to which it moves.</summary>
    [Fact]
    public void Weight_outside_moves_in_by_its_step()
    {
        Assert.Equal((-60, 60), Moved(w: 2000, g: 1));
        Assert.Equal((60, 60), Moved(w: -2000, g: -1));
        Assert.Equal((-500, 60), Moved(w: 2000, g: -1));
        Assert.Equal((500, 60), Moved(w: -2000, g: 1));
    }

    /// <summary>dw and the new step, of a weight whose step was 50.</summary>
    private static (double Move, double Step) Moved(double w, double g)
    {
        var optimizer = new Optimizer(new Rule.Rprop(RpropVariant.Fann, Delta0: 50, DeltaMin: 0, DeltaMax: 100), 1);
        var network = new Network([new Layer(new(Matrix.Scalar(Precision.Float64, w), new Bias.Absent()), new Activation.Linear())]);
        var (dw, next) = optimizer.Update(0, 1, new(new([new Weights(Matrix.Scalar(Precision.Float64, g), new Bias.Absent())])), optimizer.Start(network), network);
        return (dw.W(0)[0, 0], ((Rule.Rprop.Past)next).Step.Layers[0].W[0, 0]);
    }

    /// <summary>FANN holds 1.2 and the first step as floats.</summary>
    private static (double W1, double W2, double B)[] Weights(double[] x, double[] t, double[] w, float first, int steps, RpropVariant variant = RpropVariant.Fann)
    {
        var rule = new Rule.Rprop(variant, Delta0: first, EtaPlus: 1.2f, DeltaMin: 0);
        var network = new Network([new Layer(
            new(Matrix.From(Precision.Float64, 2, 1, w.AsSpan(0, 2)), new Bias.PerNeuron(Matrix.Scalar(Precision.Float64, w[2]))), new Activation.Linear())]);
        var recipe = new Recipe(new Loss.HalfSquaredError(), Accumulation.Sum, new Optimizer(rule, 1));
        var batch = new Batch(Matrix.From(Precision.Float64, t.Length, 2, x), Matrix.From(Precision.Float64, t.Length, 1, t));
        return [.. Batches.Of(batch).Repeat(steps).Scan(TrainingState.Start(network, recipe.Optimizer), recipe.Step)
            .Select(state => (state.Network.W(0)[0, 0], state.Network.W(0)[1, 0], state.Network.Bias(0).Cells![0, 0]))];
    }
}
