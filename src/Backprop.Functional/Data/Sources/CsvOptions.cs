using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data.Sources;

/// <summary>What to do with a value that is missing: an empty field, <c>NA</c>, <c>?</c> or <c>NaN</c>.</summary>
public enum MissingValues
{
    /// <summary>It is a problem, told with its line and column.</summary>
    Refuse,

    /// <summary>Its row is left out.</summary>
    Drop,

    /// <summary>
    /// It becomes the mean of the numbers of its column, over the whole file; where a file is read for a model, the mean that the model was trained
    /// with. A missing category or target is still a problem.
    /// </summary>
    Mean,
}

/// <summary>How to read a CSV file. The defaults find out for themselves.</summary>
public sealed record CsvOptions
{
    /// <summary>Every default.</summary>
    public static CsvOptions Default { get; } = new();

    /// <summary>
    /// Whether the first line holds names; if it is not said: it does when none of its fields is a number, or when a word stands above a number
    /// and its own numbers are different whole numbers (such as the pixels 0 to 63).
    /// </summary>
    public bool? Header { get; init; }

    /// <summary>What separates fields; if it is not said, the first of tab, semicolon and comma that the first line holds outside quotes.</summary>
    public char? Separator { get; init; }

    /// <summary>The target column: its name, or its number counted from 1; if it is not said, the last one.</summary>
    public string? Target { get; init; }

    /// <summary>Whether numbers in the target column are names of classes. A target column of words always is.</summary>
    public bool Classify { get; init; }

    /// <summary>
    /// The classes in the order of the outputs, which also makes the target a class; if they are not said, those that occur: numbers
    /// ascending, words in ordinal order.
    /// </summary>
    public Values<string>? Classes { get; init; }

    /// <summary>The column that says what each sample counts in E, by name, or by number from 1; it is then no input.</summary>
    public string? Weight { get; init; }

    /// <summary>What to do with missing values.</summary>
    public MissingValues Missing { get; init; }

    /// <summary>The inputs by the names that a model has for them; if they are said, other columns are left aside.</summary>
    internal Values<string>? Features { get; init; }

    /// <summary>What the target column of a model was called: the target where none is said, if there is one of this name.</summary>
    internal string? UsualTarget { get; init; }

    /// <summary>What a model has for missing values of its inputs, NaN where it has nothing (1 x inputs).</summary>
    internal Matrix? Fill { get; init; }
}
