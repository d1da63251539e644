using Backprop.Functional.Data;
using Backprop.Functional.Functions;
using Backprop.Functional.Numerics;
using Backprop.Functional.Passes;
using Backprop.Functional.Persistence;
using Backprop.Functional.Persistence.Runs;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Persistence;

public class ModelFileTests
{
    public static TheoryData<string, string, Precision> Cases => new()
    {
        { "iris", "softmax-ce", Precision.Float64 }, { "iris", "sse", Precision.Float32 }, { "digits", "softmax-ce", Precision.Float32 }, { "xor", "bce", Precision.Float64 }, { "sine", "sse", Precision.Float64 },
    };

    [Theory, MemberData(nameof(Cases))]
    public void A_model_reads_back_and_predicts_what_training_saw_to_the_bit(string source, string loss, Precision precision)
    {
        var run = new ExperimentDocument { Source = source, Experiment = new() { Hidden = [3], Epochs = 2, Loss = Losses.Find(loss), Precision = precision } }.Prepare().OrThrow().Run;
        var model = Model.Of(run, run.Epochs().Last().State.Network);
        var read = ModelFile.Read(ModelFile.Write(model), "m").OrThrow();
        Assert.Equal(model, read);

        var (data, rows) = (run.Split.Training.Data, run.Split.Training.Rows);
        var seen = Forward.Pass(model.Network, data.Batch(rows.AsSpan(), run.Scaling, precision).X).Output;
        var raw = rows.Map(row => (IReadOnlyList<double>)[.. Enumerable.Range(0, data.Inputs).Select(j => data[row, j])]);
        var predictions = read.Predict(raw);
        Assert.Equal(seen, Matrix.From(precision, seen.Rows, seen.Columns, [.. predictions.SelectMany(one => one.Outputs)]));
        Assert.Equal(predictions, read.Predict(Matrix.From(Precision.Float64, rows.Count, data.Inputs, [.. raw.SelectMany(row => row)])));
        Assert.Equal(predictions[0], read.Predict([raw[0]])[0]);
    }

    [Fact]
    public void A_class_has_the_probability_of_its_output()
    {
        var run = new ExperimentDocument { Source = "xor", Experiment = new() { Hidden = [4], Epochs = 300, Loss = new Loss.BinaryCrossEntropy(), Eta = 2, Activation = new Activation.Tanh() } }.Prepare().OrThrow().Run;
        var model = Model.Of(run, run.Epochs().Last().State.Network);
        var said = model.Predict([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]);
        Assert.Equal([model.OutputNames[0], model.OutputNames[1], model.OutputNames[1], model.OutputNames[0]], said.Map(one => one.Class!));
        Assert.All(said, one => Assert.InRange(one.Probability!.Value, 0.5, 1));
        Assert.Equal(1 - said[0].Outputs[0], said[0].Probability);
        Assert.Equal(said[1].Outputs[0], said[1].Probability);
    }

    [Fact]
    public void Data_coded_for_one_output_does_not_fit_a_model_of_two()
    {
        var xor = Dataset.Create("xor", ["a", "b"], Matrix.From(Precision.Float64, 4, 2, [0, 0, 0, 1, 1, 0, 1, 1]), new Targets.Classes(["0", "1"], [0, 1, 1, 0])).OrThrow();
        var run = new Experiment { Hidden = [2] }.Prepare(new(xor, null, Fractions.AllTraining)).OrThrow();
        var model = Model.Of(run, run.Start.Network);
        Assert.Equal("xor: it is coded for 1 output, and the model has 2", $"{model.Evaluate(xor.WithSingleOutput().OrThrow()).Problems.Single()}".Split(';')[0]);
        Assert.True(model.Evaluate(xor).IsGood);
        var single = model with { Network = new Experiment { Hidden = [2], Loss = new Loss.BinaryCrossEntropy() }.Prepare(new(xor, null, Fractions.AllTraining)).OrThrow().Start.Network };
        Assert.True(single.Evaluate(xor).IsGood);
    }

    [Theory]
    [InlineData("kind", "checkpoint")]
    [InlineData("formatVersion", "2")]
    [InlineData("features", "[\"a\"]")]
    [InlineData("classes", "[\"a\"]")]
    [InlineData("classes", "[1, 2, 3]")]
    [InlineData("scaling", "standart")]
    [InlineData("scaling", "divide:0")]
    [InlineData("loss", "mse")]
    [InlineData("activations", "[]")]
    public void A_word_that_is_wrong_is_refused(string key, string word)
    {
        var run = new ExperimentDocument { Source = "iris" }.Prepare().OrThrow().Run;
        var file = SafeTensors.Read(ModelFile.Write(Model.Of(run, run.Start.Network)), "m").OrThrow();
        Assert.Contains(file.Metadata, one => one.Key == key);
        Assert.False(ModelFile.Read((file with { Metadata = file.Metadata.Map(one => one.Key == key ? (key, word) : one) }).Write(), "m").IsGood);
    }

    [Fact]
    public void What_was_trained_can_be_started_from()
    {
        var run = new ExperimentDocument { Source = "xor", Experiment = new() { Hidden = [2] } }.Prepare().OrThrow().Run;
        var file = Path.Combine(Directory.CreateTempSubdirectory("backprop-").FullName, RunFiles.Model);
        File.WriteAllBytes(file, ModelFile.Write(Model.Of(run, run.Start.Network)).ToArray());
        Assert.Equal(run.Start.Network, new ExperimentDocument { Source = "xor", StartFile = file }.Prepare().OrThrow().Run.Start.Network);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }
}
