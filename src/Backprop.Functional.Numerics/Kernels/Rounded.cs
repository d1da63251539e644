using System.Numerics;
using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>A constant in both precisions, so that nothing is rounded cell by cell.</summary>
internal readonly struct Rounded(double x)
{
    private readonly double wide = x;
    private readonly float narrow = (float)x;

    public static implicit operator Rounded(double x) => new(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T To<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => typeof(T) == typeof(float) ? T.CreateTruncating(narrow) : T.CreateTruncating(wide);
}
