using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using LanguageExt;

namespace Backprop.Functional.Data.Sources;

/// <summary>
/// The content of an IDX file: <c>00 00</c>, the type of an element, the number of dimensions, each dimension as 4 bytes, then the elements;
/// all big endian. The file may be compressed with gzip, whatever its name.
/// </summary>
/// <param name="Type">08 byte, 09 signed byte, 0B 2-byte and 0C 4-byte integer, 0D 4-byte and 0E 8-byte floating point.</param>
/// <param name="Shape">The dimensions, each 1 or more.</param>
/// <param name="Data">The bytes of the elements.</param>
/// <param name="Place">The file.</param>
internal sealed record IdxArray(byte Type, Values<int> Shape, ImmutableArray<byte> Data, string Place)
{
    /// <summary>A compressed byte holds at most about this many.</summary>
    private const long MostExpansion = 1032;

    /// <summary>How many items there are along the first dimension.</summary>
    public int Count => Shape[0];

    /// <summary>Elements of one item.</summary>
    public int ItemSize => Data.Length / Size(Type) / Count;

    public static Either<Problem, IdxArray> Load(string path) => Files.Open(path, stream => Read(stream, path));

    /// <summary>Reads a stream that knows its length.</summary>
    public static Either<Problem, IdxArray> Read(Stream stream, string place)
    {
        try
        {
            Span<byte> magic = stackalloc byte[2];
            var isPacked = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
            stream.Position = 0;
            if (!isPacked) return Read(stream, place, stream.Length, isExact: true);
            using var unpacked = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            return Read(unpacked, place, stream.Length * MostExpansion + 1024, isExact: false);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return new Problem.Unreadable(place, "the gzip stream is damaged", "fetch the file again");
        }
    }

    /// <summary>Element k as a number; a floating-point one may be anything.</summary>
    public double At(int k)
    {
        var element = Data.AsSpan(k * Size(Type), Size(Type));
        return Type switch
        {
            0x08 => element[0],
            0x09 => (sbyte)element[0],
            0x0B => BinaryPrimitives.ReadInt16BigEndian(element),
            0x0C => BinaryPrimitives.ReadInt32BigEndian(element),
            0x0D => BinaryPrimitives.ReadSingleBigEndian(element),
            _ => BinaryPrimitives.ReadDoubleBigEndian(element),
        };
    }

    /// <param name="stream">At the first byte.</param>
    /// <param name="place">The file.</param>
    /// <param name="length">How many bytes there are, or at most can be.</param>
    /// <param name="isExact">Whether there are exactly so many.</param>
    private static Either<Problem, IdxArray> Read(Stream stream, string place, long length, bool isExact)
    {
        var head = new byte[4];
        var got = stream.ReadAtLeast(head, 4, throwOnEndOfStream: false);
        if (got == 0) return new Problem.Unreadable(place, "the file is empty", "fetch it again");
        if (got < 4 || head is not [0, 0, _, _])
            return new Problem.Unreadable(place, $"an IDX file begins with the bytes 00 00, not with {Convert.ToHexString(head, 0, Math.Min(got, 2))}",
                "give an IDX file, such as train-images-idx3-ubyte");
        if (Size(head[2]) == 0)
            return new Problem.Unreadable(place, $"element type {head[2]:X2} is none of 08, 09, 0B, 0C, 0D and 0E", "fetch the file again");
        if (head[3] is 0 or > 8)
            return new Problem.Unreadable(place, $"an IDX file has 1 to 8 dimensions, not {head[3]}", "fetch the file again");
        var dimensions = new byte[4 * head[3]];
        if (stream.ReadAtLeast(dimensions, dimensions.Length, throwOnEndOfStream: false) < dimensions.Length)
            return Truncated(place, "its header is cut short");
        return Body(stream, place, head[2], [.. dimensions.Chunk(4).Select(d => BinaryPrimitives.ReadUInt32BigEndian(d))], length, isExact);
    }

    private static Either<Problem, IdxArray> Body(Stream stream, string place, byte type, uint[] shape, long length, bool isExact)
    {
        var said = string.Join(" x ", shape);
        var promised = shape.Aggregate((UInt128)Size(type), (product, d) => product > ulong.MaxValue ? product : product * d);
        var held = length - 4 - 4 * shape.Length;
        if (shape.Contains(0u)) return new Problem.Unreadable(place, $"{said} elements are none", "give a file with data");
        if (promised > (UInt128)Array.MaxLength || (!isExact && promised > (UInt128)held))
            return new Problem.Unreadable(place, $"the header promises {said} elements, more than {(isExact ? "is read" : "the file can hold")}",
                "fetch the file again");
        if (isExact && held < (long)promised) return Truncated(place, Says(said, promised, $"only {held} follow"));
        if (isExact && held > (long)promised) return Oversized(place, Says(said, promised, $"{held} follow"));
        var data = GC.AllocateUninitializedArray<byte>((int)promised);
        var got = stream.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
        if (got < data.Length) return Truncated(place, Says(said, promised, $"only {got} follow"));
        if (stream.ReadByte() >= 0) return Oversized(place, Says(said, promised, "more follow"));
        return new IdxArray(type, Values.From(shape.Select(d => (int)d)), ImmutableCollectionsMarshal.AsImmutableArray(data), place);
    }

    private static string Says(string shape, UInt128 bytes, string follow) =>
        string.Create(CultureInfo.InvariantCulture, $"its header promises {shape} elements in {bytes} bytes, and {follow}");

    private static Problem.Unreadable Truncated(string place, string why) => new(place, $"the file is truncated: {why}", "fetch it again");

    private static Problem.Unreadable Oversized(string place, string why) => new(place, $"the file is too long: {why}", "fetch it again");

    private static int Size(byte type) => type switch { 0x08 or 0x09 => 1, 0x0B => 2, 0x0C or 0x0D => 4, 0x0E => 8, _ => 0 };
}
