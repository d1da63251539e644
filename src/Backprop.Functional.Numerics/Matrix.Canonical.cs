using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Backprop.Functional.Numerics;

public sealed partial class Matrix
{
    /// <summary>SHA-256 of the canonical bytes without a name: 64 hex digits. Equal matrices have equal hashes.</summary>
    public string Sha256 => sha256 ??= Canonical.Hash([("", this)]);

    private string? sha256;

    /// <summary>Adds this matrix, under a name, to a hash.</summary>
    /// <remarks>
    /// The canonical bytes: length of the name (4 bytes), the name in UTF-8, precision (1 byte: 64 or 32), rows and columns (4 bytes each),
    /// then the cells row by row; all little endian, every NaN as the positive quiet one.
    /// </remarks>
    internal void AppendTo(IncrementalHash hash, string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        Span<byte> head = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(head, text.Length);
        hash.AppendData(head);
        hash.AppendData(text);
        Span<byte> shape = stackalloc byte[9];
        shape[0] = Precision == Precision.Float64 ? (byte)64 : (byte)32;
        BinaryPrimitives.WriteInt32LittleEndian(shape[1..], Rows);
        BinaryPrimitives.WriteInt32LittleEndian(shape[5..], Columns);
        hash.AppendData(shape);
        AppendCells(hash);
    }

    private void AppendCells(IncrementalHash hash)
    {
        var size = Precision == Precision.Float64 ? 8 : 4;
        var buffer = new byte[Math.Min(Count, 1024) * size];
        for (var start = 0; start < Count; start += 1024)
        {
            var count = Math.Min(1024, Count - start);
            for (var i = 0; i < count; i++) WriteCell(buffer.AsSpan(i * size), start + i);
            hash.AppendData(buffer, 0, count * size);
        }
    }

    private void WriteCell(Span<byte> bytes, int k)
    {
        var x = At(k);
        if (Precision == Precision.Float64)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, double.IsNaN(x) ? 0x7FF8000000000000 : BitConverter.DoubleToUInt64Bits(x));
        else
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, double.IsNaN(x) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits((float)x));
    }
}

/// <summary>Hashes of named matrices over their canonical bytes.</summary>
public static class Canonical
{
    /// <summary>SHA-256 over the canonical bytes of the tensors, one after another, as 64 lower-case hex digits.</summary>
    public static string Hash(IEnumerable<(string Name, Matrix Tensor)> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, tensor) in tensors) tensor.AppendTo(hash, name);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
