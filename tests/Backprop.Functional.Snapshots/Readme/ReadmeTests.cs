using System.Text.RegularExpressions;
using Backprop.Functional.Lecture;
using Backprop.Functional.Networks;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Snapshots.Readme;

/// <summary>What the README shows is what happens.</summary>
public partial class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Path.GetDirectoryName(SnapshotFiles.Folder)!, "README.md")).ReplaceLineEndings("\n");

    [Fact, MatchesSnapshot("readme/training-is-a-fold")]
    public Task ItsProgramPrintsWhatItPrinted()
    {
        using var output = new StringWriter { NewLine = "\n" };
        ReadmeExample.Run(output);
        return Snapshot.Match(output.ToString(), "readme/training-is-a-fold");
    }

    /// <summary>On a run of the data that its flower is from.</summary>
    [Fact, MatchesSnapshot("readme/a-model-is-used")]
    public Task ItsModelPredicts()
    {
        var folder = Directory.CreateTempSubdirectory("backprop-").FullName;
        var run = new ExperimentDocument { Source = "iris", Experiment = new() { Hidden = [4], Epochs = 40 } }.Prepare().OrThrow().Run;
        File.WriteAllBytes(Path.Combine(folder, RunFiles.Model), ModelFile.Write(Model.Of(run, run.Epochs().Last().State.Network)).ToArray());
        using var output = new StringWriter { NewLine = "\n" };
        ReadmeExample.UseModel(output, folder);
        Directory.Delete(folder, recursive: true);
        return Snapshot.Match(output.ToString(), "readme/a-model-is-used");
    }

    /// <summary>Each line of the excerpt stands in the real output, in that order; "..." stands for lines left out.</summary>
    [Fact]
    public void ItsExcerptOfTheExampleIsReal()
    {
        var excerpt = Excerpt().Match(Text).Groups[1].Value.Split('\n');
        var output = ExampleText.Of(ExampleReport.Calculate(), digits: 4, bits: false).Split('\n');
        var at = 0;
        foreach (var line in excerpt.Where(line => line is not ("..." or "")))
        {
            at = Array.IndexOf(output, line, at) + 1;
            Assert.True(at > 0, $"the README shows a line that example does not print there: {line}");
        }

        Assert.True(excerpt.Length > 30);
    }

    /// <summary>The test that it shows is one of the sample's.</summary>
    [Fact]
    public void ItsSampleIsReal()
    {
        var sample = File.ReadAllText(Path.Combine(Path.GetDirectoryName(SnapshotFiles.Folder)!, "tests", "Backprop.Functional.Sample.Tests", "MyNetTests.cs")).ReplaceLineEndings("\n");
        var shown = Text.Split("```csharp\n")[2].Split("```")[0].TrimEnd('\n').Split('\n');
        Assert.All(shown, line => Assert.Contains(line, sample, StringComparison.Ordinal));
    }

    [Fact]
    public void ItsRoomsAreTheFolders()
    {
        var root = Path.GetDirectoryName(SnapshotFiles.Folder)!;
        var folders = Directory.GetDirectories(Path.Combine(root, "src", "Backprop.Functional")).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj"));
        Assert.All(folders, name => Assert.Contains($"| `{name}` |", Text, StringComparison.Ordinal));
    }

    [GeneratedRegex("""```\n(Worked example, lecture 06.*?)\n```""", RegexOptions.Singleline)]
    private static partial Regex Excerpt();
}
