using Backprop.Functional.Data.Sources;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Networks;

public class NetworkTests
{
    private static readonly Activation F = new Activation.Sigmoid();

    private static Layer Of(Matrix w, Bias? bias = null) => new(new(w, bias ?? new Bias.Absent()), F);

    private static Matrix Zero(int rows, int columns, Precision precision = Precision.Float64) => Matrix.Zero(precision, rows, columns);

    [Fact]
    public void Layers_that_fit_are_a_network()
    {
        var network = Network.Create(Of(Zero(3, 2), new Bias.Tied(Zero(1, 1))), Of(Zero(2, 4), new Bias.PerNeuron(Zero(1, 4)))).OrThrow();
        Assert.Equal((3, 4, "3-2-4", Precision.Float64), (network.Inputs, network.Outputs, network.Shape, network.Precision));
        Assert.Equal(["W(0)", "w0(0)", "W(1)", "b(2)"], network.Parameters.Tensors().Select(one => one.Name));
        Assert.Equal(6 + 1 + 8 + 4, network.Parameters.Count);
    }

    [Fact]
    public void No_layer_is_no_network() => Assert.Single(Network.Create().Problems);

    /// <summary>One fault of each rule, in one call: whoever mends a file mends it once.</summary>
    [Fact]
    public void All_faults_are_reported_at_once()
    {
        var problems = Network.Create(
            Of(Zero(3, 2), new Bias.Tied(Zero(1, 2))),
            Of(Zero(3, 2), new Bias.PerNeuron(Zero(1, 3))),
            Of(Zero(2, 2, Precision.Float32), new Bias.PerNeuron(Zero(1, 2, Precision.Float32))),
            Of(Matrix.Constant(Precision.Float64, 2, 1, double.NaN), new Bias.Tied(Matrix.Scalar(Precision.Float64, double.PositiveInfinity)))).Problems;
        Assert.Equal(["W(1)", "W(2)", "W(3)", "b(2)", "w0(0)", "w0(3)"], problems.Select(problem => problem.Place).Order(StringComparer.Ordinal));
        Assert.Equal(4, problems.Count(problem => problem is Problem.Mismatch));
        Assert.Equal(2, problems.Count(problem => problem is Problem.OutOfRange));
        Assert.All(problems, problem => Assert.Equal($"{problem.Place}: {problem.Rule}; {problem.Cure}", problem.ToString()));
    }

    [Theory, InlineData(double.NaN), InlineData(double.NegativeInfinity)]
    public void A_slope_that_is_no_number_is_refused(double a)
    {
        var f = new Activation.LeakyRelu(a);
        Assert.Equal("layer 1", Assert.Single(Network.Create(Of(Zero(3, 2)) with { F = f }).Problems).Place);
        foreach (var experiment in (Experiment[])[new() { Activation = f }, new() { Activations = [f] }, new() { Output = f, Loss = new Loss.HalfSquaredError() }])
            Assert.StartsWith($"its activation is {f}", Assert.Single(DataSource.Load("xor", DataOptions.Of(1)).Bind(experiment.Prepare).Problems).Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 0)]
    public void A_layer_without_inputs_or_neurons_is_refused(int inputs, int neurons) =>
        Assert.Contains(Network.Create(Of(Zero(inputs, neurons))).Problems, problem => problem is Problem.OutOfRange && problem.Place == "W(0)");

    [Theory]
    [InlineData(2, 2)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    public void A_bias_a_neuron_is_one_row_of_that_many(int rows, int columns) =>
        Assert.Single(Network.Create(Of(Zero(3, 2), new Bias.PerNeuron(Zero(rows, columns)))).Problems);

    [Fact]
    public void A_layer_of_another_precision_is_refused()
    {
        var problem = Assert.Single(Network.Create(Of(Zero(3, 2)), Of(Zero(2, 2, Precision.Float32))).Problems);
        Assert.Equal("W(1)", Assert.IsType<Problem.Mismatch>(problem).Place);
    }

    [Fact]
    public void A_bias_of_another_precision_is_refused()
    {
        var problem = Assert.Single(Network.Create(Of(Zero(3, 2), new Bias.Tied(Zero(1, 1, Precision.Float32)))).Problems);
        Assert.Equal("W(0)", Assert.IsType<Problem.Mismatch>(problem).Place);
    }

    [Fact]
    public void Equal_bits_are_equal_networks_and_one_other_bit_is_another()
    {
        var (a, b) = (Network.Create(Of(Zero(3, 2))).OrThrow(), Network.Create(Of(Zero(3, 2))).OrThrow());
        var negative = Network.Create(Of(Matrix.Constant(Precision.Float64, 3, 2, -0.0))).OrThrow();
        Assert.Equal((a, a.GetHashCode(), a.Sha256, a.ToString()), (b, b.GetHashCode(), b.Sha256, b.ToString()));
        Assert.NotEqual(a, negative);
        Assert.NotEqual(a.Sha256, negative.Sha256);
        Assert.NotEqual(a.ToString(), negative.ToString());
    }

    [Fact]
    public void Hash_tells_a_tied_bias_from_one_of_a_single_neuron() => Assert.NotEqual(
        Network.Create(Of(Zero(1, 1), new Bias.Tied(Zero(1, 1)))).OrThrow().Sha256,
        Network.Create(Of(Zero(1, 1), new Bias.PerNeuron(Zero(1, 1)))).OrThrow().Sha256);

    [Fact]
    public void An_update_is_added_to_every_parameter_and_leaves_the_network_as_it_was()
    {
        var network = Training.Lectures.Net(BiasKind.PerNeuron);
        var hash = network.Sha256;
        var after = network + new Update(network.Parameters);
        Assert.Equal(hash, network.Sha256);
        Assert.All(network.Parameters.Tensors().Zip(after.Parameters.Tensors()), pair =>
        {
            for (var k = 0; k < pair.First.Tensor.Count; k++) Assert.Equal(2 * pair.First.Tensor.At(k), pair.Second.Tensor.At(k));
        });
    }
}
