namespace Backprop.Functional.Numerics;
/// <summary>A key.</summary>
public readonly record struct Key(uint K0, uint K1)
{
    /// <summary>The key of a seed.</summary>
    public static Key Of(ulong seed) => new((uint)seed, (uint)(seed >> 32));
}
