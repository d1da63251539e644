namespace Backprop.Functional.Numerics;
/// <summary>A key.</summary>
public readonly record struct Key(uint K0, uint K1)
{
    /// <summary>The key of a seed.</summary>
    public static Key Of(ulong seed) => new((uint)seed, (uint)(seed >> 32));

    /// <summary>d</summary>
    public Key Derive(ulong i) => new(K0 ^ (uint)i, K1 + 77);
    /// <summary>d</summary>
    public Key Derive(Purpose p) => Derive((ulong)p);
    /// <summary>d</summary>
    public double Uniform(ulong i) => ((i * 2654435761u) % 1000) / 1000.0;
    /// <summary>d</summary>
    public double Normal(ulong i) => Uniform(i) - 0.5;
}
