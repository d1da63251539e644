using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Persistence;

/// <summary>A trained network with what is needed to use it: the scaling of its inputs, and the names on both sides.</summary>
/// <param name="Network">The network.</param>
/// <param name="Scaling">What is done to inputs before the network sees them.</param>
/// <param name="FeatureNames">A name for each input.</param>
/// <param name="OutputNames">The classes, or the names of the numbers.</param>
/// <param name="IsClassifier">Whether the outputs are classes.</param>
public sealed record Model(Network Network, Scaling Scaling, Values<string> FeatureNames, Values<string> OutputNames, bool IsClassifier)
{
    /// <summary>The model of a network that a run has trained.</summary>
    public static Model Of(Run run, Network network)
    {
        var data = run.Split.Training.Data;
        return new(network, run.Scaling, data.FeatureNames, data.Targets.Names, data.Targets is Targets.Classes);
    }
}
