using System.Runtime.CompilerServices;
using DiffEngine;
using VerifyTests;
using VerifyXunit;

namespace Backprop.Functional.Snapshots;

/// <summary>The package Verify.Xunit behind the same door, on the same files: build with -p:SnapshotEngine=Verify.</summary>
internal static class SnapshotEngine
{
    [ModuleInitializer]
    internal static void Start()
    {
        DiffRunner.Disabled = true;
        VerifierSettings.UseUtf8NoBom();
    }

    public static async Task Check(string received, string folder, string name, string testFile)
    {
        var path = Path.Combine(folder, name);
        var settings = new VerifySettings();
        settings.UseDirectory(Path.GetDirectoryName(path)!);
        settings.UseFileName(Path.GetFileName(path));
        // Without this a plain text is changed too: a path of the machine would become {TempPath}.
        settings.DisableScrubbers();
        await Verifier.Verify(received, settings, testFile);
    }
}
