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
        Faults.None(SnapshotFiles.Faults(SnapshotCatalogue.Names(assembly), verified, SnapshotCatalogue.Folders(assembly)));
    }

    [Fact]
    public void Tests_with_snapshots_return_the_task() =>
        Faults.None(
            from test in SnapshotCatalogue.Tests(typeof(SnapshotFilesTests).Assembly)
            where test.Method.ReturnType != typeof(Task)
            select $"{test.Method.DeclaringType}.{test.Method.Name} does not return the task of Snapshot.Match");
}
