using System.Reflection;
using System.Text.RegularExpressions;
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

    private static readonly string[] Platform =
    [
        "System", "System.Collections", "System.Collections.Generic", "System.Collections.Immutable", "System.Diagnostics.CodeAnalysis", "System.Runtime.CompilerServices",
    ];

    [Fact, MatchesSnapshot("api/Backprop.Functional.Numerics")]
    public Task Numerics() => Snapshot.Match(TextOf(typeof(Matrix).Assembly), "api/Backprop.Functional.Numerics");

    [Fact, MatchesSnapshot("api/Backprop.Functional")]
    public Task Library() => Snapshot.Match(TextOf(typeof(Batch).Assembly), "api/Backprop.Functional");

    // A name is known by its type; the namespaces stand above the types, once.
    private static string TextOf(Assembly assembly)
    {
        var namespaces = new[] { typeof(Matrix), typeof(Batch) }.SelectMany(type => type.Assembly.GetExportedTypes()).Select(type => type.Namespace!)
            .Concat(Platform).Distinct().OrderByDescending(name => name.Length).Select(Regex.Escape);
        return Regex.Replace(assembly.GeneratePublicApi(Options), $@"(?<!namespace )\b(?:{string.Join('|', namespaces)})\.(?=[A-Z])", "");
    }
}
