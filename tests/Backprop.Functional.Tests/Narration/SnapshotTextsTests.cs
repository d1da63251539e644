using Backprop.Functional.Functions;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Tests.Training;
using Backprop.Functional.Training;
using Xunit;
using Difference = Backprop.Functional.Narration.Difference;

namespace Backprop.Functional.Tests.Narration;

/// <summary>Texts for snapshots of one's own.</summary>
public class SnapshotTextsTests
{
    private static readonly Recipe Recipe = Lectures.Recipe with { Optimizer = new(new Rule.Adam(), 0.01) };

    [Fact]
    public void A_line_a_value()
    {
        var network = Lectures.Net(BiasKind.Tied);
        Assert.StartsWith("network 3-2-2 sigmoid, sigmoid float64\nw(0)_1,1 = 0.1  3FB999999999999A\nw(0)_1,2 = 0.2  3FC999999999999A\n", network.ToSnapshotText(), StringComparison.Ordinal);
        Assert.Contains("w(0)_0 = 0.5  3FE0000000000000\n", network.ToSnapshotText(), StringComparison.Ordinal);
        var trace = Recipe.Explain(TrainingState.Start(network, Recipe.Optimizer), Lectures.Three);
        foreach (var (name, value) in trace.Values) Assert.Contains($"\n{name} = {new NumberText(Precision.Float64, null).Shortest(value)}  ", trace.ToSnapshotText(), StringComparison.Ordinal);
    }

    /// <summary>Every cell of everything: another bit, another text, and the difference of the texts names the cell.</summary>
    [Fact]
    public void One_bit_more_is_another_text()
    {
        var trace = Recipe.Explain(TrainingState.Start(Lectures.Net(), Recipe.Optimizer), Lectures.Batch);
        foreach (var (name, _) in trace.Values.Where(one => one.Name is { IsNew: true, Symbol: "w" }))
        {
            var other = trace with { After = trace.After with { Network = Moved(trace.After.Network, name) } };
            Assert.NotEqual(trace.ToSnapshotText(), other.ToSnapshotText());
            Assert.NotEqual(trace.After.ToSnapshotText(), other.After.ToSnapshotText());
            var difference = TraceDifference.Of(SnapshotReader.Read(trace.ToSnapshotText()), SnapshotReader.Read(other.ToSnapshotText()), Tolerance.None);
            Assert.Contains($"difference  step 1, update: {name}\n", $"{difference}", StringComparison.Ordinal);
            Assert.Contains($"w({name.Layer})_{name.From}{(name.To is { } to ? $",{to}" : "")}\n", $"{Difference.Between(trace.After, other.After)}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_large_array_is_told_in_short_and_in_full_on_request()
    {
        var network = new Initializer.Uniform(-1, 1).Draw(new Blueprint(20, [(20, new Activation.Tanh())], BiasKind.PerNeuron, Precision.Float32), Key.Of(1));
        var (brief, full) = (network.ToSnapshotText(), network.ToSnapshotText(full: true));
        Assert.Equal(1 + 1 + 8 + 20, brief.Count(letter => letter == '\n'));
        Assert.Equal(1 + 400 + 20, full.Count(letter => letter == '\n'));
        Assert.Contains($"w(0): 20 x 20 float32 sha256 {network.W(0).Sha256} min ", brief, StringComparison.Ordinal);
        Assert.Contains("\nw(0)_1,1 = ", brief, StringComparison.Ordinal);
        Assert.Contains("\nw(0)_20,20 = ", brief, StringComparison.Ordinal);
        Assert.All(brief.Split('\n').Where(line => line.Contains(" = ", StringComparison.Ordinal)), line => Assert.Contains(line, full, StringComparison.Ordinal));
        // A cell that is not shown changes the hash.
        Assert.NotEqual(brief, Moved(network, new("w", 0, 2, 2)).ToSnapshotText());
    }

    private static Network Moved(Network network, ValueName name) => network.With(new(network.Parameters.Layers.Map((weights, n) =>
        n != name.Layer ? weights
        : name.To is null ? weights with { Bias = weights.Bias.With(cells => Up(cells, 0)) }
        : weights with { W = Up(weights.W, ((name.From!.Value - 1) * weights.W.Columns) + name.To.Value - 1) })));

    private static Matrix Up(Matrix cells, int cell) => Matrix.Build(cells.Precision, cells.Rows, cells.Columns, (cells, cell), static (s, k) =>
        k != s.cell ? s.cells.At(k) : s.cells.Precision == Precision.Float64 ? Math.BitIncrement(s.cells.At(k)) : MathF.BitIncrement((float)s.cells.At(k)));
}
