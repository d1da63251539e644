using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Training;

/// <summary>One step after another from a state, for one who looks at few of the states in between.</summary>
internal interface IStepping
{
    /// <summary>The state after the last step. It is never written again.</summary>
    TrainingState State { get; }

    /// <summary>dE/dw of the last step, before links; good until the next.</summary>
    Gradients Gradients { get; }

    /// <summary>Lends the batches of the run. A gradient that is formed when it is read still needs its batch: it is read before the next is drawn, or never.</summary>
    Lender Lender { get; }

    /// <summary>One step: forward, backward, update.</summary>
    /// <returns>E.</returns>
    double Take(Batch batch);

    /// <summary>Goes on in its own memory, where the next run begins with the state in which this one ended.</summary>
    /// <returns>Whether it does.</returns>
    bool TryGoOn(TrainingState from);
}

/// <summary>The readable definition, step by step.</summary>
internal sealed class PlainStepping(Recipe recipe, TrainingState start) : IStepping
{
    private StepTrace? last;

    public TrainingState State => last?.After ?? start;

    public Lender Lender { get; } = new();

    public Gradients Gradients => last?.Backward.Gradients ?? throw new InvalidOperationException("there is no step yet");

    public bool TryGoOn(TrainingState from) => false;

    public double Take(Batch batch) => (last = TrainingStep.Explain(recipe, State, batch, Arithmetic.Plain)).Error.E;
}
