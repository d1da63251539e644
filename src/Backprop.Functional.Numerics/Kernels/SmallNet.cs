using System.Numerics;
using System.Runtime.CompilerServices;

namespace Backprop.Functional.Numerics.Kernels;

/// <summary>The activations of small nets.</summary>
internal enum SmallFunction
{
    Linear,
    Relu,
    Sigmoid,
    Tanh,
}

/// <summary>A layer of a small net: where its weights begin among all parameters; its biases follow them, one for each neuron or one for all.</summary>
internal readonly record struct SmallLayer(int Inputs, int Outputs, int Weights, int Biases, bool IsEach, SmallFunction F);

/// <summary>
/// Forward, half squared error and backward in one go, for nets so small that calls would cost more than the arithmetic: the operations of the
/// textbook loops, in their order.
/// </summary>
internal sealed class SmallNet<T>(SmallLayer[] layers) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private T[][] v = [], y = [], delta = [];

    /// <summary>E and dE/dw of a batch; a mean if it is divided.</summary>
    /// <param name="w">All parameters, layer by layer: weights, then biases.</param>
    /// <param name="g">Their gradients, to be written.</param>
    /// <param name="x">Inputs (rows x inputs).</param>
    /// <param name="t">Targets (rows x outputs).</param>
    /// <param name="rows">How many samples.</param>
    /// <param name="isMean">Whether E and delta are divided by their number.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Gradient(ReadOnlySpan<T> w, Span<T> g, ReadOnlySpan<T> x, ReadOnlySpan<T> t, int rows, bool isMean)
    {
        if (y.Length == 0 || y[0].Length != rows * layers[0].Outputs) (v, y, delta) = (Signals(rows), Signals(rows), Signals(rows));
        for (var n = 0; n < layers.Length; n++) Forward(layers[n], w, n == 0 ? x : y[n - 1], v[n], y[n], rows);
        var e = Output(t, rows, isMean);
        for (var n = layers.Length - 1; n >= 0; n--)
        {
            Weigh(layers[n], n == 0 ? x : y[n - 1], delta[n], g, rows);
            if (n > 0) Back(layers[n], layers[n - 1].F, w, delta[n], v[n - 1], y[n - 1], delta[n - 1], rows);
        }

        return e;
    }

    private T[][] Signals(int rows) => Array.ConvertAll(layers, layer => new T[rows * layer.Outputs]);

    /// <summary>v = y W + b, y = f(v) (pins 1 and 4).</summary>
    private static void Forward(in SmallLayer layer, ReadOnlySpan<T> w, ReadOnlySpan<T> from, Span<T> v, Span<T> y, int rows)
    {
        var weights = w.Slice(layer.Weights, layer.Inputs * layer.Outputs);
        var biases = w.Slice(layer.Weights + weights.Length, layer.Biases);
        for (var p = 0; p < rows; p++)
            for (var j = 0; j < layer.Outputs; j++)
            {
                var sum = biases.IsEmpty ? T.Zero : layer.IsEach ? biases[j] : biases[0];
                for (var i = 0; i < layer.Inputs; i++) sum = Fma.Of(from[(p * layer.Inputs) + i], weights[(i * layer.Outputs) + j], sum);
                v[(p * layer.Outputs) + j] = sum;
            }

        for (var k = 0; k < v.Length; k++) y[k] = Value(layer.F, v[k]);
    }

    /// <summary>E = 1/2 sum e^2 with e = t - y, and delta = e f'(v) (pins 4, 6 and 10).</summary>
    private double Output(ReadOnlySpan<T> t, int rows, bool isMean)
    {
        var (sum, f, count) = (0.0, layers[^1].F, T.CreateTruncating((double)rows));
        var (lastV, lastY, lastDelta) = (v[^1], y[^1], delta[^1]);
        for (var k = 0; k < lastY.Length; k++)
        {
            var e = t[k] - lastY[k];
            var wide = double.CreateTruncating(e);
            sum += wide * wide;
            var d = f == SmallFunction.Linear ? e : e * Slope(f, lastV[k], lastY[k]);
            lastDelta[k] = isMean ? d / count : d;
        }

        return isMean ? 0.5 * sum / rows : 0.5 * sum;
    }

    /// <summary>delta of the layer below: sum_k delta_k w_gk, times f'(v) (pin 2).</summary>
    private static void Back(in SmallLayer layer, SmallFunction f, ReadOnlySpan<T> w, ReadOnlySpan<T> delta, ReadOnlySpan<T> v, ReadOnlySpan<T> y, Span<T> below, int rows)
    {
        var weights = w.Slice(layer.Weights, layer.Inputs * layer.Outputs);
        for (var p = 0; p < rows; p++)
            for (var g = 0; g < layer.Inputs; g++)
            {
                var signal = T.Zero;
                for (var k = 0; k < layer.Outputs; k++) signal = Fma.Of(delta[(p * layer.Outputs) + k], weights[(g * layer.Outputs) + k], signal);
                var at = (p * layer.Inputs) + g;
                below[at] = f == SmallFunction.Linear ? signal : signal * Slope(f, v[at], y[at]);
            }
    }

    /// <summary>dE/dw_ij = sum_p y_pi (-delta_pj), dE/db_j = sum_p (-delta_pj); a tied bias collects those of its neurons (pin 3).</summary>
    private static void Weigh(in SmallLayer layer, ReadOnlySpan<T> from, ReadOnlySpan<T> delta, Span<T> g, int rows)
    {
        var weights = g.Slice(layer.Weights, layer.Inputs * layer.Outputs);
        var biases = g.Slice(layer.Weights + weights.Length, layer.Biases);
        for (var i = 0; i < layer.Inputs; i++)
            for (var j = 0; j < layer.Outputs; j++)
            {
                var sum = T.Zero;
                for (var p = 0; p < rows; p++) sum = Fma.Of(from[(p * layer.Inputs) + i], -delta[(p * layer.Outputs) + j], sum);
                weights[(i * layer.Outputs) + j] = sum;
            }

        if (biases.IsEmpty) return;
        var (tied, isEach) = (T.Zero, layer.IsEach);
        for (var j = 0; j < layer.Outputs; j++)
        {
            var sum = T.Zero;
            for (var p = 0; p < rows; p++) sum += -delta[(p * layer.Outputs) + j];
            if (isEach) biases[j] = sum;
            tied += sum;
        }

        if (!isEach) biases[0] = tied;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Value(SmallFunction f, T v) => f switch
    {
        SmallFunction.Sigmoid => typeof(T) == typeof(double)
            ? T.CreateTruncating(Scalar.Sigmoid.Of(double.CreateTruncating(v)))
            : T.CreateTruncating(Scalar.Sigmoid.Quick(double.CreateTruncating(v))),
        SmallFunction.Tanh => typeof(T) == typeof(double)
            ? T.CreateTruncating(Scalar.Tanh.Of(double.CreateTruncating(v)))
            : T.CreateTruncating(Scalar.Tanh.Quick(double.CreateTruncating(v))),
        SmallFunction.Relu => v <= T.Zero ? T.Zero : v,
        _ => v,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Slope(SmallFunction f, T v, T y) => f switch
    {
        SmallFunction.Sigmoid => y * (T.One - y),
        SmallFunction.Tanh => T.One - (y * y),
        _ => v <= T.Zero ? T.Zero : T.One,
    };
}
