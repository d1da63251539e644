using System.Globalization;
using System.Text;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Persistence;
using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>A trained model is used: on new rows, and on rows with known answers.</summary>
public sealed class PredictTests : IDisposable
{
    private const string New =
        """
        petal_width_cm,sepal_length_cm,note,petal_length_cm,sepal_width_cm
        0.2,5.1,first,1.4,3.5
        1.4,7.0,"a, b",4.7,3.2
        2.5,6.3,,6.0,3.3
        """;

    private readonly TemporaryFolder folder = new();

    [Fact, MatchesSnapshot("cli/predict")]
    public Task New_rows_get_their_class_and_what_each_class_gets()
    {
        Train("runs/a", "--data", "iris", "--hidden", "4", "--epochs", "40");
        folder.File("runs/new.csv", New);
        var text = new StringBuilder();
        foreach (var line in (string[])["predict runs/a runs/new.csv", "predict runs/a runs/new.csv --format json", "evaluate runs/a --data iris", "evaluate runs/a --data iris --json"])
        {
            var (code, output, error) = CommandLine.Run(folder, line.Split(' '));
            Assert.Equal((ExitCode.Good, ""), (code, error));
            text.Append(CultureInfo.InvariantCulture, $"$ backprop {line}\n{output}\n");
        }

        return Snapshot.Match(text.ToString(), "cli/predict");
    }

    /// <summary>The file that the model was trained on has its target in it, wherever it stands; without it, the inputs alone are known by place.</summary>
    [Fact]
    public void A_file_without_names_is_known_by_its_columns_when_the_target_comes_first()
    {
        var file = folder.File("runs/all.csv", "1,10,20\n2,30,10\n3,20,50\n4,70,20\n5,10,60\n6,20,10\n7,40,90\n8,15,25\n");
        var inputs = folder.File("runs/inputs.csv", "10,20\n30,10\n20,50\n70,20\n10,60\n20,10\n40,90\n15,25\n");
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "train", "--data", file, "--no-header", "--target", "1", "--split", "1", "--hidden", "2", "--epochs", "3", "--quiet", "--out", "runs/p").Code);
        Assert.Equal((ExitCode.Good, CommandLine.Run(folder, "predict", "runs/p", inputs).Out), CommandLine.Run(folder, "predict", "runs/p", file) is var all ? (all.Code, all.Out) : default);
    }

    [Fact]
    public void Means_of_training_stand_in_where_they_are_asked_for()
    {
        Train("runs/a", "--data", folder.File("holes.csv", "size,shade,kind\n1,,x\n3,2.5,y\n,0.5,x\n2,1.5,y\n6,1.5,x\n3,1.5,y\n"), "--missing", "mean", "--split", "1", "--hidden", "2", "--epochs", "3");
        folder.File("runs/new.csv", "shade,size\n,10\nNA,?\n20,10\n");
        folder.File("runs/whole.csv", "shade,size\n1.5,10\n1.5,3\n20,10\n");
        var usual = CommandLine.Run(folder, "predict", "runs/a", "runs/whole.csv");
        Assert.Equal((ExitCode.Good, ""), (usual.Code, usual.Error));
        Assert.Equal(usual with { Error = "warning: runs/new.csv: values are missing in 2 of 3 rows, and the model's mean of the column stands in: line 2, 3\n" }, CommandLine.Run(folder, "predict", "runs/a", "runs/new.csv", "--missing", "mean"));
        Assert.Equal(usual, CommandLine.Run(folder, "predict", "runs/a", "runs/whole.csv", "--missing", "mean"));
        var refused = CommandLine.Run(folder, "predict", "runs/a", "runs/new.csv");
        Assert.Equal((ExitCode.Usage, ""), (refused.Code, refused.Out));
        Assert.StartsWith("3 problems\nruns/new.csv, line 2, column 1 (shade): the value is missing; give a number, or use the model's mean: --missing mean\n", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "fill it in")]
    [InlineData("--missing mean", "a category has no mean to stand in: fill it in")]
    public void A_category_that_is_missing_is_no_unknown_value(string option, string cure)
    {
        Train("runs/a", "--data", folder.File("holes.csv", "colour,shade,kind\nred,,x\nblue,2.5,y\nred,0.5,x\nblue,1.5,y\n"), "--missing", "mean", "--split", "1", "--hidden", "2", "--epochs", "3");
        folder.File("runs/new.csv", "shade,colour\n1,\n1,NA\n1,green\n");
        var refused = CommandLine.Run(folder, ["predict", "runs/a", "runs/new.csv", .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).Error;
        Assert.Equal($"3 problems\nruns/new.csv, line 2, column 2 (colour): the value is missing; {cure}\nruns/new.csv, line 3, column 2 (colour): the value is missing; {cure}\nruns/new.csv, line 4, column 2 (colour): the model knows no value 'green'; it knows blue, red\n", refused);
    }

    /// <summary>Numbers without any measure make outputs that are none; no class is told for them.</summary>
    [Fact]
    public void A_row_without_a_class_has_none_in_its_column()
    {
        Train("runs/a", "--data", "iris", "--hidden", "none", "--scale", "none", "--epochs", "1");
        folder.File("runs/new.csv", "1.7e308,1.7e308,1.7e308,1.7e308\n1,2,3,4\n");
        var lines = CommandLine.Run(folder, "predict", "runs/a", "runs/new.csv").Out.Split('\n');
        Assert.Equal((",NaN,NaN,NaN", "class,setosa,versicolor,virginica"), (lines[1], lines[0]));
        Assert.StartsWith("{\"class\":null,\"outputs\":{\"setosa\":", CommandLine.Run(folder, "predict", "runs/a", "runs/new.csv", "--json").Out, StringComparison.Ordinal);
    }

    /// <summary>The first row would pass for names: a word stands above a number.</summary>
    [Fact]
    public void A_first_line_that_looks_like_names_can_be_data()
    {
        var file = folder.File("runs/plain.csv", "3,1,x\n4,2,1\n2,5,x\n7,3,1\n");
        Train("runs/a", "--data", file, "--no-header", "--split", "1", "--hidden", "2", "--epochs", "1", "--classify");
        Assert.Equal(ExitCode.Usage, CommandLine.Run(folder, "predict", "runs/a", file).Code);
        var said = CommandLine.Run(folder, "predict", "runs/a", file, "--no-header");
        Assert.Equal((ExitCode.Good, 5), (said.Code, said.Out.TrimEnd('\n').Split('\n').Length));
        Assert.Equal(said, CommandLine.Run(folder, "predict", "runs/a", folder.File("runs/inputs.csv", "3,1\n4,2\n2,5\n7,3\n"), "--no-header"));
    }

    /// <summary>The columns by name, in any order, or all by place; from a file or from standard input: the model's own numbers, to the bit.</summary>
    [Fact]
    public void It_says_what_the_model_says()
    {
        Train("runs/a", "--data", "iris", "--hidden", "4", "--epochs", "5");
        var model = Model.Load(Path.Combine(folder.Path, "runs", "a")).OrThrow();
        var rows = Enumerable.Range(0, 150).Select(row => Enumerable.Range(0, 4).Select(j => Embedded.Iris[row, j]).ToArray()).ToArray();
        var said = model.Predict(rows);
        var byPlace = string.Concat(rows.Select(row => string.Join(',', row.Select(x => x.ToString("R", CultureInfo.InvariantCulture))) + "\n"));
        var byName = $"x,{string.Join(',', Embedded.Iris.FeatureNames.Reverse())}\n" + string.Concat(rows.Select(row => "word," + string.Join(',', row.Reverse().Select(x => x.ToString("R", CultureInfo.InvariantCulture))) + "\n"));
        var expected = "class,setosa,versicolor,virginica\n" + string.Concat(said.Map(one => $"{one.Class},{string.Join(',', one.Outputs.Map(y => y.ToString("R", CultureInfo.InvariantCulture)))}\n"));
        foreach (var content in (string[])[byPlace, byName])
        {
            folder.File("runs/new.csv", content);
            Assert.Equal((ExitCode.Good, expected), CommandLine.Run(folder, "predict", "runs/a", "runs/new.csv") is var (code, output, _) ? (code, output) : default);
            using var text = new StringWriter { NewLine = "\n" };
            using var error = new StringWriter();
            var terminal = new Terminal(text, error, IsInteractive: false, CancellationToken.None) { In = new(new StringReader(content)) };
            Assert.Equal(ExitCode.Good, Application.Run(["predict", Path.Combine(folder.Path, "runs", "a", "model.safetensors"), "-"], terminal));
            Assert.Equal(expected, text.ToString());
        }
    }

    [Fact]
    public void Categories_two_classes_and_numbers_are_predicted()
    {
        var csv = "colour,size,kind\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{(i % 3 == 0 ? "red" : "blue")},{i % 7},{(i % 3 == 0 ? "x" : "y")}\n"));
        Train("runs/b", "--data", folder.File("c.csv", csv), "--loss", "bce", "--hidden", "2", "--epochs", "30", "--eta", "2");
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "evaluate", "runs/b", "--data", Path.Combine(folder.Path, "c.csv")).Code);
        folder.File("runs/new.csv", "size,colour\n3,red\n4,blue\n");
        var lines = CommandLine.Run(folder, "predict", "runs/b", "runs/new.csv").Out.Split('\n');
        Assert.Equal("class,x,y", lines[0]);
        Assert.StartsWith("x,0.", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("y,0.", lines[2], StringComparison.Ordinal);
        folder.File("runs/new.csv", "size,colour\n3,green\nx,blue\n");
        var bad = CommandLine.Run(folder, "predict", "runs/b", "runs/new.csv");
        Assert.Equal(ExitCode.Usage, bad.Code);
        Assert.Contains("line 2, column 2 (colour): the model knows no value 'green'; it knows blue, red", bad.Error, StringComparison.Ordinal);
        Assert.Contains("line 3, column 1 (size): 'x' is no finite number; give a number", bad.Error, StringComparison.Ordinal);

        Train("runs/c", "--data", "sine", "--hidden", "3", "--eta", "0.1", "--epochs", "5");
        folder.File("runs/new.csv", "0.5\n1.5\n");
        Assert.Equal(3, CommandLine.Run(folder, "predict", "runs/c", "runs/new.csv").Out.TrimEnd('\n').Split('\n').Length);
        Assert.Contains("rmse", CommandLine.Run(folder, "evaluate", "runs/c", "--data", "sine").Out, StringComparison.Ordinal);
    }

    /// <summary>One of two columns would be taken, and the other one never looked at; a name that is no input's is nobody's business.</summary>
    [Theory]
    [InlineData("size,colour,note,size,note", "columns 1 and 4 are both called 'size'; give each column its own name")]
    [InlineData("colour,size,colour,note,note", "columns 1 and 3 are both called 'colour'; give each column its own name")]
    [InlineData("note,size,colour,note,other", null)]
    public void An_input_that_is_there_twice_is_refused(string header, string? told)
    {
        var csv = "colour,size,kind\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{(i % 3 == 0 ? "red" : "blue")},{i % 7},{(i % 3 == 0 ? "x" : "y")}\n"));
        Train("runs/b", "--data", folder.File("c.csv", csv), "--hidden", "2", "--epochs", "1");
        folder.File("runs/new.csv", $"{header}\n{string.Join(',', header.Split(',').Select(name => name == "colour" ? "red" : "3"))}\n");
        var result = CommandLine.Run(folder, "predict", "runs/b", "runs/new.csv");
        Assert.Equal((told is null ? ExitCode.Good : ExitCode.Usage, told is null ? "" : $"runs/new.csv: {told}\n"), (result.Code, result.Error));
    }

    [Theory]
    [InlineData("predict runs/a runs/short.csv", ExitCode.Usage, "it has no column for the input 'petal_width_cm'")]
    [InlineData("predict runs/a runs/nowhere.csv", ExitCode.Missing, "there is no such file")]
    [InlineData("predict runs/nowhere runs/short.csv", ExitCode.Missing, "there is no such file")]
    [InlineData("predict runs/short.csv runs/short.csv", ExitCode.Usage, "its header claims")]
    [InlineData("predict runs/a runs/short.csv --format xml", ExitCode.Usage, "--format: 'xml' is unknown")]
    [InlineData("predict runs/a runs/short.csv --missing drop", ExitCode.Usage, "--missing: 'drop' is unknown; known are error, mean")]
    [InlineData("predict runs/a runs/short.csv --missing mean", ExitCode.Usage, "--missing: the model has no means to stand in for missing values; fill them in, or train the model with --missing mean")]
    [InlineData("predict runs/a", ExitCode.Usage, "FILE|- is missing")]
    [InlineData("evaluate runs/a", ExitCode.Usage, "--data: it is missing")]
    [InlineData("evaluate runs/a --data digits", ExitCode.Usage, "the model has 4 inputs")]
    [InlineData("evaluate runs/a --data sine", ExitCode.Usage, "the model has 4 inputs")]
    public void What_does_not_fit_the_model_is_refused(string line, int code, string message)
    {
        Train("runs/a", "--data", "iris", "--hidden", "2", "--epochs", "1");
        folder.File("runs/short.csv", "sepal_length_cm,sepal_width_cm,petal_length_cm,kind\n1,2,3,x\n");
        var result = CommandLine.Run(folder, line.Split(' '));
        Assert.Equal((code, ""), (result.Code, result.Out));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    /// <summary>A folder has many files: the one that is damaged is named.</summary>
    [Theory]
    [InlineData("predict runs/a runs/new.csv")]
    [InlineData("evaluate runs/a --data iris")]
    [InlineData("plot runs/a --kind confusion --out runs/p.svg")]
    [InlineData("report runs/a --out runs/report.html")]
    public void A_damaged_model_is_told_by_its_file(string line)
    {
        Train("runs/a", "--data", "iris", "--hidden", "2", "--epochs", "1");
        folder.File("runs/new.csv", New);
        var file = Path.Combine(folder.Path, "runs", "a", "model.safetensors");
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
        var (code, _, error) = CommandLine.Run(folder, line.Split(' '));
        Assert.Equal(ExitCode.Usage, code);
        Assert.StartsWith("runs/a/model.safetensors: its content does", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the model of the run is gone; backprop train --resume runs/a writes it again", "model.safetensors")]
    [InlineData("the run has left no model: it did not come to its end; backprop train --resume runs/a goes on where it was interrupted", "model.safetensors", "summary.json")]
    public void A_run_that_has_left_no_model_is_told_from_a_wrong_name(string told, params string[] gone)
    {
        Train("runs/a", "--data", "iris", "--hidden", "2", "--epochs", "1");
        foreach (var file in gone) File.Delete(Path.Combine(folder.Path, "runs", "a", file));
        Assert.Equal($"runs/a/model.safetensors: {told}\n", CommandLine.Run(folder, "evaluate", "runs/a", "--data", "iris").Error);
        Assert.Contains("there is no such file; ", CommandLine.Run(folder, "evaluate", "runs", "--data", "iris").Error, StringComparison.Ordinal);
        CommandLine.Run(folder, "train", "--resume", "runs/a");
        Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "evaluate", "runs/a", "--data", "iris").Code);
    }

    /// <summary>To go on would not help: it would diverge again.</summary>
    [Theory]
    [InlineData("predict runs/a runs/new.csv")]
    [InlineData("evaluate runs/a --data iris")]
    public void A_run_that_has_diverged_needs_another_rate(string line)
    {
        folder.File("runs/new.csv", New);
        CommandLine.Run(folder, "train", "--data", "sine", "--eta", "1e6", "--activation", "linear", "--quiet", "--out", "runs/a");
        var (code, _, error) = CommandLine.Run(folder, line.Split(' '));
        Assert.Equal((ExitCode.Missing, "runs/a/model.safetensors: the run has left no model: it diverged; a smaller eta may help: train it anew, into another folder\n"), (code, error));
    }

    public void Dispose() => folder.Dispose();

    private void Train(string run, params string[] options) => Assert.Equal(ExitCode.Good, CommandLine.Run(folder, ["train", "--quiet", "--out", run, .. options]).Code);
}
