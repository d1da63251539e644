using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using BenchmarkDotNet.Attributes;

namespace Backprop.Functional.Benchmarks.Micro;

/// <summary>Every rule of the lecture, one update of the 101770 parameters of 784-128-10 in a fold: the new lie where the old were.</summary>
[Config(typeof(Bounded))]
public class RuleBenchmarks
{
    private Optimizer optimizer = Optimizer.GradientDescent(0.1);
    private readonly Arithmetic successors = Arithmetic.Fast.Succeeding();
    private Parameters gradients = new([]), w = new([]);
    private Memory? memory;

    public static IEnumerable<string> Rules => Presets.Lecture.All.Select(preset => preset.Name);

    [ParamsSource(nameof(Rules))]
    public string Rule { get; set; } = "";

    [ParamsAllValues]
    public Precision Precision { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        var preset = Presets.Find($"lecture/{Rule}")!;
        optimizer = preset.At(preset.Eta ?? 0.1);
        var network = Nets.Usual(Precision);
        (gradients, w, memory) = (network.Parameters, network.Parameters, optimizer.Start(network));
    }

    [Benchmark]
    public void Update() => (w, memory) = optimizer.Rule.Advance(new(1, optimizer.Rate.At(0), 1), gradients, memory!, w, successors);
}
