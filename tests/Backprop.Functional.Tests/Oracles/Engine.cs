using Backprop.Functional.Data;
using Backprop.Functional.Numerics;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>What is compared with the oracles: the library, or a mutant of it.</summary>
/// <param name="Name">What it is called in a failing test.</param>
/// <param name="Explain">One step with all that it computes.</param>
/// <param name="Step">The step that is folded.</param>
internal sealed record Engine(
    string Name, Func<Recipe, TrainingState, Batch, StepTrace> Explain, Func<Recipe, Func<TrainingState, Batch, TrainingState>> Step)
{
    public static Engine Ours { get; } = new("ours", (recipe, state, batch) => recipe.Explain(state, batch), recipe => recipe.Step);

    public static Engine Mutant(string name, Func<Recipe, TrainingState, Batch, StepTrace> explain) =>
        new(name, explain, recipe => (state, batch) => explain(recipe, state, batch).After);

    /// <summary>Every case of a list in both precisions, as a test sees them.</summary>
    public static TheoryData<string, Precision> InBothPrecisions(IEnumerable<string> names)
    {
        var cases = new TheoryData<string, Precision>();
        foreach (var name in names)
        {
            cases.Add(name, Precision.Float64);
            cases.Add(name, Precision.Float32);
        }

        return cases;
    }
}
