using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;

namespace Backprop.Functional.Narration;

/// <summary>What lies in the folders of two runs beside their rows: the checkpoints that both have, the models, the summaries.</summary>
internal static class RunDifference
{
    /// <summary>The first file that is not the same, and how; or all files that cannot be read.</summary>
    public static Checked<Difference> Of(RunFolder a, RunFolder b, Tolerance tolerance)
    {
        var problems = new List<Problem>();
        foreach (var file in (string[])[.. a.Checkpoints.Intersect(b.Checkpoints).Select(epoch => Path.Combine(RunFiles.Checkpoints, RunFiles.Checkpoint(epoch))), RunFiles.Model, RunFiles.Summary])
        {
            var (here, there) = (Path.Combine(a.Path, file), Path.Combine(b.Path, file));
            if (File.Exists(here) != File.Exists(there)) return Checked.Good(new Difference(isEmpty: false, $"only in {(File.Exists(here) ? "A" : "B")}   {file}\n"));
            if (!File.Exists(here)) continue;
            var (difference, unread) = file == RunFiles.Summary ? Texts(here, there) : Tensors(here, there, tolerance);
            problems.AddRange(unread);
            if (problems.Count == 0 && difference is { IsEmpty: false }) return Checked.Good(new Difference(isEmpty: false, $"file        {file}\n{difference}"));
        }

        return problems.Count > 0 ? Checked.Bad<Difference>(problems) : Checked.Good(new Difference(isEmpty: true, ""));
    }

    private static Checked<Difference> Tensors(string here, string there, Tolerance tolerance) =>
        Read(here).Bind(a => Read(there).Map(b => TraceDifference.Of(TensorEntries.Of(a), TensorEntries.Of(b), tolerance)));

    private static Checked<SafeTensors> Read(string path) => Stored.Bytes(path).Bind(bytes => SafeTensors.Read(bytes, path));

    /// <summary>Line by line; the same data may have another name.</summary>
    private static Checked<Difference> Texts(string here, string there) => Stored.Text(here).Bind(a => Stored.Text(there).Map(b =>
    {
        var (x, y) = (Lines(a), Lines(b));
        var k = Enumerable.Zip(x, y).TakeWhile(pair => pair.First == pair.Second).Count();
        return new Difference(k == x.Count && k == y.Count, $"  A  {x.ElementAtOrDefault(k) ?? "no such line"}\n  B  {y.ElementAtOrDefault(k) ?? "no such line"}\n");
    }));

    private static List<string> Lines(string text) => [.. text.Split('\n').Select(line => line.Trim()).Where(line => !line.StartsWith("\"name\":", StringComparison.Ordinal))];
}
