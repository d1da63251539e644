using System.Text.Json;
using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Tests.Training;
using Backprop.Functional.Training;
using CsCheck;
using Xunit;
using Difference = Backprop.Functional.Narration.Difference;

namespace Backprop.Functional.Tests.Narration;

/// <summary>What is written as a trace is read back; what is none is told by its line, and never an exception.</summary>
public class TraceReaderTests
{
    private static readonly string[] Lines = [.. TraceJson.Of([Trace(Precision.Float64)], [("loss", "sse")], TraceView.All)];

    [Theory, InlineData(Precision.Float64), InlineData(Precision.Float32)]
    public void Each_value_is_read_back_with_its_bits(Precision precision)
    {
        var trace = Trace(precision);
        foreach (var line in TraceJson.Of([trace], [], TraceView.All).Skip(1))
        {
            var entry = EntryReader.Read(line).Entry!;
            Assert.Equal(BitConverter.DoubleToInt64Bits(trace[entry.Name]), BitConverter.DoubleToInt64Bits(entry.Cells![0, 0]));
            Assert.All(entry.Inputs!, input => Assert.False(double.IsNaN(trace[input])));
        }
    }

    [Theory, InlineData(Precision.Float64), InlineData(Precision.Float32)]
    public void The_last_path_of_a_sum_has_come_to_its_value(Precision precision)
    {
        var sums = TraceJson.Of([Trace(precision)], [], TraceView.All).Where(static line => line.Contains("\"terms\"", StringComparison.Ordinal)).ToList();
        Assert.Contains(sums, static line => line.Contains("\"name\":\"v(1)_1", StringComparison.Ordinal));
        Assert.Contains(sums, static line => line.Contains("\"name\":\"dE/dy(1)_1", StringComparison.Ordinal));
        foreach (var line in sums)
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var (sum, value) = (root.GetProperty("terms").EnumerateArray().Last().GetProperty("sumBits").GetString(), root.GetProperty("bits").GetString());
            // dE/dy is minus the sum: its first digit differs by the sign bit.
            if (root.GetProperty("name").GetString()!.StartsWith("dE/dy", StringComparison.Ordinal)) Assert.Equal((value![1..], 8), (sum![1..], Math.Abs(Convert.ToInt32(value[..1], 16) - Convert.ToInt32(sum[..1], 16))));
            else Assert.Equal(value, sum);
        }
    }

    [Theory, InlineData(Precision.Float64), InlineData(Precision.Float32)]
    public void A_large_step_is_equal_to_itself_in_short_and_in_full(Precision precision)
    {
        var network = new Initializer.Uniform(-1, 1).Draw(new Blueprint(40, [(60, new Activation.Tanh()), (30, new Activation.Sigmoid())], BiasKind.Tied, precision), Key.Of(1));
        var batch = new Batch(Matrix.Constant(precision, 5, 40, 0.25), Matrix.Constant(precision, 5, 30, 0.5));
        var trace = Lectures.Recipe.Explain(TrainingState.Start(network, Lectures.Recipe.Optimizer), batch);
        var (brief, full) = (TraceJson.Of([trace], [], TraceView.All).ToList(), TraceJson.Of([trace], [], TraceView.All with { Full = true }).ToList());
        Assert.True(Difference.Between(brief, full).IsEmpty);
        Assert.Contains(brief, line => line.Contains("\"sums\"", StringComparison.Ordinal));
        Assert.Contains(full, line => line.Contains("\"cells\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"format\":7}")]
    [InlineData("{\"format\":\"backprop-trace\",\"version\":\"1\"}")]
    [InlineData("{\"format\":\"backprop-trace\",\"version\":2}")]
    public void A_first_line_of_something_else_is_refused(string line) => Assert.NotEmpty(TraceReader.Settings(line, "t").Problems);

    [Theory]
    [InlineData("no line")]
    [InlineData("{\"step\":\"1\"}")]
    [InlineData("{\"step\":0,\"name\":\"E\",\"bits\":\"3FF0000000000000\"}")]
    [InlineData("{\"step\":1,\"name\":\"E\"}")]
    [InlineData("{\"step\":1,\"name\":\"E\",\"bits\":\"3FF\"}")]
    [InlineData("{\"step\":1,\"name\":\"E\",\"bits\":1}")]
    [InlineData("{\"step\":1,\"array\":\"w(0)\",\"rows\":1,\"columns\":2}")]
    [InlineData("{\"step\":1,\"array\":\"w(0)\",\"rows\":1,\"columns\":3,\"cells\":[\"3FF0000000000000\"]}")]
    [InlineData("{\"step\":1,\"array\":\"w(0)\",\"rows\":-1,\"columns\":2,\"cells\":[]}")]
    [InlineData("{\"step\":1,\"array\":\"w(0)\",\"rows\":1,\"columns\":2,\"sums\":[\"x\"]}")]
    public void A_line_that_is_none_is_told_by_its_number(string line)
    {
        var bad = Lines.Append(line).ToList();
        var fault = Assert.Throws<ArgumentException>(() => Difference.Between(bad, [.. Lines, "{\"step\":1,\"name\":\"none\",\"bits\":\"3FF0000000000000\"}"]));
        Assert.Contains($"a({bad.Count})", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Bits decide, and what contradicts them is no trace of anything.</summary>
    [Theory]
    [InlineData("4.3", "4011333333333333", true)]
    [InlineData("4.30", "4011333333333333", true)]
    [InlineData("43e-1", "4011333333333333", true)]
    [InlineData("4", "4011333333333333", true)]
    [InlineData("0.000000", "3E112E0BE826D695", true)]
    [InlineData("4.3", "4011333333333334", true)]
    [InlineData("0.1", "3DCCCCCD", true)]
    [InlineData("0.10000000149011612", "3DCCCCCD", true)]
    [InlineData("0", "0000000000000000", true)]
    [InlineData("-0", "0000000000000000", true)]
    [InlineData("\"NaN\"", "7FF8000000000000", true)]
    [InlineData("\"-inf\"", "FFF0000000000000", true)]
    [InlineData("null", "4011333333333333", true)]
    [InlineData("4.4", "4011333333333333", false)]
    [InlineData("4.29", "4011333333333333", false)]
    [InlineData("5", "4011333333333333", false)]
    [InlineData("-4.3", "4011333333333333", false)]
    [InlineData("4.300000000000001", "4011333333333333", false)]
    [InlineData("0.1", "3DCCCCCE", true)]
    [InlineData("1e999999999999", "4011333333333333", false)]
    [InlineData("1e-999999999999", "4011333333333333", false)]
    [InlineData("0e9999", "4011333333333333", false)]
    [InlineData("1e-2147483650", "3FE0000000000000", false)]
    [InlineData("0e-2147483650", "0000000000000000", true)]
    [InlineData("0.10000001", "3DCCCCCD", false)]
    [InlineData("0", "7FF8000000000000", false)]
    [InlineData("\"inf\"", "FFF0000000000000", false)]
    [InlineData("\"four\"", "4011333333333333", false)]
    public void A_value_that_contradicts_its_bits_is_told_with_both(string value, string bits, bool agrees)
    {
        var (entry, fault) = EntryReader.Read($$"""{"step":1,"name":"E","value":{{value}},"bits":"{{bits}}"}""");
        Assert.Equal(agrees, entry is not null);
        if (!agrees) Assert.StartsWith($"its value {value.Trim('"')} contradicts its bits {bits}, which are ", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_is_a_difference_or_a_problem() => Gen.Select(Gen.Int[0, Lines.Length - 1], Gen.Int[0, 200], Gen.Char).Sample((row, at, letter) =>
    {
        var lines = Lines.ToList();
        lines[row] = $"{lines[row][..Math.Min(at, lines[row].Length)]}{letter}{lines[row][Math.Min(at + 1, lines[row].Length)..]}";
        var problems = new List<Problem>();
        _ = TraceDifference.Of(TraceReader.Read(lines, "a", problems), TraceReader.Read(Lines, "b", problems), Tolerance.None);
    }, iter: 2000);

    private static StepTrace Trace(Precision precision)
    {
        var network = Lectures.Net(BiasKind.PerNeuron);
        network = network.With(network.Parameters.Map(m => m.To(precision)));
        var recipe = Lectures.Recipe with { Optimizer = new(new Rule.Adam(), 0.01) };
        return recipe.Explain(TrainingState.Start(network, recipe.Optimizer), new(Lectures.Three.X.To(precision), Lectures.Three.T.To(precision)));
    }
}
