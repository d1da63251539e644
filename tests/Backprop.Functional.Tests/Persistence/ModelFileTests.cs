using System.Security.Cryptography;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
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

    [Theory]
    [InlineData("accumulate", "maen", "its accumulate 'maen' is unknown; known are sum, mean")]
    [InlineData("accumulate", null, "its accumulate is missing; give another file")]
    [InlineData("loss", null, "its loss is missing; give another file")]
    public void How_E_is_measured_is_never_guessed(string key, string? word, string told)
    {
        var run = new ExperimentDocument { Source = "iris" }.Prepare().OrThrow().Run;
        var file = SafeTensors.Read(ModelFile.Write(Model.Of(run, run.Start.Network)), "m").OrThrow();
        var others = file.Metadata.Where(one => one.Key != key);
        var changed = file with { Metadata = Values.From(word is null ? others : others.Append((key, word))) };
        Assert.Equal($"m: {told}", $"{Assert.Single(ModelFile.Read(changed.Write(), "m").Problems)}");
    }

    [Fact]
    public void A_model_measures_by_the_sum_if_it_says_so()
    {
        var run = new ExperimentDocument { Source = "iris", Experiment = new() { Accumulation = Accumulation.Sum } }.Prepare().OrThrow().Run;
        Assert.Equal(Accumulation.Sum, ModelFile.Read(ModelFile.Write(Model.Of(run, run.Start.Network)), "m").OrThrow().Accumulation);
    }

    /// <summary>Data without names for its columns, such as images, gives the bytes that it always gave.</summary>
    [Theory]
    [InlineData("iris", "37de455cc5665f7529b4cc56e654c2e637eb31b17acd385ef2df663f4f2b8695")]
    [InlineData("digits", "ef6ccf7de1efa49b40d10e2e84c03157d47a4b7b1b459e52add6d342c0806cf8")]
    [InlineData("sine", "0edbb3f2b0cb9a94c82c525b7dd6a3457df1a3891e6b44a4d240087593bbf8ca")]
    public void A_model_without_a_name_for_its_target_has_the_bytes_that_it_always_had(string source, string hash)
    {
        var run = new ExperimentDocument { Source = source, Experiment = new() { Hidden = [2], Epochs = 1 } }.Prepare().OrThrow().Run;
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(ModelFile.Write(Model.Of(run, run.Epochs().Last().State.Network)).Span)));
    }

    [Theory]
    [InlineData("a,kind\n1,x\n2,y\n3,x\n", null, "kind")]
    [InlineData("kind \u00e9,a\nx,1\ny,2\nx,3\n", "1", "kind \u00e9")]
    [InlineData("1,x\n2,y\n3,x\n", null, null)]
    [InlineData("a,b\n1,2\n2,5\n3,4\n", null, null)]
    public void A_model_knows_what_its_classes_were_called(string csv, string? target, string? name)
    {
        var data = Csv.Parse(csv, "f.csv", new() { Target = target }).OrThrow();
        var run = new Experiment { Hidden = [2], Split = Fractions.AllTraining, Loss = name is null ? null : new Loss.BinaryCrossEntropy() }.Prepare(DataParts.Of(data)).OrThrow();
        var model = Model.Of(run, run.Start.Network);
        Assert.Equal(name, model.TargetName);
        Assert.Equal(model, ModelFile.Read(ModelFile.Write(model), "m").OrThrow());
        Assert.NotEqual(model, model with { TargetName = "other" });
        Assert.Equal("m: the name of its target is empty; give another file", $"{ModelFile.Read(ModelFile.Write(model with { TargetName = "" }), "m").Problems.Single()}");
    }

    /// <summary>The mean of a column of which nothing is missing as well; bit by bit, as a third has no end in decimals.</summary>
    [Fact]
    public void A_model_knows_the_means_that_stood_in()
    {
        var model = Holed();
        Assert.Equal(Matrix.From(Precision.Float64, 1, 4, [7.0 / 3, double.NaN, double.NaN, 4]), model.Fill);
        Assert.Equal(model, ModelFile.Read(ModelFile.Write(model), "m").OrThrow());
        Assert.NotEqual(model, model with { Fill = null });
        Assert.Null(Holed(MissingValues.Drop).Fill);
    }

    [Fact]
    public void Means_that_are_not_one_for_each_input_are_refused()
    {
        var model = Holed();
        foreach (var fill in (Matrix[])[Matrix.Zero(Precision.Float64, 1, 3), Matrix.Zero(Precision.Float64, 4, 1), Matrix.Zero(Precision.Float32, 1, 4), Matrix.Constant(Precision.Float64, 1, 4, double.NegativeInfinity)])
            Assert.Equal("m: its means for missing values are not one for each input; give another file", $"{ModelFile.Read(ModelFile.Write(model with { Fill = fill }), "m").Problems.Single()}");
    }

    [Fact]
    public void Means_stand_in_where_somebody_says_so()
    {
        var model = Holed();
        IReadOnlyList<double>[] rows = [[double.NaN, 1, 0, 5], [2, 0, 1, double.NaN]];
        IReadOnlyList<double>[] whole = [[7.0 / 3, 1, 0, 5], [2, 0, 1, 4]];
        Assert.Equal(model.Predict(whole), model.Predict(model.Filled(rows).OrThrow()));
        Assert.Equal(["sample 1: input 'c=u' is missing, and has no mean to stand in; give a number", "sample 1: input 'c=v' is missing, and has no mean to stand in; give a number"],
            model.Filled([rows[0], [2, double.NaN, double.NaN, double.NaN]]).Problems.Map(problem => $"{problem}"));
        Assert.Equal("missing: the model has no means to stand in for missing values; fill them in, or train the model with --missing mean", $"{(model with { Fill = null }).Filled(whole).Problems.Single()}");
        Assert.Throws<ArgumentException>(() => model.Filled([[1, 2]]));
        Assert.Throws<ArgumentException>(() => model.Filled(Matrix.Zero(Precision.Float64, 1, 3)));
    }

    [Fact]
    public void A_sample_that_is_not_there_has_no_class()
    {
        var model = Holed();
        var said = model.Predict([[double.NaN, 1, 0, 5], [2, 1, 0, 5]]);
        Assert.Equal((null, null), (said[0].Class, said[0].Probability));
        Assert.All(said[0].Outputs, output => Assert.True(double.IsNaN(output)));
        Assert.Equal(model.Predict([[2, 1, 0, 5]])[0], said[1]);
        Assert.NotNull(said[1].Class);
    }

    /// <summary>Inputs a, c=u, c=v and b; the mean of a is 7/3, that of b 4.</summary>
    private static Model Holed(MissingValues missing = MissingValues.Mean)
    {
        var data = Csv.Parse("a,c,b,kind\n1,u,3,x\n2,v,4,y\n?,u,5,x\n4,v,4,y\n", "f.csv", new() { Missing = missing }).OrThrow();
        var run = new Experiment { Hidden = [2], Split = Fractions.AllTraining }.Prepare(DataParts.Of(data)).OrThrow();
        return Model.Of(run, run.Start.Network);
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
