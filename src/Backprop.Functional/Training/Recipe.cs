using System.Runtime.Serialization;
using System.Text.Json.Serialization;
using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Passes;

namespace Backprop.Functional.Training;

/// <summary>What training does with every batch; it never changes in a run.</summary>
/// <param name="Loss">E.</param>
/// <param name="Accumulation">Whether the samples of a batch are summed or averaged.</param>
/// <param name="Optimizer">What is done with the gradients.</param>
public sealed record Recipe(Loss Loss, Accumulation Accumulation, Optimizer Optimizer)
{
    /// <summary>Which units a step leaves out; none by default.</summary>
    public Dropout? Dropout { get; init; }

    /// <summary>The step as a value, to be folded over batches. Kept, and folded again from where it ended, it goes on in the memory of its last fold.</summary>
    [JsonIgnore, IgnoreDataMember]
    public TrainingStep Step => new(this, Numerics.Arithmetic.Fast);

    /// <summary>The same step on several threads: faster where the net is large, and the same to the bit.</summary>
    /// <param name="threads">How many, the caller's among them; from 1 down it is the caller's alone.</param>
    public TrainingStep StepOn(int threads) => new(this, Numerics.Arithmetic.On(threads));

    /// <summary>The same step on the textbook loops: slower, and the same to the bit.</summary>
    [JsonIgnore, IgnoreDataMember]
    public TrainingStep PlainStep => new(this, Numerics.Arithmetic.Plain);

    /// <summary>One step with all that it computes, on the textbook loops: the definition.</summary>
    /// <param name="before">The state before it, of this recipe's rule.</param>
    /// <param name="batch">Inputs (samples x inputs) and targets (samples x outputs), in the network's precision.</param>
    /// <exception cref="ArgumentException">The batch does not fit the network, in width or precision, or the memory is of another shape.</exception>
    /// <exception cref="InvalidCastException">The memory is that of another rule.</exception>
    public StepTrace Explain(TrainingState before, Batch batch) => TrainingStep.Explain(this, before, batch, Numerics.Arithmetic.Plain);
}
