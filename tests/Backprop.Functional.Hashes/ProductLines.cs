using Backprop.Functional.Numerics;

namespace Backprop.Functional.Hashes;

/// <summary>The products of both passes and the sums of the biases, in every class of shapes for which the kernels differ.</summary>
internal static class ProductLines
{
    private static readonly (string Name, int Rows, int Inputs, int Outputs, Extent In)[] Shapes =
    [
        ("single", 1, 1, 1, Extent.Short),
        ("one-row", 1, 37, 29, Extent.Short),
        ("one-input", 19, 1, 23, Extent.Short),
        ("one-output", 23, 31, 1, Extent.Short),
        ("narrow", 33, 5, 3, Extent.Short),
        ("ragged", 7, 13, 11, Extent.Short),
        ("odd", 29, 47, 53, Extent.Short),
        ("aligned", 32, 64, 48, Extent.Short),
        ("tall", 300, 17, 9, Extent.Short),
        ("wide", 5, 260, 130, Extent.Short),
        ("classes", 64, 128, 10, Extent.Short),
        ("layer", 128, 784, 128, Extent.Full),
        ("large", 67, 1030, 517, Extent.Full),
    ];

    public static IEnumerable<Line> All(Arithmetic arithmetic) =>
        from shape in Shapes
        from precision in Enum.GetValues<Precision>()
        from product in Products(arithmetic)
        select new Line($"{product.Name}/{shape.Name}/{precision}".ToLowerInvariant(), shape.In,
            () => Canonical.Hash(product.Of(Operands.Draw(precision, shape.Rows, shape.Inputs, shape.Outputs)).Select(result => ("", result))));

    private static (string Name, Func<Operands, IEnumerable<Matrix>> Of)[] Products(Arithmetic on) =>
    [
        ("affine", o => [on.Affine(o.Y, o.W, null), on.Affine(o.Y, o.W, o.Tied), on.Affine(o.Y, o.W, o.PerNeuron)]),
        ("back-project", o => [on.BackProject(o.Delta, o.W)]),
        ("gradient", o => [on.Gradient(o.Y, o.Delta)]),
        ("sums", o => [on.BiasGradient(o.Delta), on.Sum(on.BiasGradient(o.Delta)), Matrix.Scalar(Precision.Float64, on.Norm([o.Y, o.Delta]))]),
        ("softmax", o => [on.Softmax(o.Delta), on.SoftmaxPull(on.Softmax(o.Delta), o.Delta), on.SoftmaxDelta(on.Softmax(o.Delta), o.Delta)]),
    ];

    private sealed record Operands(Matrix Y, Matrix W, Matrix Delta, Matrix Tied, Matrix PerNeuron)
    {
        public static Operands Draw(Precision precision, int rows, int inputs, int outputs)
        {
            return new(Cells(1, rows, inputs), Cells(2, inputs, outputs), Cells(3, rows, outputs), Cells(4, 1, 1), Cells(5, 1, outputs));

            Matrix Cells(ulong part, int height, int width) => Matrix.Build(precision, height, width, Key.Of(11).Derive(part), Cell);
        }

        /// <summary>Sizes from 2^-12 to 2^11, so that the order of additions shows.</summary>
        private static double Cell(Key key, int k) => ((2 * key.Uniform((ulong)k)) - 1) * Math.ScaleB(1, (int)(key.Word((ulong)k) % 24) - 12);
    }
}
