using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Data;

/// <summary>
/// What the samples of a class count in E. A closed union; as text <c>balanced</c> or <c>ham=1,spam=4.5</c>. A name that holds a comma stands in
/// quotes, <c>"a, b"=2</c>, and a quote in it is written twice.
/// </summary>
[JsonConverter(typeof(TextConverter))]
public abstract partial record ClassWeights
{
    private ClassWeights() { }

    /// <summary>Each class counts the same altogether: n / (classes x samples of the class), over the training part.</summary>
    public sealed record Balanced : ClassWeights
    {
        /// <inheritdoc/>
        public override string ToString() => "balanced";
    }

    /// <summary>As given; a class that is not named counts 1.</summary>
    /// <param name="Each">Names of classes with their weights, each 0 or more.</param>
    [JsonConverter(typeof(TextConverter))]
    public sealed record Given(Values<(string Class, double Weight)> Each) : ClassWeights
    {
        /// <inheritdoc/>
        public override string ToString() => string.Join(',', Each.Map(one => string.Create(CultureInfo.InvariantCulture, $"{Quoted(one.Class)}={one.Weight:R}")));

        private static string Quoted(string name) =>
            name.Length > 0 && name == name.Trim() && !name.Contains(',', StringComparison.Ordinal) && name[0] != '"' ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Reads what <c>ToString</c> writes.</summary>
    public static Checked<ClassWeights> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Trim() == "balanced") return Checked.Good<ClassWeights>(new Balanced());
        var (each, problems) = (new List<(string, double)>(), new List<Problem>());
        foreach (var part in Part().Matches($"{text},").Select(match => match.Groups[1].Value))
        {
            var equals = part.LastIndexOf('=');
            var name = equals < 1 ? "" : Unquoted(part[..equals].Trim());
            if (equals < 1 || !double.TryParse(part[(equals + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) || !(weight >= 0 && double.IsFinite(weight)))
                problems.Add(new Problem.OutOfRange("class weights", $"{Words.Quote(part)} is no class with a weight from 0 on", "write balanced, or a=1,b=2.5"));
            else if (each.Any(one => one.Item1 == name))
                problems.Add(new Problem.OutOfRange("class weights", $"{Words.Quote(name)} is given twice", "give it once"));
            else each.Add((name, weight));
        }

        return problems.Count > 0 ? Checked.Bad<ClassWeights>(problems) : Checked.Good<ClassWeights>(new Given(Values.From(each)));
    }

    /// <summary>What stands before a comma; a comma between quotes at its beginning is part of it.</summary>
    [GeneratedRegex("""\G((?:\s*"(?:[^"]|"")*")?[^,]*),""")] private static partial Regex Part();

    private static string Unquoted(string name) => InQuotes().IsMatch(name) ? name[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : name;

    [GeneratedRegex("""^"(?:[^"]|"")*"\z""")] private static partial Regex InQuotes();

    /// <summary>The weight of each class, in the order of the outputs.</summary>
    /// <param name="training">What is learned from; its classes are counted.</param>
    internal Checked<Values<double>> For(Part training)
    {
        if (training.Data.Targets is not Targets.Classes { Names: var names, Labels: var labels })
            return Checked.Bad<Values<double>>(new Problem.Mismatch("class weights", "the data has numbers to learn, no classes", "leave them out"));
        // Weights that have no text could not be repeated.
        if (Parse($"{this}") is { IsGood: false } bad) return Checked.Bad<Values<double>>(bad.Problems);
        if (this is Balanced)
        {
            var counts = new int[names.Count];
            foreach (var row in training.Rows) counts[labels[row]]++;
            return Checked.Good(names.Map((_, c) => counts[c] == 0 ? 0 : (double)training.Count / ((double)names.Count * counts[c])));
        }

        var given = ((Given)this).Each;
        var unknown = given.Where(one => !names.Contains(one.Class)).Select(one => new Problem.Unknown("class weights",
            $"there is no class {Words.Quote(one.Class)}", $"{Words.DidYouMean(one.Class, names)}the classes are {Words.List(names)}")).ToList();
        return unknown.Count > 0
            ? Checked.Bad<Values<double>>(unknown)
            : Checked.Good(names.Map(name => given.FirstOrDefault(one => one.Class == name) is { Class: not null, Weight: var w } ? w : 1));
    }

    /// <summary>The data with the weight of its class for each sample, times the weight that the sample had.</summary>
    internal static Dataset Apply(Values<double> weights, Dataset data)
    {
        var labels = ((Targets.Classes)data.Targets).Labels;
        return data.Copy(data.Targets, Matrix.Build(Precision.Float64, data.Count, 1, (weights, labels, data.Weights),
            static (s, p) => s.Weights is null ? s.weights[s.labels[p]] : s.weights[s.labels[p]] * s.Weights.At(p)));
    }
}
