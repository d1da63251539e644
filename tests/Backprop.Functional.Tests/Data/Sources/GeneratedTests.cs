using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Data.Sources;

public class GeneratedTests
{
    [Fact]
    public void Xor_is_four_patterns()
    {
        var batch = Part.All(Generated.Xor).Whole(new Scaling.None(), Precision.Float64);
        Assert.Equal(Matrix.From(Precision.Float64, 4, 2, [0, 0, 0, 1, 1, 0, 1, 1]), batch.X);
        Assert.Equal(Matrix.From(Precision.Float64, 4, 2, [1, 0, 0, 1, 0, 1, 1, 0]), batch.T);
        Assert.Equal("a81c81c038d1d9348e383d4203040a0c007e2e37008223a1aa98bc6b91191159", Generated.Xor.Sha256);
    }

    [Fact]
    public void Parity_of_two_bits_is_xor()
    {
        var parity = Generated.Parity(2).OrThrow();
        Assert.Equal(Part.All(Generated.Xor).Whole(new Scaling.None(), Precision.Float64), Part.All(parity).Whole(new Scaling.None(), Precision.Float64));
        Assert.Equal(["even", "odd"], parity.Targets.Names);
        Assert.Equal("13f9f934c377447a375c03897cd94ca4ad311a5ee95339e7b1df8889d346689a", Generated.Parity().OrThrow().Sha256);
    }

    [Fact]
    public void Lecture06_is_the_lectures_pattern()
    {
        Assert.Equal(new Batch(Matrix.From(Precision.Float64, 1, 3, [1, 4, 5]), Matrix.From(Precision.Float64, 1, 2, [0.1, 0.05])),
            Part.All(Generated.Lecture06).Whole(new Scaling.None(), Precision.Float64));
        Assert.Equal("e4f48b7c77d3513952a2c25c1a48029a73fd683053e8d5d1a73e51b9fd691825", Generated.Lecture06.Sha256);
    }

    [Fact]
    public void Spirals_wind_around_the_centre()
    {
        var data = Generated.Spirals(Key.Of(1), samples: 4, turns: 1, noise: 0).OrThrow();
        double[] expected = [0, 0.25, 0, -0.25, -0.5, 0, 0.5, 0, 0, -0.75, 0, 0.75, 1, 0, -1, 0];
        for (var k = 0; k < expected.Length; k++) Assert.Equal(expected[k], data[k / 2, k % 2], 1e-15);
        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1], ((Targets.Classes)data.Targets).Labels);
    }

    [Fact]
    public void Sine_is_a_sine()
    {
        var data = Generated.Sine(Key.Of(1), samples: 100, noise: 0).OrThrow();
        for (var p = 0; p < 100; p++)
        {
            Assert.InRange(data[p, 0], 0, 1);
            Assert.Equal(Math.Sin(2 * Math.PI * data[p, 0]), ((Targets.Numbers)data.Targets).Cells[p, 0], 1e-14);
        }
    }

    [Fact]
    public void Random_sets_are_functions_of_the_key()
    {
        Assert.Equal(Generated.Spirals(Key.Of(1)).OrThrow(), Generated.Spirals(Key.Of(1)).OrThrow());
        Assert.NotEqual(Generated.Spirals(Key.Of(1)).OrThrow(), Generated.Spirals(Key.Of(2)).OrThrow());
        Assert.NotEqual(Generated.Sine(Key.Of(1)).OrThrow(), Generated.Sine(Key.Of(2)).OrThrow());
        Assert.Equal("69c0fb7b659bc22522cb5b75500d55093fb17c84bf52d48255e1958e82e4f68f", Generated.Spirals(Key.Of(1)).OrThrow().Sha256);
        Assert.Equal("0cd6519d8308438ce9006b506b0c2164913984bc29eed9ef60aaa610223937ff", Generated.Sine(Key.Of(1)).OrThrow().Sha256);
    }

    [Fact]
    public void Sizes_and_noise_have_their_ranges()
    {
        Assert.Equal("bits: a word has 1 to 16 bits, not 0; use 4", Generated.Parity(0).Says());
        Assert.Equal("bits: a word has 1 to 16 bits, not 17; use 4", Generated.Parity(17).Says());
        Assert.Equal("samples: a class has 1 to 1000000 samples, not 0; use 200", Generated.Spirals(Key.Of(1), 0).Says());
        Assert.Equal("turns: a spiral has 0 to 100 turns, not -1; use 1.5", Generated.Spirals(Key.Of(1), turns: -1).Says());
        Assert.Equal("noise: the noise is from 0 to 100, not NaN; use 0.02", Generated.Spirals(Key.Of(1), noise: double.NaN).Says());
        Assert.Equal("samples: there are 1 to 1000000 samples, not -5; use 200", Generated.Sine(Key.Of(1), -5).Says());
        Assert.Equal("noise: the noise is from 0 to 100, not Infinity; use 0.1", Generated.Sine(Key.Of(1), noise: double.PositiveInfinity).Says());
    }
}
