using Backprop.Functional.Networks;
using Backprop.Functional.Persistence;

namespace Backprop.Functional.Cli;

/// <summary>Networks in files.</summary>
internal static class NetworkFile
{
    public static Checked<Network> Read(string path)
    {
        if (Directory.Exists(path)) return Checked.Bad<Network>(new Problem.Unreadable(path, "this is a folder, not a file", "name a file in it, such as model.json"));
        try
        {
            return NetworkJson.Read(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Checked.Bad<Network>(new Problem.Unreadable(path, "the file cannot be read", "check its permissions"));
        }
    }
}
