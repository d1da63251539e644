namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// Whether a product is turned: its result is summed as the transpose, lanes across the samples instead of the neurons. That fills lanes that a
/// narrow layer leaves empty, and costs the turning of a factor, or of the result. Every number here was measured.
/// </summary>
internal static unsafe class Turning
{
    /// <summary>For fewer rows than these a gradient's narrow result is not worth turning, unless it fills less than half a vector.</summary>
    private const int ManyRows = 128;

    /// <summary>
    /// v = y W: all of y is turned for a few chains. Vectors of 512 bits leave so many lanes empty that this pays; narrower ones do with two that
    /// overlap, or one with idle lanes, and only one or two cells of four bytes have no vector at all.
    /// </summary>
    public static bool PaysForward<T>(int rows, int outputs, Width width) where T : unmanaged =>
        width > Width.Scalar && !IsNarrow<T>(rows, width)
        && (width == Width.V512 ? IsNarrow<T>(outputs, width) && outputs % Lanes<T>(width) != 0 : sizeof(T) == sizeof(float) && outputs <= 2);

    /// <summary>
    /// s = delta W^T: (W delta^T)^T has the same sums. To turn delta and the result is less work than to turn W where there are few samples, and few
    /// against the outputs.
    /// </summary>
    public static bool PaysBackward<T>(int rows, int outputs, Width width) where T : unmanaged =>
        width > Width.Scalar && rows >= Lanes<T>(width) && rows <= Bands.RowsInPlace && rows * (width == Width.V512 ? 2 : Lanes<T>(width)) <= outputs;

    /// <summary>
    /// dE/dW = -y^T delta: the result alone is turned. A row that is left of an odd number of them is one chain, and waits for itself; vectors of 512
    /// bits have so many empty lanes to fill that it pays all the same.
    /// </summary>
    public static bool PaysInGradient<T>(int rows, int inputs, int outputs, Width width) where T : unmanaged =>
        rows > 1 && IsNarrow<T>(outputs, width) && !IsNarrow<T>(inputs, width)
        && (width == Width.V512 || 2 * outputs <= Lanes<T>(width) || (rows >= ManyRows && outputs % 2 == 0));

    /// <summary>Whether a row of the result is less than two vectors: it leaves lanes empty, or is too few chains to hide their latency.</summary>
    public static bool IsNarrow<T>(int cells, Width width) where T : unmanaged => cells < 2 * Lanes<T>(width);

    private static int Lanes<T>(Width width) where T : unmanaged => (int)width / 8 / sizeof(T);
}
