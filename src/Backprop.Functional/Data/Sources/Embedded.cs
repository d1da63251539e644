using System.IO.Compression;
using System.Runtime.InteropServices;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data.Sources;

/// <summary>The data sets that travel inside the library. Origin and licence stand beside the files, in Data/Embedded/LICENSES.md.</summary>
public static class Embedded
{
    /// <summary>Fisher's iris data: 150 flowers, four lengths in cm, three species.</summary>
    public static Dataset Iris => LazyIris.Value;

    /// <summary>Optical digits: 1797 images of 8 x 8 pixels from 0 to 16, ten digits.</summary>
    public static Dataset Digits => LazyDigits.Value;

    private static Lazy<Dataset> LazyIris { get; } = new(LoadIris);

    private static Lazy<Dataset> LazyDigits { get; } = new(LoadDigits);

    /// <summary>The text of an embedded file, decompressed.</summary>
    internal static byte[] Content(string name)
    {
        using var packed = typeof(Embedded).Assembly.GetManifestResourceStream($"{name}.csv.gz")!;
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var content = new MemoryStream();
        unpacked.CopyTo(content);
        return content.ToArray();
    }

    private static Dataset LoadIris()
    {
        var read = Read("iris");
        return new("iris", read.FeatureNames, read.Raw, Classes(read) with { Names = ["setosa", "versicolor", "virginica"] })
        {
            Customary = ScalingRule.Standard,
        };
    }

    private static Dataset LoadDigits()
    {
        var read = Read("digits");
        var pixels = new byte[read.Count * read.Inputs];
        for (var k = 0; k < pixels.Length; k++) pixels[k] = (byte)read[k / read.Inputs, k % read.Inputs];
        return new("digits", read.FeatureNames, new Inputs.Bytes(ImmutableCollectionsMarshal.AsImmutableArray(pixels), read.Inputs), Classes(read))
        {
            Image = new(8, 8), Full = 16, Customary = ScalingRule.Divide,
        };
    }

    private static Dataset Read(string name) => Csv.Read(Content(name), name, new() { Classify = true }).OrThrow();

    private static Targets.Classes Classes(Dataset read) => (Targets.Classes)read.Targets;
}
