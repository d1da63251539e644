using System.Globalization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels.Scalar;

namespace Backprop.Functional.Data.Sources;

/// <summary>Data sets that are made, not measured. What is random in them is a function of the key.</summary>
public static class Generated
{
    /// <summary>Exclusive or: the four pairs of bits, and whether they differ.</summary>
    public static Dataset Xor { get; } = new("xor", ["x1", "x2"],
        new Inputs.Table(Matrix.From(Precision.Float64, 4, 2, [0, 0, 0, 1, 1, 0, 1, 1])), new Targets.Classes(["0", "1"], [0, 1, 1, 0]));

    /// <summary>The lecture's one pattern: x = (1, 4, 5), t = (0.1, 0.05).</summary>
    public static Dataset Lecture06 { get; } = new("lecture06", ["x1", "x2", "x3"],
        new Inputs.Table(Matrix.From(Precision.Float64, 1, 3, [1, 4, 5])),
        new Targets.Numbers(["t1", "t2"], Matrix.From(Precision.Float64, 1, 2, [0.1, 0.05])));

    /// <summary>All words of so many bits, in counting order with the first bit highest, and whether the number of ones is even or odd.</summary>
    /// <param name="bits">1 to 16.</param>
    public static Checked<Dataset> Parity(int bits = 4)
    {
        if (bits is < 1 or > 16) return Bad("bits", $"a word has 1 to 16 bits, not {bits}", "use 4");
        var words = Enumerable.Range(0, 1 << bits).ToArray();
        return Checked.Good(new Dataset("parity", Named(bits),
            new Inputs.Table(Matrix.Build(Precision.Float64, words.Length, bits, bits, static (b, k) => k / b >> b - 1 - k % b & 1)),
            new Targets.Classes(["even", "odd"], Values.From(words.Select(w => int.PopCount(w) & 1)))));
    }

    /// <summary>
    /// Two spirals, one class each, half a turn apart. Sample i of a class with n samples lies at radius r = (i + 1)/n and angle
    /// 2 pi (turns r + class/2), and normal noise is added to both coordinates. The classes take turns, row by row.
    /// </summary>
    /// <param name="key">The key of the run; the purpose <c>data</c> is derived from it here. Cell k uses normal draw k.</param>
    /// <param name="samples">Of each class, 1 or more.</param>
    /// <param name="turns">How often a spiral winds around the centre, 0 or more.</param>
    /// <param name="noise">The standard deviation of the noise, 0 or more.</param>
    public static Checked<Dataset> Spirals(Key key, int samples = 200, double turns = 1.5, double noise = 0.02)
    {
        if (samples is < 1 or > 1_000_000) return Bad("samples", $"a class has 1 to 1000000 samples, not {samples}", "use 200");
        if (turns is not (>= 0 and <= 100)) return Bad("turns", $"a spiral has 0 to 100 turns, not {Say(turns)}", "use 1.5");
        if (noise is not (>= 0 and <= 100)) return Bad("noise", $"the noise is from 0 to 100, not {Say(noise)}", "use 0.02");
        var x = Matrix.Build(Precision.Float64, 2 * samples, 2, (Key: key.Derive(Purpose.Data), samples, turns, noise), static (s, k) =>
        {
            var row = k / 2;
            var r = (row / 2 + 1) / (double)s.samples;
            var (cos, sin) = Circle(s.turns * r + row % 2 * 0.5);
            return r * (k % 2 == 0 ? cos : sin) + s.noise * s.Key.Normal((ulong)k);
        });
        return Checked.Good(new Dataset("spirals", Named(2), new Inputs.Table(x),
            new Targets.Classes(["0", "1"], Values.From(Enumerable.Range(0, 2 * samples).Select(row => row % 2)))));
    }

    /// <summary>One period of a sine, to be learned as a number: y = sin(2 pi x) + noise, x uniform in [0, 1).</summary>
    /// <param name="key">The key of the run; the purpose <c>data</c> is derived from it here. Row i uses uniform and normal draw i.</param>
    /// <param name="samples">1 or more.</param>
    /// <param name="noise">The standard deviation of the noise, 0 or more.</param>
    public static Checked<Dataset> Sine(Key key, int samples = 200, double noise = 0.1)
    {
        if (samples is < 1 or > 1_000_000) return Bad("samples", $"there are 1 to 1000000 samples, not {samples}", "use 200");
        if (noise is not (>= 0 and <= 100)) return Bad("noise", $"the noise is from 0 to 100, not {Say(noise)}", "use 0.1");
        var chance = key.Derive(Purpose.Data);
        var x = Matrix.Build(Precision.Float64, samples, 1, chance, static (c, i) => c.Uniform((ulong)i));
        var y = Matrix.Build(Precision.Float64, samples, 1, (chance, x, noise), static (s, i) =>
            Circle(s.x[i, 0]).Sin + s.noise * s.chance.Normal((ulong)i));
        return Checked.Good(new Dataset("sine", ["x"], new Inputs.Table(x), new Targets.Numbers(["y"], y)));
    }

    /// <summary>The point at so many turns around the unit circle.</summary>
    private static (double Cos, double Sin) Circle(double turns) => SinCos.TwoPi(turns - Math.Floor(turns));

    private static Values<string> Named(int inputs) =>
        Values.From(Enumerable.Range(1, inputs).Select(i => string.Create(CultureInfo.InvariantCulture, $"x{i}")));

    private static string Say(double x) => x.ToString("R", CultureInfo.InvariantCulture);

    private static Checked<Dataset> Bad(string place, string rule, string cure) => Checked.Bad<Dataset>(new Problem.OutOfRange(place, rule, cure));
}
