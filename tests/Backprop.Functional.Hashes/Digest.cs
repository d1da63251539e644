using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Backprop.Functional.Hashes;

/// <summary>SHA-256 as 64 lower-case hex digits.</summary>
internal static class Digest
{
    /// <summary>Over numbers, one after another, little endian.</summary>
    public static string Of<T>(ReadOnlySpan<T> cells) where T : unmanaged => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(cells)));

    /// <summary>Over a text in UTF-8.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
