using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Backprop.Functional.Numerics;
using Backprop.Functional.Numerics.Kernels;
using Xunit;

namespace Backprop.Functional.Tests.Numerics.Kernels;

public class LinesTests
{
    [Theory]
    [InlineData(Precision.Float32, 784, 128)]
    [InlineData(Precision.Float64, 784, 128)]
    [InlineData(Precision.Float32, 1, 21_250)]
    [InlineData(Precision.Float64, 333, 33)]
    public void Large_results_begin_at_a_line(Precision precision, int rows, int columns)
    {
        for (var k = 0; k < 8; k++)
        {
            var made = Arithmetic.Fast.Lift(new Same(), Matrix.Zero(precision, rows, columns));
            Assert.Equal(0, precision == Precision.Float64 ? Past<double>(made) : Past<float>(made));
        }
    }

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float64)]
    public void Wherever_they_begin_cells_are_the_same(Precision precision)
    {
        const int Rows = 301, Columns = 97;
        var built = Matrix.Build(precision, Rows, Columns, 0, static (_, k) => k / 7.0);
        var made = Arithmetic.Fast.Lift(new Same(), built);
        Assert.Equal(built, made);
        Assert.Equal(built.Sha256, made.Sha256);
        Assert.Equal(built.GetHashCode(), made.GetHashCode());
        Assert.Equal((built[0, 0], built[300, 96]), (made[0, 0], made[300, 96]));
        Assert.True(made.IsFinite);

        var joined = Matrix.Joined(precision, [made, built]);
        Assert.Equal(built, joined.Part(0, Rows, Columns));
        Assert.Equal(built, joined.Part(built.Count, Rows, Columns));
        Assert.Equal(Matrix.Build(precision, 1, 3, built, static (all, k) => all.At(5 + k)), made.Part(5, 1, 3));
    }

    private static int Past<T>(Matrix matrix) where T : unmanaged =>
        (int)(Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref MemoryMarshal.GetReference(matrix.Cells<T>())) % 64);

    /// <summary>a.</summary>
    private readonly struct Same : IFormula
    {
        public L At<L>(L a, L b, L c) where L : struct, ILane<L> => a;
    }

    /// <summary>Cells do not begin where their array does: what lies before them is no room.</summary>
    [Fact]
    public void A_place_is_taken_over_where_it_has_room_alone()
    {
        for (var count = 11_000; count < 11_010; count++)
            for (var more = 0; more < 12; more++)
                Assert.Equal(count + more, Matrix.Draft(Precision.Float64, 1, count + more, Matrix.Draft<double>(1, count)).Open<double>().Length);
    }
}
