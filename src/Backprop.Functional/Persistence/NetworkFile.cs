using System.Text;
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
        return Stored.Bytes(path).Bind(bytes => IsText(bytes.Span) ? NetworkJson.Read(Encoding.UTF8.GetString(bytes.Span), path) : OfTensors(bytes, path));
    }

    /// <summary>The network of a model or of a checkpoint.</summary>
    private static Checked<Network> OfTensors(ReadOnlyMemory<byte> bytes, string path) => SafeTensors.Read(bytes, path).Bind(file =>
        NetworkTensors.Activations(file, path).Bind(activations => NetworkTensors.Network(file, "", activations, path)));

    /// <summary>JSON begins with a brace; safetensors with a length, and a brace behind it.</summary>
    private static bool IsText(ReadOnlySpan<byte> bytes) => bytes.Length < 9 || bytes[8] != '{' || bytes[..8].IndexOf((byte)0) < 0;
}
