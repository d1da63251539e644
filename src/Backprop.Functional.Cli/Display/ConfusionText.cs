using System.Globalization;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Display;

/// <summary>A confusion matrix as a table: a row a true class, a column a predicted one.</summary>
internal static class ConfusionText
{
    internal const int MostClasses = 20;
    private const int WidestName = 14;

    /// <param name="text">Where.</param>
    /// <param name="confusion">The matrix.</param>
    /// <param name="elsewhere">Where one that is too large for a table is to be found.</param>
    public static void Write(TextWriter text, ConfusionMatrix confusion, string elsewhere)
    {
        if (confusion.Classes.Count > MostClasses)
        {
            text.WriteLine($"confusion of {confusion.Classes.Count} classes: {elsewhere}");
            return;
        }

        var names = confusion.Classes.Map(Short);
        var width = Math.Max(names.Max(name => name.Length), confusion.Counts.Max().ToString(CultureInfo.InvariantCulture).Length) + 1;
        text.WriteLine("confusion (row: true, column: predicted)");
        text.WriteLine($"  {new string(' ', width)} {string.Concat(names.Map(name => name.PadLeft(width)))}");
        for (var truth = 0; truth < names.Count; truth++)
        {
            var row = truth;
            text.WriteLine($"  {names[truth].PadLeft(width)} {string.Concat(names.Map((_, predicted) => confusion[row, predicted].ToString(CultureInfo.InvariantCulture).PadLeft(width)))}");
        }
    }

    /// <summary>A name that leaves room for the numbers.</summary>
    internal static string Short(string name) => Shown.Of(name) is var shown && shown.Length <= WidestName ? shown : $"{shown[..(WidestName - 1)]}~";
}
