namespace Backprop.Functional.Training;

/// <summary>The stages of a step, in the order in which they are computed.</summary>
public enum Stage
{
    /// <summary>What the step begins with: weights, memory, eta.</summary>
    Before,

    /// <summary>x, t and what belongs to the samples.</summary>
    Batch,

    /// <summary>v and y, layer by layer.</summary>
    Forward,

    /// <summary>E, and the error at the output.</summary>
    Loss,

    /// <summary>dE/dy, f', delta and dE/dw, from the last layer to the first.</summary>
    Backward,

    /// <summary>What links make of the gradients, the new memory, dw, and the new weights.</summary>
    Update,
}
