using Backprop.Functional.Lecture;
using Backprop.Functional.Narration;
using Backprop.Functional.Numerics;
using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Tests.Narration;

/// <summary>What a reviewer sees when one sign is wrong in the backward pass: which files turn red, and what the difference of two of them names.</summary>
public class ReviewersDemonstrationTests
{
    private static readonly string[] Files =
    [
        "00-network", "01-forward-layer-1", "02-forward-layer-2", "03-error", "04-backward-layer-2", "05-backward-layer-1", "06-update",
    ];

    [Fact]
    public void Without_a_fault_all_are_green() => Assert.Empty(Red(static (_, matrix) => matrix));

    [Fact]
    public void One_sign_in_backward_turns_04_05_and_06_red_and_leaves_00_to_03_green() =>
        Assert.Equal(["04-backward-layer-2", "05-backward-layer-1", "06-update"], Red(OneSign).Select(one => one.Name));

    [Fact]
    public void And_the_difference_of_the_first_names_the_value()
    {
        var (_, verified, received) = Red(OneSign)[0];
        var difference = $"{TraceDifference.Of(SnapshotReader.Read(verified), SnapshotReader.Read(received), Tolerance.None)}";
        Assert.StartsWith(
            """
            difference  backward, layer 2: delta(2)_1
              A  -0.07757359981215535  BFB3DBDD0A39E82D
              B  0.07757359981215535  3FB3DBDD0A39E82D
            """, difference, StringComparison.Ordinal);
        Assert.Contains("origin: all its inputs are equal", difference, StringComparison.Ordinal);
    }

    private static Matrix OneSign(string array, Matrix matrix) => array != "delta(2)" ? matrix
        : Matrix.Build(matrix.Precision, matrix.Rows, matrix.Columns, matrix, static (m, k) => k == 0 ? -m.At(k) : m.At(k));

    private static List<(string Name, string Verified, string Received)> Red(Func<string, Matrix, Matrix> fault)
    {
        var sections = StepNarrative.Of(new FaultyStep(fault).Explain(WorkedExample.Recipe, WorkedExample.Start, WorkedExample.Batch));
        return
        [
            .. from pair in Files.Zip(sections)
               let verified = File.ReadAllText(Path.Combine(Repository.Root, "snapshots", "lecture", "worked-example", $"{pair.First}.verified.txt"))
               let received = SectionText.Of(pair.Second, new(Precision.Float64, null))
               where verified != received
               select (pair.First, verified, received),
        ];
    }
}
