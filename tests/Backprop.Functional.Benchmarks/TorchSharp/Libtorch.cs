using Backprop.Functional.Numerics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Backprop.Functional.Benchmarks.Peers;

internal static partial class Optional
{
    static partial void Add(List<IContender> all) => all.Add(new Libtorch());
}

/// <summary>libtorch through TorchSharp, in this process.</summary>
internal sealed class Libtorch : IContender
{
    private Cell? cell;
    private Sequential? net;
    private optim.Optimizer? optimizer;
    private (Tensor X, Tensor T, Tensor Labels)[] batches = [];
    private int step;

    public string Name => "TorchSharp";

    public string? Open(Job job, string folder)
    {
        Dispose();
        try
        {
            Build(job);
            return null;
        }
        catch (Exception why) when (why is DllNotFoundException or NotSupportedException or TypeInitializationException or BadImageFormatException)
        {
            return $"libtorch does not load here; it needs a C++ library with GLIBCXX_3.4.32, as GCC 13 brings it ({why.Message.Split('\n')[0]})";
        }
    }

    private void Build(Job job)
    {
        (cell, step) = (job.Cell, 0);
        set_num_threads(cell.Threads);
        batches = [.. job.Batches.Select(batch => (Tensor(batch.X), Tensor(batch.T), Tensor(batch.T).argmax(1)))];
        var layers = new List<nn.Module<Tensor, Tensor>>();
        for (var n = 0; n < job.Start.Layers.Count; n++)
        {
            var linear = nn.Linear(cell.Sizes[n], cell.Sizes[n + 1], dtype: Type);
            linear.weight = nn.Parameter(Tensor(job.Start.W(n)).t().contiguous());
            linear.bias = nn.Parameter(Tensor(job.Start.Bias(n).Cells!).flatten());
            layers.Add(linear);
            if (n + 1 < job.Start.Layers.Count || cell.Loss == "sse") layers.Add(nn.Sigmoid());
        }

        net = nn.Sequential(layers.Select((layer, n) => ($"{n}", layer)));
        optimizer = cell.Rule == "adam" ? optim.Adam(net.parameters(), lr: cell.Eta) : optim.SGD(net.parameters(), cell.Eta, momentum: cell.Alpha);
    }

    public Timing Run(int steps) => Timing.Of(() =>
    {
        for (var n = 0; n < steps; n++)
        {
            using var scope = NewDisposeScope();
            optimizer!.zero_grad();
            Error(step++ % batches.Length).backward();
            optimizer.step();
        }
    });

    public double Loss()
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        return Enumerable.Range(0, batches.Length).Average(k => Error(k).to_type(ScalarType.Float64).item<double>());
    }

    private ScalarType Type => cell!.Precision == Precision.Float64 ? ScalarType.Float64 : ScalarType.Float32;

    private Tensor Error(int k)
    {
        var y = net!.forward(batches[k].X);
        return cell!.Loss == "sse" ? (y - batches[k].T).pow(2).sum() * (0.5 / cell.Batch) : nn.functional.cross_entropy(y, batches[k].Labels);
    }

    private Tensor Tensor(Matrix cells) => tensor(cells.To(Precision.Float64).Cells<double>().ToArray(), [cells.Rows, cells.Columns], dtype: Type);

    public void Dispose()
    {
        foreach (var (x, t, labels) in batches)
        {
            x.Dispose();
            t.Dispose();
            labels.Dispose();
        }

        batches = [];
        optimizer?.Dispose();
        net?.Dispose();
        (optimizer, net) = (null, null);
    }
}
