using System.Reflection;

namespace Backprop.Functional.Cli.Runs;

/// <summary>A release of the command.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Commit">What it was built from; nothing where that was no repository.</param>
internal sealed record Release(string Version, string? Commit)
{
    /// <summary>The one that runs.</summary>
    public static Release Current { get; } =
        typeof(Release).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>() is { } told ? Of(told.InformationalVersion) : new("unknown", null);

    /// <summary>As the build writes it: 1.2.3, or 1.2.3+commit.</summary>
    public static Release Of(string informationalVersion) =>
        informationalVersion.Split('+', 2) is [var version, var commit] ? new(version, commit) : new(informationalVersion, null);
}
