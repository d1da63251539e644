using System.Reflection;
using Xunit.Sdk;

namespace Backprop.Functional.Snapshots;

/// <summary>Says which snapshots a test matches. A name that is not declared is refused, and so is a file that no test declares.</summary>
internal abstract class SnapshotDeclarationAttribute : BeforeAfterTestAttribute
{
    public abstract IReadOnlyList<string> Names(MethodInfo test);
}

/// <summary>The test matches these snapshots, all of them, every time.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MatchesSnapshotAttribute(params string[] names) : SnapshotDeclarationAttribute
{
    public override IReadOnlyList<string> Names(MethodInfo test) => names;

    public override void After(MethodInfo methodUnderTest)
    {
        if (names.Where(name => !Snapshot.WasMatched(name)).ToList() is { Count: > 0 } left)
            throw new XunitException($"declared, but not matched by {methodUnderTest.Name}: {string.Join(", ", left)}");
    }
}

/// <summary>The theory matches one snapshot for each row of its <c>MemberData</c>: a prefix, then the first cell of the row.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MatchesSnapshotsAttribute(string prefix, string rows) : SnapshotDeclarationAttribute
{
    public override IReadOnlyList<string> Names(MethodInfo test) =>
        test.DeclaringType!.GetProperty(rows, BindingFlags.Static | BindingFlags.Public)?.GetValue(null) is IEnumerable<object[]> data
            ? [.. data.Select(row => prefix + row[0])]
            : throw new InvalidOperationException($"{test.DeclaringType}.{rows} is no public static property with rows of cells");

    public override void After(MethodInfo methodUnderTest)
    {
        var names = Names(methodUnderTest);
        if (RowsRun.Next(methodUnderTest) > names.Count(Snapshot.WasMatched))
            throw new XunitException($"a row of {methodUnderTest.Name} has matched no snapshot");
    }
}
