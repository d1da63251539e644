using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Pictures;

/// <summary>Where the units of a network stand: a column a layer, from the input on the left. Of a large layer some are shown.</summary>
internal sealed class NetworkLayout
{
    private const int Most = 10, First = 6, Last = 3, MostNumbers = 6;

    private readonly Network network;

    public NetworkLayout(Network network)
    {
        this.network = network;
        Columns = Values.From(Enumerable.Range(0, network.Layers.Count + 1).Select(n => Shown(Size(n))));
        var tallest = Columns.Max(column => column.Count);
        HasNumbers = Columns.All(column => column.Count <= MostNumbers) && !IsCut;
        (Radius, Across, Down) = HasNumbers ? (24.0, 210.0, 80.0) : (10.0, 170.0, 34.0);
        (Width, Height) = ((int)(2 * Margin + (Across * network.Layers.Count)), (int)(Top + (2 * Radius) + ((tallest - (HasBias ? 0 : 1)) * Down) + 16));
    }

    /// <summary>The units shown of each layer, from the input on.</summary>
    public Values<Values<int>> Columns { get; }

    public bool HasNumbers { get; }

    public bool HasBias => network.Layers.Any(layer => layer.Weights.Bias is not Bias.Absent);

    public double Radius { get; }

    public int Width { get; }

    public int Height { get; }

    public double X(int n) => Margin + (n * Across);

    /// <summary>The height of a shown unit; columns are centred.</summary>
    public double Y(int n, int place) => Middle + ((place - ((Columns[n].Count - 1) / 2.0)) * Down);

    /// <summary>The unit x0 = 1 that the biases of the next layer come from: below its column.</summary>
    public double BiasY => Middle + ((Columns.Max(column => column.Count) + 1) / 2.0 * Down);

    /// <summary>Whether a layer has more units than are shown, after which place the others are left out.</summary>
    public int? GapAfter(int n) => Columns[n].Count < Size(n) ? First - 1 : null;

    public bool IsCut => Enumerable.Range(0, Columns.Count).Any(n => GapAfter(n) is not null);

    public int Size(int n) => n == 0 ? network.Inputs : network.Layers[n - 1].Outputs;

    /// <summary>The largest |w| of the edges that are shown; 1 where all are 0.</summary>
    public double Largest()
    {
        var largest = 0.0;
        for (var n = 0; n < network.Layers.Count; n++)
        {
            foreach (var i in Columns[n])
                foreach (var j in Columns[n + 1])
                    if (double.IsFinite(network.W(n)[i, j])) largest = Math.Max(largest, Math.Abs(network.W(n)[i, j]));
            foreach (var j in Columns[n + 1])
                if (BiasOf(n, j) is { } b && double.IsFinite(b)) largest = Math.Max(largest, Math.Abs(b));
        }

        return largest == 0 ? 1 : largest;
    }

    public double? BiasOf(int n, int j) => network.Bias(n) switch
    {
        Bias.Tied tied => tied.W0[0, 0],
        Bias.PerNeuron each => each.B[0, j],
        _ => null,
    };

    /// <summary>Between the border and the middle of the outer columns.</summary>
    public const double Margin = 40;

    private const double Top = 52;

    private double Middle => Top + Radius + ((Columns.Max(column => column.Count) - 1) / 2.0 * Down);

    private double Across { get; }

    private double Down { get; }

    private static Values<int> Shown(int size) => size <= Most
        ? Values.From(Enumerable.Range(0, size))
        : [.. Enumerable.Range(0, First), .. Enumerable.Range(size - Last, Last)];
}
