using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Persistence;
using Backprop.Functional.Training;

namespace Backprop.Functional.Cli.Display;

/// <summary>Online learning as it goes on: a line after 1, 2, 5, 10, 20, 50, .. samples, with their mean E since the line before.</summary>
internal sealed class StreamDisplay(TextWriter output, bool isJson, bool isQuiet)
{
    private long shown, next = 1;
    private double sum;

    public void Begin(Run run, CsvLines lines)
    {
        if (isJson || isQuiet) return;
        var network = run.Start.Network;
        var targets = lines.Targets is Targets.Classes classes ? Words.List(classes.Names) : lines.Targets.Names[0];
        output.WriteLine(FormattableString.Invariant($"data     standard input  {network.Inputs} -> {network.Outputs}   {Shown.Of(targets)}"));
        output.WriteLine(RunText.Net(run));
        output.WriteLine(FormattableString.Invariant($"train    a line a step, {RunText.Rule(run)}, seed {run.Experiment.Seed}"));
        output.Flush();
    }

    public void Show(TrainingState state)
    {
        sum += state.E ?? 0;
        if (state.Steps < next) return;
        if (!isQuiet) Line(state);
        next = After(next);
    }

    public void End(TrainingState last, string reason)
    {
        if (!isQuiet && last.Steps > shown) Line(last);
        // Nobody keeps the model of a stream that has diverged, or has taught nothing.
        var hash = last.E is not { } e || !double.IsFinite(e) ? null : last.Network.Sha256;
        if (isJson)
        {
            JsonLine.Write(output, json =>
            {
                json.WriteString("event", "done");
                json.WriteString("reason", reason);
                json.WriteNumber("samples", last.Steps);
                json.WriteString("modelHash", hash);
            });
            return;
        }

        output.WriteLine($"stopped  {reason}, after {Words.Count(last.Steps, "sample", "samples")}");
        if (hash is not null) output.WriteLine($"model    sha256 {hash}");
        output.Flush();
    }

    private void Line(TrainingState state)
    {
        var loss = sum / (state.Steps - shown);
        if (isJson)
            JsonLine.Write(output, json =>
            {
                json.WriteString("event", "samples");
                json.WriteNumber("samples", state.Steps);
                json.WriteReal("loss", loss);
                json.WriteString("stateHash", state.Sha256);
            });
        else output.WriteLine(FormattableString.Invariant($"  sample {state.Steps,8}   loss {RunText.Number(loss)}"));
        output.Flush();
        (shown, sum) = (state.Steps, 0);
    }

    /// <summary>1, 2, 5, 10, 20, 50, ..</summary>
    private static long After(long n)
    {
        var power = 1L;
        while (power * 10 <= n) power *= 10;
        return (n / power) switch { 1 => 2 * power, 2 => 5 * power, _ => 10 * power };
    }
}
