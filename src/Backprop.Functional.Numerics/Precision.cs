namespace Backprop.Functional.Numerics;

/// <summary>The format in which a matrix keeps its cells. A network has one; mixing two is refused at the door.</summary>
public enum Precision
{
    /// <summary>IEEE 754 binary64, 53 significant bits: the default, and the only one of the worked example.</summary>
    Float64,

    /// <summary>IEEE 754 binary32, 24 significant bits: half the memory, twice the speed.</summary>
    Float32,
}
