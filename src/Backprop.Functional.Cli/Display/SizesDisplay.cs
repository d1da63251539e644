using System.Globalization;
using System.Text.Json;
using Backprop.Functional.Data;
using Backprop.Functional.Persistence;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Display;

/// <summary>The sizes that are tried, a line each as it is known, and what follows from them.</summary>
internal sealed class SizesDisplay(TextWriter output, bool isJson, bool isQuiet)
{
    public void Begin(SizeSweep sweep, DataParts data)
    {
        if (isJson || isQuiet) return;
        output.WriteLine(FormattableString.Invariant($"data     {Shown.Of(data.Data.Name)}  {data.Data.Count} x {data.Data.Inputs} -> {data.Data.Outputs}"));
        var folds = sweep.Folds == 1 ? "one split" : Words.Count(sweep.Folds, "fold", "folds");
        output.WriteLine(FormattableString.Invariant(
            $"sizes    {sweep.Sizes[0]} to {sweep.Sizes[^1]} hidden units, {Words.Count(sweep.Seeds, "seed", "seeds")}, {folds}: {Words.Count(sweep.Runs, "run", "runs")}"));
        output.WriteLine("  units   parameters    training loss (sd)         validation loss (sd)");
        output.Flush();
    }

    public void Show(TriedSize size)
    {
        if (isQuiet) return;
        if (isJson)
        {
            JsonLine.Write(output, json =>
            {
                json.WriteString("event", "size");
                json.WriteNumber("units", size.Units);
                json.WriteNumber("parameters", size.Parameters);
                Write(json, "training", size.Training);
                Write(json, "validation", size.Validation);
            });
            return;
        }

        output.WriteLine(FormattableString.Invariant($"  {size.Units,5}   {size.Parameters,10}    {Text(size.Training),-24}   {Text(size.Validation)}").TrimEnd());
        output.Flush();
    }

    public void End(IReadOnlyList<TriedSize> tried)
    {
        var (best, smallest) = (SizeSweep.Best(tried), SizeSweep.Smallest(tried));
        if (isJson)
        {
            JsonLine.Write(output, json =>
            {
                json.WriteString("event", "done");
                Write(json, "best", best);
                Write(json, "smallest", smallest);
            });
            return;
        }

        output.WriteLine(best is null || smallest is null
            ? tried.All(size => double.IsNaN(size.Validation.Mean)) ? "every size diverged; a smaller eta may help" : "no size is usable; use a smaller eta"
            : $"best     {Say(best)}\nsmallest {Say(smallest)}, within one sd of the best".ReplaceLineEndings("\n"));
        output.Flush();
    }

    private static string Say(TriedSize size) => $"{Words.Count(size.Units, "hidden unit", "hidden units")}: validation loss {Text(size.Validation)}";

    private static string Text(Spread spread) => double.IsFinite(spread.Mean)
        ? $"{Text(spread.Mean)} ({(double.IsFinite(spread.Sd) ? Text(spread.Sd) : "too large")})"
        : double.IsNaN(spread.Mean) ? "diverged" : "too large";

    /// <summary>A number of hundreds of digits is none that a person reads.</summary>
    private static string Text(double number) => number.ToString(Math.Abs(number) < 1e6 ? "F6" : "0.000000E+0", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, string name, Spread spread)
    {
        json.WriteStartObject(name);
        json.WriteReal("mean", spread.Mean);
        json.WriteReal("sd", spread.Sd);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, TriedSize? size)
    {
        if (size is null) json.WriteNull(name);
        else json.WriteNumber(name, size.Units);
    }
}
