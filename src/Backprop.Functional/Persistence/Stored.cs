using System.Text;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;

namespace Backprop.Functional.Persistence;

/// <summary>The edge of this room: what lies in files, as values.</summary>
internal static class Stored
{
    public static Checked<ReadOnlyMemory<byte>> Bytes(string path) => Files.Read(path).ToChecked();

    public static Checked<string> Text(string path) => Bytes(path).Map(bytes => Encoding.UTF8.GetString(bytes.Span));
}
