using System.Numerics;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>
/// The matrices that a computation makes, in their order, for one who repeats it and has done with the last time: the next time they are
/// written again.
/// </summary>
internal sealed class Tape
{
    /// <summary>Batches of an epoch come in two sizes; a stream that keeps changing its mind starts afresh.</summary>
    private const int Sizes = 4;

    private readonly Dictionary<int, List<Matrix>> bySize = [];
    private List<Matrix> made = [];
    private int next;

    /// <summary>Back to the start, of a computation of this size.</summary>
    public void Rewind(int size)
    {
        next = 0;
        if (bySize.TryGetValue(size, out var known))
        {
            made = known;
            return;
        }

        if (bySize.Count == Sizes) bySize.Clear();
        bySize[size] = made = [];
    }

    /// <summary>The next matrix, to be written.</summary>
    public Matrix Next<T>(int rows, int columns) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (next == made.Count) made.Add(Matrix.Draft<T>(rows, columns));
        else if (!made[next].Fits<T>(rows, columns)) made[next] = Matrix.Draft<T>(rows, columns);
        return made[next++];
    }
}
