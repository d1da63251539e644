using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Display;

/// <summary>How well each class is told from the others, a row a class, and their mean.</summary>
internal static class ScoreText
{
    public static void Write(TextWriter text, ConfusionMatrix confusion)
    {
        if (confusion.Classes.Count > ConfusionText.MostClasses) return;
        var names = confusion.Classes.Map(ConfusionText.Short);
        var width = Math.Max("macro".Length, names.Max(name => name.Length)) + 1;
        text.WriteLine($"  {new string(' ', width)}  precision  recall      F1");
        foreach (var (name, score) in names.Zip(confusion.Scores, (name, score) => (name, score))) Row(name, score);
        Row("macro", confusion.Macro);

        void Row(string name, ClassScore score) =>
            text.WriteLine(FormattableString.Invariant($"  {name.PadLeft(width)}     {score.Precision:F4}  {score.Recall:F4}  {score.F1:F4}"));
    }
}
