using Backprop.Functional.Numerics;

namespace Backprop.Functional.Narration;

/// <summary>Two programs may tell the same array, one as a whole and one value by value.</summary>
internal static class GatheredEntries
{
    /// <summary>The same entries, in their order; single values that are all the cells of an array which the others tell as a whole are one.</summary>
    public static IReadOnlyList<TraceEntry> Of(IReadOnlyList<TraceEntry> entries, IReadOnlyList<TraceEntry> others)
    {
        var keys = entries.Select(static entry => entry.Key).ToHashSet();
        var arrays = others.Where(entry => entry.Kind != Training.Cells.One && !keys.Contains(entry.Key)).ToList();
        if (arrays.Count == 0) return entries;

        var singles = entries.Where(static entry => entry is { Kind: Training.Cells.One, Cells: not null })
            .GroupBy(static entry => entry.Name).ToDictionary(static same => same.Key, static same => same.First());
        var (wholes, taken) = (new Dictionary<string, TraceEntry>(), new HashSet<string>());
        foreach (var array in arrays)
        {
            var names = Enumerable.Range(0, array.Rows * array.Columns).Select(k => array.NameOf(k / array.Columns, k % array.Columns)).ToList();
            if (names.Count == 0 || !names.TrueForAll(singles.ContainsKey)) continue;
            var cells = names.ConvertAll(name => singles[name].Cells!);
            if (cells.Exists(cell => cell.Precision != cells[0].Precision)) continue;
            var first = singles[names[0]];
            wholes[names[0]] = array with
            {
                Stage = first.Stage, Layer = first.Layer, Inputs = null, Sums = null, Summary = null,
                Cells = Matrix.Build(cells[0].Precision, array.Rows, array.Columns, cells, static (all, k) => all[k].At(0)),
            };
            taken.UnionWith(names);
        }

        return [.. entries.Where(entry => !taken.Contains(entry.Name) || wholes.ContainsKey(entry.Name)).Select(entry => wholes.GetValueOrDefault(entry.Name, entry))];
    }
}
