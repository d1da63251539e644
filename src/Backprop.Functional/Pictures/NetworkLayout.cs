using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Pictures;

/// <summary>Where the units of a network stand: a column a layer, from the input on the left. Of a large layer some are shown.</summary>
internal sealed class NetworkLayout
{
    private const int Most = 10, First = 6, Last = 3, MostNumbers = 4;

    private readonly Network network;

    private NetworkLayout(Network network, Values<Values<int>> columns, bool hasNumbers, (double Radius, double Across, double Down, double Top) room)
    {
        (this.network, Columns, HasNumbers) = (network, columns, hasNumbers);
        (Radius, Across, Down, Top) = room;
    }

    /// <summary>The whole network with the numbers of its edges; if it is large, tightly, and of large layers the first and the last units.</summary>
    public static NetworkLayout Whole(Network network)
    {
        var columns = Values.Build(network.Layers.Count + 1, n => Shown(SizeOf(network, n)));
        return columns.All(static column => column.Count <= MostNumbers) ? new(network, columns, true, (24, 210, 80, 52)) : new(network, columns, false, (10, 170, 34, 52));
    }

    /// <summary>Some units of each layer, with room for numbers in and around them.</summary>
    public static NetworkLayout Roomy(Network network, Values<Values<int>> columns) =>
        new(network, columns, columns.All(static column => column.Count <= MostNumbers), (25, 230, 88, 64));

    /// <summary>The units shown of each layer, from the input on.</summary>
    public Values<Values<int>> Columns { get; }

    public bool HasNumbers { get; }

    public bool HasBias => network.Layers.Any(layer => layer.Weights.Bias is not Bias.Absent);

    public double Radius { get; }

    public int Width => (int)((2 * Margin) + (Across * network.Layers.Count));

    public int Height => (int)(Top + (2 * Radius) + ((Tallest - (HasBias ? 0 : 1)) * Down) + 16);

    public double X(int n) => Margin + (n * Across);

    /// <summary>The height of a shown unit; columns are centred.</summary>
    public double Y(int n, int place) => Middle + ((place - ((Columns[n].Count - 1) / 2.0)) * Down);

    /// <summary>The unit x0 = 1 that the biases of the next layer come from: below its column.</summary>
    public double BiasY => Middle + ((Tallest + 1) / 2.0 * Down);

    /// <summary>The place before a gap in the units of a layer, of which not all are shown: where the first number is missing.</summary>
    public int? GapAfter(int n) => IsCutAt(n) && Enumerable.Range(0, Columns[n].Count - 1).FirstOrDefault(place => Columns[n][place + 1] > Columns[n][place] + 1, -1) is >= 0 and var gap ? gap : null;

    /// <summary>Whether a layer has more units than are shown.</summary>
    public bool IsCutAt(int n) => Columns[n].Count < Size(n);

    public bool IsCut => Enumerable.Range(0, Columns.Count).Any(IsCutAt);

    public int Size(int n) => SizeOf(network, n);

    /// <summary>How far along an edge its number stands: further for each of the units that it may lead to, so that crossing edges keep apart.</summary>
    /// <param name="n">The layer that the edge comes from.</param>
    /// <param name="place">The place of the unit that it leads to.</param>
    public double Along(int n, int place) => Columns[n + 1].Count switch { <= 2 => 0.3, 3 => 0.24 + (0.26 * place), _ => 0.2 + (0.2 * place) };

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

    private double Top { get; }

    private double Middle => Top + Radius + ((Tallest - 1) / 2.0 * Down);

    private int Tallest => Columns.Max(static column => column.Count);

    private static int SizeOf(Network network, int n) => n == 0 ? network.Inputs : network.Layers[n - 1].Outputs;

    private double Across { get; }

    private double Down { get; }

    private static Values<int> Shown(int size) => size <= Most
        ? Values.From(Enumerable.Range(0, size))
        : [.. Enumerable.Range(0, First), .. Enumerable.Range(size - Last, Last)];
}
