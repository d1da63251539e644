using Xunit;

namespace Backprop.Functional.Snapshots;

/// <summary>Compiled into every project that has snapshots, so that none of them can leave a file behind.</summary>
public sealed class SnapshotFilesTests
{
    [Fact]
    public void Declared_names_and_verified_files_agree()
    {
        var assembly = typeof(SnapshotFilesTests).Assembly;
        var verified = SnapshotFiles.Verified(SnapshotFiles.Paths(SnapshotFiles.Folder));
        Assert.Empty(SnapshotFiles.Faults(SnapshotCatalogue.Names(assembly), verified, SnapshotCatalogue.Folders(assembly)));
    }

    [Fact]
    public void Tests_with_snapshots_return_the_task() =>
        Assert.Empty(SnapshotCatalogue.Tests(typeof(SnapshotFilesTests).Assembly).Where(test => test.Method.ReturnType != typeof(Task)).Select(test => test.Method));
}
