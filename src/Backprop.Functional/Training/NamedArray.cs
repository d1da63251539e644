using Backprop.Functional.Numerics;

namespace Backprop.Functional.Training;

/// <summary>What a cell's row and column are in its name.</summary>
internal enum Cells
{
    /// <summary>One number with a name of its own: E, eta, w(0)_0.</summary>
    One,

    /// <summary>A row is a sample, a column a unit: v(1)_2@3, or v(1)_2 where there is one sample.</summary>
    Signals,

    /// <summary>A row is a sample: weight@3, or weight where there is one sample.</summary>
    Samples,

    /// <summary>From the unit of the row to the unit of the column: w(1)_2,1.</summary>
    Weights,

    /// <summary>A column is a unit: b(1)_2.</summary>
    Biases,

    /// <summary>A column is a unit that a weight from x0 leads to: m(0)_0,2.</summary>
    WeightsOfX0,
}

/// <summary>The names of cells.</summary>
internal static class CellNames
{
    /// <summary>The name of a cell of an array of that many rows.</summary>
    public static ValueName NameOf(this Cells kind, ValueName array, int rows, int row, int column) => kind switch
    {
        Cells.Signals => array with { From = column + 1, Sample = rows > 1 ? row + 1 : null },
        Cells.Samples => array with { Sample = rows > 1 ? row + 1 : null },
        Cells.Weights => array with { From = row + 1, To = column + 1 },
        Cells.Biases => array with { From = column + 1 },
        Cells.WeightsOfX0 => array with { To = column + 1 },
        _ => array,
    };
}

/// <summary>An array of numbers whose cells have names.</summary>
/// <param name="Stage">Where in the step it is computed.</param>
/// <param name="Layer">The layer at which the step then is.</param>
/// <param name="Name">What the names of all cells have in common: v(1).</param>
/// <param name="Kind">What rows and columns are.</param>
/// <param name="Matrix">The numbers.</param>
internal sealed record NamedArray(Stage Stage, int? Layer, ValueName Name, Cells Kind, Matrix Matrix)
{
    /// <summary>The name of a cell.</summary>
    public ValueName NameOf(int row, int column) => Kind.NameOf(Name, Matrix.Rows, row, column);

    /// <summary>Where a name's cell is, or nothing. A name that says more than the cell has, such as a layer of E, names nothing.</summary>
    public (int Row, int Column)? Find(ValueName name)
    {
        (int Row, int Column)? place = Kind switch
        {
            Cells.Signals when name is { From: { } unit, To: null } => ((name.Sample ?? 1) - 1, unit - 1),
            Cells.Samples when name is { From: null, To: null } => ((name.Sample ?? 1) - 1, 0),
            Cells.Weights when name is { From: { } i, To: { } j } => (i - 1, j - 1),
            Cells.Biases when name is { From: { } unit, To: null } => (0, unit - 1),
            Cells.WeightsOfX0 when name is { To: { } unit } => (0, unit - 1),
            Cells.One => (0, 0),
            _ => null,
        };
        if (place is not { } at || (uint)at.Row >= (uint)Matrix.Rows || (uint)at.Column >= (uint)Matrix.Columns) return null;
        var own = NameOf(at.Row, at.Column);
        return (Kind is Cells.Signals or Cells.Samples ? own with { Sample = name.Sample } : own) == name ? at : null;
    }

    /// <summary>Every cell, row by row.</summary>
    public IEnumerable<(ValueName Name, double Value)> Values()
    {
        for (var row = 0; row < Matrix.Rows; row++)
            for (var column = 0; column < Matrix.Columns; column++)
                yield return (NameOf(row, column), Matrix[row, column]);
    }
}
