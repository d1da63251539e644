namespace Backprop.Functional.Numerics;

/// <summary>The version of the arithmetic. A release that changes any bit of any result has another one; results are comparable within one.</summary>
public static class NumericsVersion
{
    /// <summary>The version of this release.</summary>
    public const int Current = 1;
}
