using System.Globalization;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Benchmarks.Peers;

/// <summary>Which of the three products of a layer.</summary>
internal enum Product
{
    /// <summary>v = y W.</summary>
    Forward,

    /// <summary>dE/dW = y^T delta.</summary>
    Gradient,

    /// <summary>s = delta W^T.</summary>
    Back,
}

/// <summary>A product of a layer: batch x inputs with inputs x outputs.</summary>
internal sealed record Shape(Product Product, int Batch, int Inputs, int Outputs)
{
    public double Flops => 2.0 * Batch * Inputs * Outputs;

    /// <summary>All products of a net in a step; the first layer passes no error on.</summary>
    public static IEnumerable<Shape> Of(Values<int> sizes, int batch) => Enumerable.Range(0, sizes.Count - 1).SelectMany(n => Enum.GetValues<Product>()
        .Where(product => n > 0 || product != Product.Back).Select(product => new Shape(product, batch, sizes[n], sizes[n + 1])));

    /// <summary>Whether the bar for wide products counts for it.</summary>
    public bool IsWide => Batch >= 32 && Outputs >= 128;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Product} {Batch}x{Inputs}x{Outputs}");
}
