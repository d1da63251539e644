using Backprop.Functional.Data;
using Backprop.Functional.Networks;
using Backprop.Functional.Passes;

namespace Backprop.Functional.Training;

/// <summary>One step with all that it computed on the way.</summary>
/// <param name="Recipe">What was to be done.</param>
/// <param name="Before">The state before it.</param>
/// <param name="Batch">The samples.</param>
/// <param name="At">Where the gradients are taken: the network before the step, but for a rule that looks ahead.</param>
/// <param name="Forward">x, and v and y of each layer.</param>
/// <param name="Error">E and the error signal at the output.</param>
/// <param name="Backward">delta of each layer and dE/dw.</param>
/// <param name="Dw">What is added to each parameter.</param>
/// <param name="After">The state after it.</param>
public sealed record StepTrace(
    Recipe Recipe, TrainingState Before, Batch Batch, Network At, ForwardPass Forward, OutputError Error, BackwardPass Backward, Update Dw, TrainingState After)
{
    /// <summary>
    /// Every value of the step with its name, in causal order: eta, w, memory; x, t, weights of samples; v, y, under dropout mask and kept of each layer; e, E; then from the last layer to the
    /// first dE/dy, f', delta, dE/dw; what links make of the gradients (g1, g2, ..), the new memory, dw, the new weights.
    /// </summary>
    public IEnumerable<(ValueName Name, double Value)> Values
    {
        get
        {
            foreach (var array in TraceArrays.Of(this))
                foreach (var value in array.Values()) yield return value;
        }
    }

    /// <summary>One value by its name, such as <c>w(1)_2,1</c>, <c>v(2)_1@3</c>, <c>dE/dw(0)_2,1</c> or <c>new w(0)_1,1</c>.</summary>
    /// <exception cref="ArgumentException">The text is no name, or this step has no such value.</exception>
    public double this[string name] => ValueName.Parse(name) is { } value && TraceArrays.Find(this, value) is { } found ? found : throw None(name);

    /// <summary>One value by its name.</summary>
    /// <exception cref="ArgumentException">This step has no such value.</exception>
    public double this[ValueName name] => TraceArrays.Find(this, name) ?? throw None($"{name}");

    private static ArgumentException None(string name) => new($"'{name}' names no value of this step", nameof(name));
}
