using Backprop.Functional.Hashes;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Xunit;

namespace Backprop.Functional.Tests.Golden;

/// <summary>
/// The golden file is worth something only if the smallest fault shows: one unit in the last place of one function, at one of its arguments,
/// turns each line of that function whose table has that argument red, and no other.
/// </summary>
public class OneUlpTests
{
    private const int Shortest = 32768;

    public static TheoryData<string, Precision> Functions
    {
        get
        {
            var all = new TheoryData<string, Precision>();
            foreach (var function in Enum.GetNames<ElementaryFunction>())
                foreach (var precision in Enum.GetValues<Precision>()) all.Add(function, precision);
            return all;
        }
    }

    [Theory, MemberData(nameof(Functions))]
    public void One_ulp_at_any_of_twenty_arguments_turns_the_matrix_red(string name, Precision precision)
    {
        var function = Enum.Parse<ElementaryFunction>(name);
        var golden = GoldenFile.Read();
        for (var i = 0UL; i < 20; i++)
        {
            var place = (int)(Numerics.Inputs.SplitMix(77, i) % Shortest);
            var wrong = new OffByOne(function, precision, place);
            var (output, error) = (new StringWriter(), new StringWriter());
            var lines = ElementaryLines.All(wrong).Where(line => line.In == Extent.Short && line.Name.StartsWith($"{function}/".ToLowerInvariant(), StringComparison.Ordinal));

            Assert.Equal(1, Application.Print(lines, golden, output, error));
            var red = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0]);
            Assert.Equal(
                ElementaryLines.Tables.Where(table => table.In == Extent.Short && wrong.Occurs(table.Count)).Select(table => ElementaryLines.Name(function, precision, table.Count)), red);
        }
    }

    /// <summary>The library's functions, but for one that is one unit off at one argument.</summary>
    private sealed class OffByOne(ElementaryFunction wrong, Precision precision, int place) : IElementary
    {
        private readonly OfLibrary right = new(Widths.Best);
        private readonly ulong at = precision == Precision.Float64
            ? BitConverter.DoubleToUInt64Bits(Inputs.Float64(Shortest)[place])
            : BitConverter.SingleToUInt32Bits(Inputs.Float32(Shortest)[place]);

        public bool Occurs(int count) => precision == Precision.Float64
            ? Inputs.Float64(count).Any(x => BitConverter.DoubleToUInt64Bits(x) == at)
            : Inputs.Float32(count).Any(x => BitConverter.SingleToUInt32Bits(x) == at);

        public void Map(ElementaryFunction function, ReadOnlySpan<double> x, Span<double> y)
        {
            right.Map(function, x, y);
            if (function != wrong || precision != Precision.Float64) return;
            for (var i = 0; i < x.Length; i++)
                if (BitConverter.DoubleToUInt64Bits(x[i]) == at) y[i] = BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(y[i]) ^ 1);
        }

        public void Map(ElementaryFunction function, ReadOnlySpan<float> x, Span<float> y)
        {
            right.Map(function, x, y);
            if (function != wrong || precision != Precision.Float32) return;
            for (var i = 0; i < x.Length; i++)
                if (BitConverter.SingleToUInt32Bits(x[i]) == at) y[i] = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(y[i]) ^ 1);
        }
    }
}
