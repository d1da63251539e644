using Backprop.Functional.Data;
using Backprop.Functional.Training;

namespace Backprop.Functional.Persistence.Settings;

/// <summary>An experiment with nothing left open.</summary>
internal static class Resolved
{
    /// <summary>What the document says, and what followed from its data where it says nothing.</summary>
    public static ExperimentDocument Of(ExperimentDocument document, DataParts data, Run run)
    {
        var (network, experiment) = (run.Start.Network, document.Experiment);
        var settled = experiment with
        {
            Loss = run.Recipe.Loss,
            Split = experiment.Split ?? data.CustomarySplit,
            Scaling = run.Scaling switch { Scaling.Standard => ScalingRule.Standard, Scaling.Divide => ScalingRule.Divide, _ => ScalingRule.None },
            Batching = experiment.Batching ?? (run.Batches.BatchSize == run.Split.Training.Count ? new Batching.Full() : new Batching.Mini(run.Batches.BatchSize)),
            Precision = network.Precision,
        };
        var open = new Experiment();
        return document.StartFile is null
            ? document with { Experiment = settled with { Output = network.OutputActivation, Outputs = network.Outputs } }
            : document with
            {
                StartSha256 = network.Sha256,
                Experiment = settled with { Hidden = open.Hidden, Activation = open.Activation, Activations = null, Output = null, Outputs = network.Outputs, Bias = open.Bias },
            };
    }
}
