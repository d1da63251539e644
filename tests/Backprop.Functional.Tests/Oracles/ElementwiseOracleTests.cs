using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Xunit;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>
/// The elementary functions against correctly rounded values: `functions.name.precision` holds rows [argument, value, ...] as bits,
/// or for softmax objects of x, softmax and logsumexp. The tolerances are those that the file states.
/// </summary>
[Trait("Category", "Oracles")]
public partial class ElementwiseOracleTests
{
    [Fact]
    public void Every_value_is_within_the_tolerance_of_the_file()
    {
        var faults = Faults(OracleFiles.Json(OracleFiles.Elementwise));
        Assert.True(faults.Count == 0, $"{faults.Count} faults\n{string.Join('\n', faults.Take(20))}");
    }

    [Theory]
    [InlineData("""{ "tanhh": { "f64": [["0x0000000000000000", "0x0000000000000000"]] } }""")]
    [InlineData("""{ "tanh": { "f16": [["0x0000", "0x0000"]] } }""")]
    [InlineData("""{ "tanh": { "f64": [] } }""")]
    [InlineData("""{ "tanh": { } }""")]
    [InlineData("""{ }""")]
    [InlineData("""{ "tanh": { "f64": [["0x0000000000000000", "0x8000000000000000"]] } }""")]
    [InlineData("""{ "exp": { "f64": [["0x0000000000000000", "0x3ff0000000000005"]] } }""")]
    [InlineData("""{ "exp": { "f32": [["0x00000000", "0x3f7ffffa"]] } }""")]
    [InlineData("""{ "sigmoid": { "f64": [["0xc0874910d52d3051", "0x0000000000000000"]] } }""")]
    [InlineData("""{ "exp": { "f64": [["nan", "0x7ff0000000000000"]] } }""")]
    [InlineData("""{ "exp": { "f64": [["0x7ff0000000000000", "0x7fefffffffffffff"]] } }""")]
    [InlineData("""{ "softmax": { "f64": [{ "x": ["0x0000000000000000"], "softmax": ["0x3ff0000000000009"], "logsumexp": "0x0000000000000000" }] } }""")]
    [InlineData("""{ "softmax": { "f64": [{ "x": ["0x0000000000000000"], "softmax": ["0x3ff0000000000000"], "logsumexp": "0x3ff0000000000000" }] } }""")]
    public void What_is_unknown_empty_or_wrong_is_a_fault(string functions)
    {
        using var file = JsonDocument.Parse($$"""{ "tolerance": { "f64": "4 ulp", "f32": "4 ulp" }, "functions": {{functions}} }""");
        Assert.NotEmpty(Faults(file.RootElement));
    }

    [Theory]
    [InlineData("""{ "exp": { "f64": [["0x0000000000000000", "0x3ff0000000000004"], ["nan", "nan"]] } }""")]
    [InlineData("""{ "exp": { "f32": [["0x00000000", "0x3f7ffffc"], ["0x7f800000", "0x7f800000"]] } }""")]
    [InlineData("""{ "softmax": { "f32": [{ "x": ["0x00000000"], "softmax": ["0x3f800007"], "logsumexp": "0x00000000" }] } }""")]
    [InlineData("""{ "softmax": { "f64": [{ "x": ["0x0000000000000000", "0xc0862c0000000000"], "softmax": ["0x3ff0000000000000", "0x00054e90c99fb940"], "logsumexp": "0x0000000000000000" }] } }""")]
    public void What_is_within_the_tolerance_is_none(string functions)
    {
        using var file = JsonDocument.Parse($$"""{ "tolerance": { "f64": "4 ulp", "f32": "4 ulp" }, "functions": {{functions}} }""");
        Assert.Empty(Faults(file.RootElement));
    }

    [Theory, InlineData("4 ulp"), InlineData("4 ulp, subnormals too"), InlineData("4.0 ulps (wide)")]
    public void A_tolerance_is_read_whatever_is_said_after_it(string words)
    {
        using var file = JsonDocument.Parse($$$"""{ "tolerance": { "f64": "{{{words}}}" }, "functions": { "exp": { "f64": [["0x0000000000000000", "0x3ff0000000000004"]] } } }""");
        Assert.Empty(Faults(file.RootElement));
    }

    private static List<string> Faults(JsonElement file)
    {
        var faults = new List<string>();
        var functions = file.GetProperty("functions").EnumerateObject().ToArray();
        if (functions.Length == 0) faults.Add("no functions");
        foreach (var function in functions)
        {
            var precisions = function.Value.EnumerateObject().ToArray();
            if (precisions.Length == 0) faults.Add($"{function.Name}: no precision");
            foreach (var precision in precisions)
            {
                var name = $"{function.Name}.{precision.Name}";
                if (FormatOf(precision.Name) is not { } format) faults.Add($"{name}: unknown precision");
                else if (precision.Value.GetArrayLength() == 0) faults.Add($"{name}: no rows");
                else if (function.Name == "softmax") faults.AddRange(precision.Value.EnumerateArray().SelectMany(row => SoftmaxFaults(row, format)).Select(fault => $"{name}: {fault}"));
                else if (OperationOf(function.Name) is not { } operation) faults.Add($"{name}: unknown function");
                else faults.AddRange(FunctionFaults(precision.Value, operation, format, Ulps(file, precision.Name)).Select(fault => $"{name}: {fault}"));
            }
        }

        return faults;
    }

    private static Func<Arithmetic, Matrix, Matrix>? OperationOf(string function) => function switch
    {
        "exp" => static (arithmetic, x) => arithmetic.Exp(x),
        "log" => static (arithmetic, x) => arithmetic.Log(x),
        "log1p" => static (arithmetic, x) => arithmetic.Log1p(x),
        "tanh" => static (arithmetic, x) => arithmetic.Tanh(x),
        "sigmoid" => static (arithmetic, x) => arithmetic.Sigmoid(x),
        "softplus" => static (arithmetic, x) => arithmetic.Softplus(x),
        _ => null,
    };

    private sealed record Format(Precision Precision, double Epsilon, double Smallest)
    {
        public double Read(JsonElement text) => text.GetString() switch
        {
            "nan" => double.NaN,
            { } bits when bits.StartsWith("0x", StringComparison.Ordinal) && Precision == Precision.Float64 =>
                BitConverter.UInt64BitsToDouble(ulong.Parse(bits.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
            { } bits when bits.StartsWith("0x", StringComparison.Ordinal) =>
                BitConverter.UInt32BitsToSingle(uint.Parse(bits.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
            var other => throw new FormatException($"'{other}' is neither bits nor nan"),
        };

        public Matrix Row(IEnumerable<double> cells) => cells.ToArray() is var row ? Matrix.From(Precision, 1, row.Length, row) : throw new InvalidOperationException();

        /// <summary>The distance of x to its neighbour; a zero is met exactly.</summary>
        public double Ulp(double x) => x == 0 ? 0 : Math.Max(Smallest, Math.ScaleB(Epsilon, Math.ILogB(x)));
    }

    private static Format? FormatOf(string precision) => precision switch
    {
        "f64" => new(Precision.Float64, Math.ScaleB(1, -52), double.Epsilon),
        "f32" => new(Precision.Float32, Math.ScaleB(1, -23), float.Epsilon),
        _ => null,
    };

    /// <summary>"4 ulp (and why)", or with any other text after it.</summary>
    private static double Ulps(JsonElement file, string precision) =>
        Stated().Match(file.GetProperty("tolerance").GetProperty(precision).GetString()!) is { Success: true } stated
            ? double.Parse(stated.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new FormatException("a tolerance in ulp is expected");

    [GeneratedRegex(@"^(\d+(?:\.\d+)?) ulps?\b")] private static partial Regex Stated();

    private static IEnumerable<string> FunctionFaults(JsonElement rows, Func<Arithmetic, Matrix, Matrix> function, Format format, double ulps)
    {
        var arguments = format.Row(rows.EnumerateArray().Select(row => format.Read(row[0])));
        var expected = rows.EnumerateArray().Select(row => format.Read(row[1])).ToArray();
        foreach (var arithmetic in new[] { Arithmetic.Plain, Arithmetic.Fast })
        {
            var y = function(arithmetic, arguments);
            for (var i = 0; i < expected.Length; i++)
                if (!IsWithin(y[0, i], expected[i], ulps * format.Ulp(expected[i])))
                    yield return $"of {arguments[0, i]:R} is {y[0, i]:R}, not {expected[i]:R}";
        }
    }

    private static IEnumerable<string> SoftmaxFaults(JsonElement row, Format format)
    {
        var x = row.GetProperty("x").EnumerateArray().Select(format.Read).ToArray();
        var expected = row.GetProperty("softmax").EnumerateArray().Select(format.Read).ToArray();
        var expectedSum = format.Read(row.GetProperty("logsumexp"));
        if (x.Length != expected.Length || x.Length == 0) yield return $"{x.Length} arguments have {expected.Length} values";
        else
        {
            var largest = x.Max();
            foreach (var y in new[] { Arithmetic.Plain.Softmax(format.Row(x)), Arithmetic.Fast.Softmax(format.Row(x)) })
                for (var i = 0; i < x.Length; i++)
                    if (!IsWithin(y[0, i], expected[i], SoftmaxTolerance(expected[i], largest - x[i], format)))
                        yield return $"{y[0, i]:R} is not {expected[i]:R}, cell {i} of {x.Length}";

            var maxAndLogSum = new double[2];
            if (format.Precision == Precision.Float32) Softmax.LogSumExp<float>([.. x.Select(v => (float)v)], maxAndLogSum, x.Length, Width.Scalar);
            else Softmax.LogSumExp<double>(x, maxAndLogSum, x.Length, Width.Scalar);
            var sum = format.Row([maxAndLogSum[0] + maxAndLogSum[1]])[0, 0];
            if (!IsWithin(sum, expectedSum, 4 * format.Epsilon * Math.Max(Math.Abs(expectedSum), Math.Abs(largest)) + format.Epsilon * Math.Log(x.Length)))
                yield return $"log sum e^x is {sum:R}, not {expectedSum:R}";
        }
    }

    /// <summary>The expected value comes last: its product with epsilon alone would be 0 below 1e-308.</summary>
    private static double SoftmaxTolerance(double expected, double below, Format format) => (format.Epsilon * (8 + 2 * below) * expected) + format.Smallest;

    /// <summary>NaN, infinities and zeros exactly, with their signs; a softmax that is 0 may be the smallest number instead.</summary>
    private static bool IsWithin(double actual, double expected, double tolerance)
    {
        if (double.IsNaN(expected)) return double.IsNaN(actual);
        if (!double.IsFinite(expected) || !double.IsFinite(actual)) return expected.Equals(actual);
        if (expected == 0 && actual == 0) return double.IsNegative(expected) == double.IsNegative(actual);
        return Math.Abs(actual - expected) <= tolerance;
    }
}
