using Backprop.Functional.Networks;

namespace Backprop.Functional.Persistence;

/// <summary>Networks in files.</summary>
internal static class NetworkFile
{
    /// <summary>The network of a file.</summary>
    public static Checked<Network> Read(string path, IReadOnlyList<string> words)
    {
        if (!Path.Exists(path))
            return Checked.Bad<Network>(new Problem.Missing(path, "there is no such file", $"check the path, or use one of {string.Join(", ", words)}"));
        return Stored.Text(path).Bind(text => NetworkJson.Read(text, path));
    }
}
