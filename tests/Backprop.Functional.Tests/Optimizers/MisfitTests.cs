using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Optimizers;

/// <summary>A memory, a gradient or an update of another network is refused before a kernel sees it.</summary>
public class MisfitTests
{
    private static readonly Optimizer Adam = new(new Rule.Adam(), 0.1), Ahead = new(new Rule.NesterovAhead(0.5), 0.1);

    /// <summary>Sizes of the net, and those of the net whose memory it is given: as many cells in another shape, fewer, a layer less, none for the bias, Float32.</summary>
    public static TheoryData<string, string> Pairs => new()
    {
        { "3-2-2", "2-3-2" }, { "3-2-2", "1-1-1" }, { "3-2-2", "3-2" }, { "3-2-2", "3-2-2 absent" }, { "3-2-2", "3-2-2 float32" },
        { "60-50-2", "50-60-2" }, { "60-50-2", "1-1-1" }, { "60-50-2", "60-50" }, { "60-50-2", "60-50-2 absent" }, { "60-50-2", "60-50-2 float32" },
    };

    [Theory, MemberData(nameof(Pairs))]
    public void Memory_of_another_network_is_refused(string own, string other)
    {
        var (network, stranger) = (Net(own), Net(other));
        var batch = new Batch(Matrix.Zero(Precision.Float64, 2, network.Inputs), Matrix.Zero(Precision.Float64, 2, network.Outputs));
        foreach (var optimizer in new[] { Adam, Ahead })
        {
            var recipe = new Recipe(new Loss.HalfSquaredError(), Accumulation.Sum, optimizer);
            var state = TrainingState.Start(network, optimizer) with { Memory = optimizer.Start(stranger) };
            Assert.Throws<ArgumentException>(() => recipe.Step.Invoke(state, batch));
            Assert.Throws<ArgumentException>(() => Batches.Of(batch).Fold(state, recipe.StepOn(2)));
            Assert.Throws<ArgumentException>(() => recipe.Explain(state, batch));
            Assert.Throws<ArgumentException>(() => optimizer.Update(0, 1, new(network.Parameters), state.Memory, network));
        }

        Assert.Throws<ArgumentException>(() => Ahead.LookAt(network, Ahead.Start(stranger)));
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Gradients_and_updates_of_another_network_are_refused(string own, string other)
    {
        var (network, stranger) = (Net(own), Net(other));
        Assert.Throws<ArgumentException>(() => Adam.Update(0, 1, new(stranger.Parameters), Adam.Start(network), network));
        Assert.Throws<ArgumentException>(() => network + new Update(stranger.Parameters));
    }

    private static Network Net(string text)
    {
        var words = text.Split(' ');
        var sizes = words[0].Split('-').Select(int.Parse).ToArray();
        var blueprint = new Blueprint(
            sizes[0], Values.From(sizes.Skip(1).Select(size => (size, (Activation)new Activation.Sigmoid()))),
            text.EndsWith("absent", StringComparison.Ordinal) ? BiasKind.Absent : BiasKind.PerNeuron, text.EndsWith("float32", StringComparison.Ordinal) ? Precision.Float32 : Precision.Float64);
        return new Initializer.Scaled(Fan.Glorot, Distribution.Uniform).Draw(blueprint, Key.Of(1));
    }
}
