using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Persistence;

/// <summary>
/// Named matrices and words in one file, in the safetensors format: the length of a JSON header (8 bytes, little endian), the header, then the
/// cells of one tensor after another. Other programs read it; a matrix is a tensor of shape [rows, columns], F64 or F32.
/// </summary>
/// <remarks>
/// A file of ours carries its own hash: the header begins with <c>{"__metadata__":{"sha256":"</c> and 64 hex digits, the SHA-256 of the whole
/// file with 64 zeros in that place. A file that disagrees with its hash is refused; one without a hash is read, as other programs write none.
/// </remarks>
/// <param name="Metadata">Words by their keys, in their order; <c>sha256</c> is not among them.</param>
/// <param name="Tensors">Matrices by their names, in the order of the file.</param>
[JsonConverter(typeof(TextConverter))]
public sealed record SafeTensors(Values<(string Key, string Value)> Metadata, Values<(string Name, Matrix Tensor)> Tensors)
{
    internal const int HashLength = 64;

    /// <summary>What a header with a hash begins with.</summary>
    internal static ReadOnlySpan<byte> BeforeHash => "{\"__metadata__\":{\"sha256\":\""u8;

    /// <summary>The hash that the file carries; nothing where it has none.</summary>
    public string? Sha256 { get; internal init; }

    /// <summary>The word of a key, or nothing.</summary>
    public string? Word(string key)
    {
        foreach (var (name, value) in Metadata)
            if (name == key) return value;
        return null;
    }

    /// <summary>The matrix of a name, or nothing.</summary>
    public Matrix? Find(string name)
    {
        foreach (var (other, tensor) in Tensors)
            if (other == name) return tensor;
        return null;
    }

    /// <summary>What a file holds, or what is wrong with it. Nothing is allocated on the word of a header.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="place">What messages call it.</param>
    public static Checked<SafeTensors> Read(ReadOnlyMemory<byte> file, string place) => SafeTensorsReader.Read(file, place);

    /// <summary>The bytes of the file, with its hash; every NaN is the positive quiet one. Equal values give equal bytes.</summary>
    public ReadOnlyMemory<byte> Write()
    {
        var header = Header();
        var cells = Tensors.Fold(0L, static (sum, one) => sum + Size(one.Tensor));
        var file = new byte[checked(8 + header.Length + cells)];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        header.CopyTo(file, 8);
        var at = 8 + header.Length;
        foreach (var (_, tensor) in Tensors)
            for (var k = 0; k < tensor.Count; k++) at += WriteCell(file.AsSpan(at), tensor, k);
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(file)), file.AsSpan(8 + BeforeHash.Length));
        return file;
    }

    /// <summary>Padded to whole words, as the format advises, with zeros where the hash will stand.</summary>
    private byte[] Header()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("sha256", new string('0', HashLength));
            foreach (var (key, value) in Metadata) json.WriteString(key, value);
            json.WriteEndObject();
            var offset = 0L;
            foreach (var (name, tensor) in Tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", tensor.Precision == Precision.Float64 ? "F64" : "F32");
                Pair(json, "shape", tensor.Rows, tensor.Columns);
                Pair(json, "data_offsets", offset, offset += Size(tensor));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (stream.Length % 8 != 0) stream.WriteByte((byte)' ');
        return stream.ToArray();
    }

    private static void Pair(Utf8JsonWriter json, string name, long first, long second)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(first);
        json.WriteNumberValue(second);
        json.WriteEndArray();
    }

    private static long Size(Matrix tensor) => (long)tensor.Count * (tensor.Precision == Precision.Float64 ? 8 : 4);

    private static int WriteCell(Span<byte> bytes, Matrix tensor, int k)
    {
        if (tensor.Precision == Precision.Float64)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, double.IsNaN(tensor.At(k)) ? 0x7FF8000000000000 : BitConverter.DoubleToUInt64Bits(tensor.At(k)));
            return 8;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes, double.IsNaN(tensor.At(k)) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits((float)tensor.At(k)));
        return 4;
    }
}
