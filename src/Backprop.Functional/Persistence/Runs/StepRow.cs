using System.Globalization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Persistence.Runs;

/// <summary>A step as steps.csv keeps it, where steps are recorded.</summary>
/// <param name="Step">From 1, through all epochs.</param>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">E of its batch, before its update.</param>
/// <param name="StateHash">The hash of weights and memory after it.</param>
public sealed record StepRow(long Step, int Epoch, double Loss, string StateHash)
{
    /// <summary>The first line of the file, without its end.</summary>
    public const string Header = "step,epoch,loss,stateHash";

    /// <summary>
    /// The steps of the epoch after a state of a run, one by one: the same steps that the epoch takes, seen by themselves. It ends with a step whose E
    /// is not finite, as the epoch does.
    /// </summary>
    public static IEnumerable<StepRow> Of(Run run, RunState before, bool plain = false)
    {
        var n = before.Progress.Epoch + 1;
        foreach (var state in run.Batches.Batches(n, run.Scaling, run.Start.Network.Precision).Scan(before.State, plain ? run.Recipe.PlainStep : run.Recipe.Step))
        {
            var e = state.E ?? double.NaN;
            yield return new(state.Steps, n, e, state.Sha256);
            if (!double.IsFinite(e)) yield break;
        }
    }

    /// <summary>The row as a line without its end.</summary>
    public string Write() => string.Join(',', Numbers.Text(Step), Numbers.Text(Epoch), Numbers.Text(Loss), StateHash);

    /// <summary>The rows of a file. A last line without its end is none: whoever wrote it was interrupted.</summary>
    public static Checked<Values<StepRow>> Read(string text, string place)
    {
        var lines = text.Split('\n')[..^1];
        if (lines is not [Header, .. var rest])
            return Checked.Bad<Values<StepRow>>(new Problem.Unreadable($"{place}, line 1", "it is not the header of the steps of a run", "give the file as train wrote it"));
        var rows = rest.Select((line, i) => Row(line.Split(','), i + 1)).ToList();
        return rows.IndexOf(null) is >= 0 and var bad
            ? Checked.Bad<Values<StepRow>>(new Problem.Unreadable(
                string.Create(CultureInfo.InvariantCulture, $"{place}, line {bad + 2}"), $"it is not the row of step {bad + 1}", "give the file as train wrote it"))
            : Checked.Good(Values.From(rows.OfType<StepRow>()));
    }

    private static StepRow? Row(string[] fields, long step) =>
        fields is [var number, var epoch, var loss, { Length: SafeTensors.HashLength } hash] && number == Numbers.Text(step)
        && int.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && Numbers.Real(loss) is { } e ? new(step, n, e, hash) : null;
}
