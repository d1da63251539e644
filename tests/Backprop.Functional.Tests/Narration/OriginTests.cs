using System.Reflection;
using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Narration;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Passes;
using Backprop.Functional.Snapshots;
using Backprop.Functional.Tests.Optimizers;
using Backprop.Functional.Tests.Training;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Narration;

/// <summary>The file and the method that a derivation ends with are there.</summary>
public class OriginTests
{
    public static TheoryData<string> Rules => RuleTests.Names;

    [Theory, MemberData(nameof(Rules))]
    public void Of_every_value_under_every_rule(string rule)
    {
        var optimizer = new Optimizer(RuleReferences.All.Single(one => one.Name == rule).Rule, 0.1) { Links = [new Link.L2(0.1), new Link.ClipByNorm(0.01)] };
        var recipe = Lectures.Recipe with { Optimizer = optimizer, Dropout = new Dropout(0.25, Key.Of(1)) };
        var batch = Lectures.Three with { Weights = Lectures.Table(3, 1, 1, 2, 0.5) };
        foreach (var bias in Enum.GetValues<BiasKind>())
        {
            var first = recipe.Explain(TrainingState.Start(Lectures.Net(bias), optimizer), batch);
            foreach (var trace in (StepTrace[])[first, recipe.Explain(first.After, batch)])
                foreach (var (name, _) in trace.Values) Exists(Origin.Of(trace, name));
        }
    }

    [Theory]
    [InlineData("relu", "softmax", "softmax-ce")]
    [InlineData("leaky-relu:0.1", "sigmoid", "bce")]
    [InlineData("softplus", "linear", "sse")]
    [InlineData("tanh", "softmax", "ce-lecture")]
    public void Of_every_value_under_every_activation_and_loss(string hidden, string output, string loss)
    {
        var trace = (Lectures.Recipe with { Loss = Losses.Find(loss)! }).Explain(Lectures.Start(Lectures.Net(BiasKind.Tied, hidden, output)), Lectures.Batch);
        foreach (var (name, _) in trace.Values) Exists(Origin.Of(trace, name));
        Exists(Origin.Of(trace, ValueName.Parse("dy(2)_1/dw(0)_1,1")!));
        Exists(Origin.Of(trace, ValueName.Parse("rate(0)_1,1")!));
    }

    [Fact]
    public void A_method_that_is_gone_is_seen() => Assert.ThrowsAny<Exception>(() => Exists(new("Passes/Backward.cs", "Backward", "Gone")));

    private static void Exists(Origin origin)
    {
        var path = Path.Combine(Repository.Root, "src", "Backprop.Functional", origin.File);
        Assert.Contains(origin.Method, File.ReadAllText(path), StringComparison.Ordinal);
        var room = Path.GetDirectoryName(origin.File)!.Replace('/', '.');
        var type = typeof(Batch).Assembly.GetType($"Backprop.Functional.{room}.{origin.Type.Replace('.', '+')}", throwOnError: true)!;
        Assert.Contains(Members(type), method => method.Name == origin.Method);
    }

    private static IEnumerable<MethodInfo> Members(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance).Concat(type.BaseType is { } parent ? Members(parent) : []);
}
