using Xunit;

namespace Backprop.Functional.Sample.Tests;

/// <summary>Snapshots in a few lines: NAME.verified.txt in the project's folder is what was looked at; what differs from it lies there as NAME.received.txt.</summary>
internal static class PlainSnapshot
{
    public static void Match(string name, string text)
    {
        var (verified, received) = (Path.Combine(Folder, $"{name}.verified.txt"), Path.Combine(Folder, $"{name}.received.txt"));
        var known = File.Exists(verified) ? File.ReadAllText(verified).Replace("\r\n", "\n", StringComparison.Ordinal) : "";
        File.Delete(received);
        if (known == text) return;
        File.WriteAllText(received, text);
        Assert.Fail($"{name} differs; look at it with: backprop diff {verified} {received}");
    }

    /// <summary>The first folder above the program that holds a project.</summary>
    private static string Folder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder.GetFiles("*.csproj").Length == 0) folder = folder.Parent!;
            return folder.FullName;
        }
    }
}
