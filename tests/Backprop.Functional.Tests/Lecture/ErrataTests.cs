using System.Globalization;
using Backprop.Functional.Functions;
using Backprop.Functional.Lecture;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Lecture;

/// <summary>The numbers in the corrections are those of the example.</summary>
public class ErrataTests
{
    [Fact]
    public void Ids_count_on()
    {
        Assert.Equal(Enumerable.Range(1, Errata.Labels.Count).Select(k => $"B{k}"), Errata.Labels.Select(erratum => erratum.Id));
        Assert.Equal(Enumerable.Range(1, Errata.Formulas.Count).Select(k => $"C{k}"), Errata.Formulas.Select(erratum => erratum.Id));
    }

    [Fact]
    public void Gradient_is_minus_delta_times_y()
    {
        var trace = WorkedExample.Explain();
        Assert.Equal(trace["dE/dw(1)_1,1"], -trace["delta(2)_1"] * trace["y(1)_1"]);
        AssertSays("C22", Math.Abs(trace["dE/dw(1)_1,1"]));
    }

    [Fact]
    public void Hidden_delta_is_the_sum_with_its_sign_times_the_slope()
    {
        var trace = WorkedExample.Explain();
        Assert.Equal(trace["delta(1)_1"], trace.Backward.Signal(1)[0, 0] * trace["f'(1)_1"]);
        AssertSays("C23", trace.Backward.Signal(1)[0, 0], trace["f'(1)_1"]);
    }

    /// <summary>What the backward pass would carry to the hidden layer if the upper weights were updated before it.</summary>
    [Fact]
    public void New_upper_weights_would_carry_another_error()
    {
        var trace = WorkedExample.Explain();
        var (old, other) = (Carried(trace.Before.Network.W(1)), Carried(trace.After.Network.W(1)));
        AssertSays("C24", other[0, 0], other[0, 1], old[0, 0], old[0, 1]);

        Matrix Carried(Matrix upper) => Arithmetic.Plain.BackProject(Arithmetic.Plain.Lift(new Negative(), trace.Backward.Delta(2)), upper);
    }

    /// <summary>The numbers stand in the erratum, in this order, with the slides' four decimals.</summary>
    private static void AssertSays(string id, params double[] numbers)
    {
        var erratum = Errata.Formulas.Single(one => one.Id == id);
        var (text, at) = ($"{erratum.Printed} {erratum.Meant}", 0);
        foreach (var number in numbers.Select(number => number.ToString("0.0000", CultureInfo.InvariantCulture)))
        {
            at = text.IndexOf(number, at, StringComparison.Ordinal) + 1;
            Assert.True(at > 0, $"{id} does not say {number} there: {text}");
        }
    }
}
