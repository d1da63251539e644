using Backprop.Functional.Functions;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Tests.Training;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Narration;

/// <summary>dy/dw along the signal's paths is the slope of the output, and its formulas come to their values.</summary>
public class SignalPathTests
{
    [Theory]
    [InlineData("sigmoid", "sigmoid", BiasKind.Tied)]
    [InlineData("tanh", "softmax", BiasKind.PerNeuron)]
    [InlineData("softplus", "linear", BiasKind.Absent)]
    public void It_is_the_central_difference(string hidden, string output, BiasKind bias)
    {
        var network = Deep(hidden, output, bias);
        var trace = Lectures.Recipe.Explain(TrainingState.Start(network, Lectures.Recipe.Optimizer), Lectures.Three);
        foreach (var (weight, _) in ParameterArrays.Of(Stage.Before, "", network.Parameters).SelectMany(array => array.Values()))
        {
            var name = weight with { Symbol = $"dy(3)_2@3/d{weight.Symbol}" };
            Assert.Equal(name, ValueName.Parse($"{name}"));
            Assert.Equal(Difference(network, weight), SignalPath.Tell(trace, name)![0].Value, 7);
        }
    }

    [Fact]
    public void Its_formulas_come_to_their_values()
    {
        var trace = Lectures.Recipe.Explain(TrainingState.Start(Deep("tanh", "softmax", BiasKind.Tied), Lectures.Recipe.Optimizer), Lectures.Three);
        foreach (var statement in SignalPath.Tell(trace, ValueName.Parse("dy(3)_1@2/dw(0)_0")!)!)
            Assert.Equal(statement.Value, FormulaValue.Of(statement.Formula!), 12);
    }

    [Theory]
    [InlineData("dy(2)_1/dw(0)_1,1")]
    [InlineData("dy(3)_3/dw(0)_1,1")]
    [InlineData("dy(3)_1/dw(0)_4,1")]
    [InlineData("dy(3)_1/db(1)_1")]
    [InlineData("dE/dw(0)_1,1")]
    public void Of_what_is_not_there_nothing_is_told(string name)
    {
        var trace = Lectures.Recipe.Explain(TrainingState.Start(Deep("tanh", "softmax", BiasKind.Tied), Lectures.Recipe.Optimizer), Lectures.Batch);
        Assert.Null(SignalPath.Tell(trace, ValueName.Parse(name)!));
    }

    private static double Difference(Network network, ValueName weight)
    {
        const double h = 1e-6;
        return (Output(h) - Output(-h)) / (2 * h);

        double Output(double by) => Forward.Pass(network.With(Moved(network.Parameters, weight, by)), Lectures.Three.X).Output[2, 1];
    }

    private static Parameters Moved(Parameters parameters, ValueName weight, double by) => Place.Of(weight, parameters) is { } place
        ? new(parameters.Layers.Map((layer, n) => n != place.N ? layer
            : place.IsBias ? layer with { Bias = layer.Bias.With(cells => Add(cells, place.Cell, by)) } : layer with { W = Add(layer.W, place.Cell, by) }))
        : throw new ArgumentOutOfRangeException(nameof(weight));

    private static Matrix Add(Matrix cells, int cell, double by) =>
        Matrix.Build(cells.Precision, cells.Rows, cells.Columns, (cells, cell, by), static (s, k) => s.cells.At(k) + (k == s.cell ? s.by : 0));

    private static Network Deep(string hidden, string output, BiasKind bias) => new Initializer.Uniform(-0.5, 0.5).Draw(
        new Blueprint(3, [(2, Activations.Find(hidden)!), (3, Activations.Find(hidden)!), (2, Activations.Find(output)!)], bias, Precision.Float64), Key.Of(5));
}
