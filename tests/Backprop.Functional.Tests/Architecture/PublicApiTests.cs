using Backprop.Functional.Data;
using Backprop.Functional.Numerics;
using Backprop.Functional.Snapshots;
using PublicApiGenerator;
using Xunit;

namespace Backprop.Functional.Tests.Architecture;

/// <summary>What the packages offer, as text: a change of it is looked at.</summary>
public sealed class PublicApiTests
{
    private static readonly ApiGeneratorOptions Options = new() { IncludeAssemblyAttributes = false };

    [Fact, MatchesSnapshot("api/Backprop.Functional.Numerics")]
    public Task Numerics() => Snapshot.Match(typeof(Matrix).Assembly.GeneratePublicApi(Options), "api/Backprop.Functional.Numerics");

    [Fact, MatchesSnapshot("api/Backprop.Functional")]
    public Task Library() => Snapshot.Match(typeof(Batch).Assembly.GeneratePublicApi(Options), "api/Backprop.Functional");
}
