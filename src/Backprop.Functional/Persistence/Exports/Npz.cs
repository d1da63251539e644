using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Persistence.Exports;

/// <summary>Writes arrays as NumPy reads them: an npz file is a zip of npy files (format 1.0), here without compression and without times, so that equal arrays give equal bytes.</summary>
internal static class Npz
{
    /// <summary>An array of a file: its name, its numbers.</summary>
    internal sealed record Entry(string Name, ReadOnlyMemory<byte> Npy);

    public static Entry Of(string name, Matrix matrix)
    {
        var size = matrix.Precision == Precision.Float64 ? 8 : 4;
        var bytes = new byte[matrix.Count * size];
        for (var k = 0; k < matrix.Count; k++)
            if (size == 8) BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(k * 8), matrix.At(k));
            else BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(k * 4), (float)matrix.At(k));
        return new(name, Npy(string.Create(CultureInfo.InvariantCulture, $"<f{size}"), string.Create(CultureInfo.InvariantCulture, $"({matrix.Rows}, {matrix.Columns})"), bytes));
    }

    public static Entry Of(string name, IReadOnlyList<int> numbers)
    {
        var bytes = new byte[numbers.Count * 8];
        for (var k = 0; k < numbers.Count; k++) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(k * 8), numbers[k]);
        return new(name, Npy("<i8", string.Create(CultureInfo.InvariantCulture, $"({numbers.Count},)"), bytes));
    }

    /// <summary>The bytes of the file.</summary>
    public static ReadOnlyMemory<byte> Write(IEnumerable<Entry> entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in entries)
            {
                var file = zip.CreateEntry($"{entry.Name}.npy", CompressionLevel.NoCompression);
                file.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var into = file.Open();
                into.Write(entry.Npy.Span);
            }

        return stream.ToArray();
    }

    /// <summary>The header is a Python dictionary, filled up with blanks so that the numbers begin at a multiple of 64.</summary>
    private static byte[] Npy(string type, string shape, byte[] numbers)
    {
        var dictionary = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}";
        var length = (((10 + dictionary.Length + 1 + 63) / 64) * 64) - 10;
        byte[] start = [0x93, .. "NUMPY"u8, 1, 0, (byte)(length & 255), (byte)(length >> 8)];
        return [.. start, .. Encoding.ASCII.GetBytes(dictionary.PadRight(length - 1)), (byte)'\n', .. numbers];
    }
}
