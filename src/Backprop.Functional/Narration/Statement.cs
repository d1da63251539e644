using Backprop.Functional.Numerics;
using Backprop.Functional.Training;

namespace Backprop.Functional.Narration;

/// <summary>One value of a step, with the formula that the lecture gives for it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Formula">What it is computed from; nothing for a value that is given.</param>
/// <param name="Value">What the step computed.</param>
/// <param name="Terms">For a sum: its path terms, in the order in which they were added.</param>
public sealed record Statement(ValueName Name, Formula? Formula, double Value, Values<PathTerm> Terms);

/// <summary>One term of a sum: its two factors, and the accumulator after it, which is the real intermediate value.</summary>
/// <param name="A">The first factor.</param>
/// <param name="B">The second factor.</param>
/// <param name="Accumulator">The sum up to and including this term.</param>
public sealed record PathTerm(Formula.Symbol A, Formula.Symbol B, double Accumulator);

/// <summary>The statements of one slide or stage.</summary>
/// <param name="Title">The stage: "forward, layer 1".</param>
/// <param name="Statements">In the order of the lecture.</param>
public sealed record Section(string Title, Values<Statement> Statements);
