using Backprop.Functional.Numerics;

namespace Backprop.Functional.Lecture;

/// <summary>A number that a slide prints.</summary>
/// <param name="Name">The value that it is, by its name in a trace.</param>
/// <param name="Text">The digits as printed.</param>
/// <param name="Slide">The slide: section and title.</param>
/// <param name="Reason">Where the printed number is not the rounded value: why.</param>
/// <param name="Label">Where the slide calls it by another name: that name.</param>
public sealed record PrintedValue(string Name, string Text, string Slide, string? Reason = null, string? Label = null);

/// <summary>Every result that the slides of the worked example print, in their order.</summary>
public static class PrintedValues
{
    private const string Forward1 = "Forward pass: 1st layer - values";
    private const string Forward2 = "Forward pass: 2nd layer - values";
    private const string Loss = "Forward pass: loss function and difference values";
    private const string Backward2 = "Backward pass: 2nd layer (last layer)";
    private const string Backward1First = "Backward pass: 1st layer, w_1,1^(0)";
    private const string Backward1Second = "Backward pass: 1st layer, w_1,2^(0)";
    private const string Backward1Rest = "Backward pass: 1st layer (hidden layer)";
    private const string Update = "Weight update";

    /// <summary>The printed results.</summary>
    public static Values<PrintedValue> All { get; } =
    [
        new("v(1)_1", "4.3", Forward1),
        new("y(1)_1", "0.9866", Forward1),
        new("v(1)_2", "5.3", Forward1),
        new("y(1)_2", "0.9950", Forward1),
        new("v(2)_1", "2.0862", Forward2),
        new("y(2)_1", "0.8896", Forward2),
        new("v(2)_2", "1.3888", Forward2),
        new("y(2)_2", "0.8004", Forward2),
        new("E", "0.5933", Loss, "taken from outputs already rounded to 4 digits: 1/2 (0.7896^2 + 0.7504^2) = 0.59328"),
        new("e_1", "-0.7896", Loss),
        new("e_2", "-0.7504", Loss),
        new("dE/dw(1)_1,1", "0.0765", Backward2),
        new("dE/dw(1)_1,2", "0.1183", Backward2),
        new("dE/dw(1)_2,1", "0.0772", Backward2),
        new("dE/dw(1)_2,2", "0.1193", Backward2),
        new("dE/dw(1)_0", "0.1974", Backward2, "taken from rounded outputs (0.19743); the update slide prints 0.1975 for the same quantity"),
        new("f'(1)_1", "0.0132", Backward1First),
        new("dE/dy(1)_1", "0.1502", Backward1First, Label: "dE/dw_1^(0)"),
        new("dE/dw(0)_1,1", "0.0020", Backward1First),
        new("f'(1)_2", "0.0050", Backward1Second, "taken from the rounded y: 0.9950 (1 - 0.9950) = 0.004975"),
        new("dE/dy(1)_2", "0.0818", Backward1Second, Label: "dE/dw_1,2^(0)"),
        new("dE/dw(0)_1,2", "0.0004", Backward1Second),
        new("dE/dw(0)_2,1", "0.0079", Backward1Rest),
        new("dE/dw(0)_2,2", "0.0016", Backward1Rest),
        new("dE/dw(0)_3,1", "0.0099", Backward1Rest),
        new("dE/dw(0)_3,2", "0.0020", Backward1Rest),
        new("new w(1)_2,1", "0.8992", Update),
        new("new w(1)_2,2", "0.9881", Update, "the decimal point is one place off: 0.1 - 0.01 * 0.1193 = 0.098807"),
        new("dE/dw(0)_0", "0.0008", Update, "not derived on any slide; both paths together are 0.0020 + 0.0004 (0.0008 is twice the second)"),
        new("new w(0)_0", "0.5000", Update),
        new("dE/dw(1)_0", "0.1975", Update),
        new("new w(1)_0", "0.4980", Update),
    ];
}
