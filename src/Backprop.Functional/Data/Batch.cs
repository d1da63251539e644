using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data;

/// <summary>The samples of one step, one a row.</summary>
/// <param name="X">Inputs (samples x inputs).</param>
/// <param name="T">Targets (samples x outputs).</param>
public sealed record Batch(Matrix X, Matrix T)
{
    /// <summary>What each sample counts in E (samples x 1); without weights each counts 1.</summary>
    public Matrix? Weights { get; init; }

    /// <summary>How many samples.</summary>
    public int Count => X.Rows;
}
