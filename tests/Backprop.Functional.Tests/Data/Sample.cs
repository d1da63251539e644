using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using CsCheck;

namespace Backprop.Functional.Tests.Data;

/// <summary>Data sets and sentences for the tests of this room.</summary>
internal static class Sample
{
    /// <summary>Class sizes, at least one sample each, and a seed.</summary>
    public static readonly Gen<(int[] Sizes, ulong Seed)> Strata = Gen.Select(Gen.Int[1, 40].Array[2, 6], Gen.ULong);

    public static readonly Gen<Fractions> Shares =
        from test in Gen.Int[0, 49]
        from validation in Gen.Int[0, 49]
        select Fractions.Create((100 - test - validation) / 100m, validation / 100m, test / 100m).OrThrow();

    /// <summary>One input that tells the rows apart, and classes that take turns until they are used up.</summary>
    public static Dataset Of(params int[] sizes)
    {
        var labels = Enumerable.Range(0, sizes.Max()).SelectMany(turn => Enumerable.Range(0, sizes.Length).Where(c => turn < sizes[c])).ToArray();
        return Dataset.Create("sample", ["row"], Matrix.Build(Precision.Float64, labels.Length, 1, 0, static (_, k) => k),
            new Targets.Classes(Values.From(sizes.Select((_, c) => $"c{c}")), Values.From(labels))).OrThrow();
    }

    public static Dataset OfNumbers(int rows) => Dataset.Create("numbers", ["x"], Matrix.Build(Precision.Float64, rows, 1, 0, static (_, k) => k),
        new Targets.Numbers(["t"], Matrix.Build(Precision.Float64, rows, 1, 0, static (_, k) => 2 * k))).OrThrow();

    /// <summary>All problems, one a line.</summary>
    public static string Says<T>(this Checked<T> result) => string.Join("\n", result.Problems.Map(p => p.ToString()));

    public static string Lines(params string[] lines) => string.Join("\n", lines);
}
