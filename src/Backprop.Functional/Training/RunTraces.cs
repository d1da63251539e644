using Backprop.Functional.Data;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Training;

/// <summary>The steps of a run with all that they compute: the run as training does it, seen from inside.</summary>
public static class RunTraces
{
    /// <summary>The traces of some steps, one by one; the steps before them are taken as training takes them, and told to nobody.</summary>
    /// <param name="run">The run.</param>
    /// <param name="first">The first step that is wanted, from 1.</param>
    /// <param name="last">The last; fewer come where the run ends before.</param>
    /// <param name="from">Where an earlier epoch has left the run; by default its start.</param>
    public static IEnumerable<StepTrace> Traces(this Run run, long first, long last, RunState? from = null)
    {
        var state = from ?? RunState.Start(run.Start);
        while (state.State.Steps < last && !run.HasEnded(state))
        {
            // An epoch without a wanted step is folded as training folds it.
            if (state.State.Steps + run.Batches.Steps >= first)
            {
                var (step, inEpoch) = (run.Recipe.Step, state.State);
                foreach (var batch in run.Batches.Batches(state.Progress.Epoch + 1, run.Scaling, run.Start.Network.Precision))
                {
                    if (inEpoch.Steps >= last) yield break;
                    var trace = step.Explain(inEpoch, batch);
                    if (inEpoch.Steps + 1 >= first) yield return trace;
                    if (!double.IsFinite(trace.Error.E)) yield break;
                    inEpoch = trace.After;
                }
            }

            state = run.Epochs(state).First().After;
        }
    }
}
