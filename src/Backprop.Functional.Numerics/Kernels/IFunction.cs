namespace Backprop.Functional.Numerics.Kernels;

/// <summary>A function of one number, written for V: a double, or a vector of them.</summary>
internal interface IFunction<V>
{
    /// <summary>For Float64 cells.</summary>
    static abstract V Of(V x);

    /// <summary>For Float32 cells, widened: accurate enough to be rounded to Float32 once.</summary>
    static abstract V Quick(V x);
}
