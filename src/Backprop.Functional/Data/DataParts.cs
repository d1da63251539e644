namespace Backprop.Functional.Data;

/// <summary>Data as it was found: a data set, and a test set if one came with it.</summary>
/// <param name="Data">What is to be split into training, validation and, unless it is given, test.</param>
/// <param name="GivenTest">The test set that came with the data, with the same inputs and targets.</param>
/// <param name="CustomarySplit">The split that data of this kind customarily gets.</param>
public sealed record DataParts(Dataset Data, Dataset? GivenTest, Fractions CustomarySplit)
{
    /// <summary>A data set without a test set of its own, to be split as usual.</summary>
    public static DataParts Of(Dataset data) => new(data, null, Fractions.Default);
}
