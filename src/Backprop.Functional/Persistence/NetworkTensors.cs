using Backprop.Functional.Functions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;
using Backprop.Functional.Persistence.Settings;

namespace Backprop.Functional.Persistence;

/// <summary>Networks and what has their shape as named tensors: <c>W(0)</c>, <c>b(1)</c> or <c>w0(0)</c>, as <see cref="Parameters.Tensors"/> names them, perhaps after a word.</summary>
internal static class NetworkTensors
{
    public static IEnumerable<(string Name, Matrix Tensor)> Of(string before, Parameters parameters) => parameters.Tensors().Select(one => (before + one.Name, one.Tensor));

    /// <summary>The network of a file with these activations.</summary>
    public static Checked<Network> Network(SafeTensors file, string before, Values<Activation> activations, string place)
    {
        var absent = Enumerable.Range(0, activations.Count).Where(n => file.Find($"{before}W({n})") is null).Select(n => Absent(place, $"{before}W({n})")).ToList();
        return absent.Count > 0
            ? Checked.Bad<Network>(absent)
            : Networks.Network.Create(activations.Map((f, n) => new Layer(new(file.Find($"{before}W({n})")!, BiasOf(file, before, n)), f)))
                .Match(Checked.Good, bad => Checked.Bad<Network>(bad.Select(problem => new Problem.Unreadable($"{place}, {problem.Place}", problem.Rule, problem.Cure))));
    }

    /// <summary>Something of the shape of a network.</summary>
    public static Checked<Parameters> Like(Parameters shape, SafeTensors file, string before, string place)
    {
        var problems = shape.Tensors().Select(one => file.Find(before + one.Name) is not { } found ? Absent(place, before + one.Name)
            : (found.Precision, found.Rows, found.Columns) != (one.Tensor.Precision, one.Tensor.Rows, one.Tensor.Columns)
                ? new Problem.Unreadable($"{place}, tensor {before}{one.Name}",
                    $"it is {found.Rows} x {found.Columns} {found.Precision}, and the network has {one.Tensor.Rows} x {one.Tensor.Columns} {one.Tensor.Precision}", "give another file")
                : null).OfType<Problem>().ToList();
        if (problems.Count > 0) return Checked.Bad<Parameters>(problems);
        var tensors = shape.Tensors().Select(one => file.Find(before + one.Name)!).GetEnumerator();
        return Checked.Good(shape.Map(_ =>
        {
            tensors.MoveNext();
            return tensors.Current;
        }));
    }

    public static string Activations(Network network) => Lists.Write(network.Layers.Map(layer => layer.F.Name));

    public static Checked<Values<Activation>> Activations(SafeTensors file, string place) => Lists.Read(file, "activations", place).Bind(names => Codecs.All(names.Map(name =>
        Functions.Activations.Find(name) is { } f
            ? Checked.Good(f)
            : Checked.Bad<Activation>(new Problem.Unknown($"{place}, activations", $"'{name}' is unknown", $"known are {string.Join(", ", Functions.Activations.Names)}")))));

    private static Bias BiasOf(SafeTensors file, string before, int n) =>
        file.Find($"{before}w0({n})") is { } tied ? new Bias.Tied(tied)
        : file.Find($"{before}b({n + 1})") is { } each ? new Bias.PerNeuron(each)
        : new Bias.Absent();

    private static Problem.Unreadable Absent(string place, string name) => new(place, $"it has no tensor {name}", "give another file");
}

/// <summary>Lists of words within a word, as JSON.</summary>
internal static class Lists
{
    public static string Write(Values<string> words) => $"[{string.Join(',', words.Map(Codecs.Quoted))}]";

    public static Checked<Values<string>> Read(SafeTensors file, string key, string place) =>
        file.Word(key) is not { } text ? Checked.Bad<Values<string>>(new Problem.Unreadable(place, $"its metadata has no '{key}'", "give another file"))
        : NodeReader.Read(text, $"{place}, {key}").Bind(node => node is Node.List list && list.Items.All(item => item is Node.Text)
            ? Checked.Good(Values.From(list.Items.Select(item => ((Node.Text)item).Value)))
            : Checked.Bad<Values<string>>(new Problem.Unreadable($"{place}, {key}", "it is no list of words", "give another file")));
}
