using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data;

/// <summary>The hash that <see cref="Dataset.Sha256"/> describes.</summary>
internal static class ContentHash
{
    public static string Of(Dataset data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, data.FeatureNames);
        data.Raw.AppendTo(hash);
        Append(hash, data.Targets);
        data.Weights?.AppendTo(hash, "w");
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The same of the targets alone.</summary>
    public static string Of(Targets targets)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, targets);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, Targets targets)
    {
        Append(hash, targets.Names);
        switch (targets)
        {
            case Targets.Classes classes:
                hash.AppendData("c"u8);
                foreach (var label in classes.Labels) Append(hash, label);
                break;
            case Targets.Numbers numbers:
                numbers.Cells.AppendTo(hash, "t");
                break;
        }
    }

    private static void Append(IncrementalHash hash, Values<string> names)
    {
        Append(hash, names.Count);
        foreach (var name in names)
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            Append(hash, bytes.Length);
            hash.AppendData(bytes);
        }
    }

    private static void Append(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
