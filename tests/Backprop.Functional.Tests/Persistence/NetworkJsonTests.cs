using Backprop.Functional.Functions;
using Backprop.Functional.Lecture;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;
using Xunit;

namespace Backprop.Functional.Tests.Persistence;

public class NetworkJsonTests
{
    [Fact]
    public void A_network_reads_back_to_the_same_bits()
    {
        foreach (var precision in Enum.GetValues<Precision>())
            foreach (var bias in Enum.GetValues<BiasKind>())
            {
                var blueprint = new Blueprint(3, [(4, new Activation.LeakyRelu(0.1)), (2, new Activation.Softmax())], bias, precision);
                var network = new Initializer.Scaled(Fan.He, Distribution.Normal).Draw(blueprint, Key.Of(5));
                Assert.Equal(network, NetworkJson.Read(NetworkJson.Write(network), "net.json").OrThrow());
            }
    }

    [Fact]
    public void Extreme_numbers_survive()
    {
        var w = Matrix.From(Precision.Float64, 1, 6, [-0.0, double.Epsilon, double.MaxValue, 0.1, -1e-310, 1.0 / 3]);
        var network = Network.Create(new Layer(new(w, new Bias.Absent()), new Activation.Linear())).OrThrow();
        Assert.Equal(w, NetworkJson.Read(NetworkJson.Write(network), "net.json").OrThrow().W(0));
    }

    [Fact]
    public void The_lectures_network_can_be_written_by_hand()
    {
        const string text = """
            { // weights of the slides
              "formatVersion": 1,
              "layers": [
                { "activation": "sigmoid", "weights": [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]], "bias": 0.5 },
                { "activation": "sigmoid", "weights": [[0.7, 0.8], [0.9, 0.1]], "bias": 0.5 },
              ]
            }
            """;
        Assert.Equal(WorkedExample.Network, NetworkJson.Read(text, "lecture.json").OrThrow());
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        const string text = """
            { "formatVersion": 2, "precision": "float16", "colour": 1,
              "layers": [ { "activation": "relu6", "weights": [[1, 2], [3]], "bias": "none" }, 5 ] }
            """;
        var said = NetworkJson.Read(text, "n.json").Problems.Select(problem => problem.ToString()).ToList();
        Assert.Contains(said, line => line.StartsWith("n.json: colour: the key is unknown", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("n.json: formatVersion: it is 2", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("n.json: precision: 'float16' is unknown", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("n.json: layers[0].activation: 'relu6' is unknown", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("n.json: layers[0].weights[1]: it has 1 number", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("n.json: layers[0].bias: \"none\" is no finite number", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("n.json: layers[1]: it is Number", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{ \"layers\": [], \"layers\": [] }")]
    [InlineData("{ \"layers\": [] }")]
    [InlineData("{ \"layers\": [ { \"activation\": \"sigmoid\", \"weights\": [] } ] }")]
    [InlineData("{ \"layers\": [ { \"activation\": \"sigmoid\", \"weights\": [] }, { \"activation\": \"sigmoid\", \"weights\": [[1]] } ] }")]
    [InlineData("{ \"layers\": [ { \"activation\": \"sigmoid\", \"weights\": [[]] } ] }")]
    [InlineData("{ \"layers\": [ { \"activation\": \"sigmoid\" } ] }")]
    [InlineData("{ \"layers\": [ { \"activation\": \"sigmoid\", \"weights\": [[1e999]] } ] }")]
    [InlineData("{ \"precision\": \"float32\", \"layers\": [ { \"activation\": \"sigmoid\", \"weights\": [[1e300]] } ] }")]
    [InlineData("{ \"layers\": [ { \"activation\": \"sigmoid\", \"weights\": [[1]] }, { \"activation\": \"sigmoid\", \"weights\": [[1],[1]] } ] }")]
    [InlineData("{ \"layers\": [ { \"activation\": \"sigmoid\", \"weights\": [[1,2]], \"bias\": [1] } ] }")]
    public void A_broken_text_is_a_problem_that_names_the_file(string text)
    {
        var result = NetworkJson.Read(text, "n.json");
        Assert.False(result.IsGood);
        Assert.All(result.Problems, problem => Assert.StartsWith("n.json", problem.Place, StringComparison.Ordinal));
    }
}
