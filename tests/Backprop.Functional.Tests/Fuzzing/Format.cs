namespace Backprop.Functional.Tests.Fuzzing;

/// <summary>A reader with good inputs for it.</summary>
/// <param name="Name">What it reads.</param>
/// <param name="Corpus">Good inputs, which the reader accepts.</param>
/// <param name="Read">Reads an input: nothing for one that it accepts, else what it says against it.</param>
/// <param name="Factor">It allocates at most this many bytes for a byte of its input, beside <see cref="Base"/>.</param>
internal sealed record Format(string Name, IReadOnlyList<byte[]> Corpus, Func<byte[], IReadOnlyList<string>> Read, int Factor)
{
    /// <summary>What a reader may allocate whatever the input: buffers, tables, the first messages.</summary>
    public const long Base = 512 * 1024;

    public override string ToString() => Name;
}
