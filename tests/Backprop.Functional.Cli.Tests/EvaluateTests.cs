using System.Globalization;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>A model is judged by any file in which its inputs and the answers can be found, as predict takes them.</summary>
public sealed class EvaluateTests : IDisposable
{
    private static readonly string[] Colours = ["red", "green", "blue"];
    private readonly TemporaryFolder folder = new();

    /// <summary>The same rows, however they are written, give the same numbers; without blue rows, so that one value of the category does not occur.</summary>
    [Theory]
    [InlineData("colour,size,kind", "")]
    [InlineData("size,colour,kind", "")]
    [InlineData("id,note,size,colour,kind", "")]
    [InlineData("kind,colour,size", "")]
    [InlineData("kind,colour,id,size", "--target kind")]
    [InlineData("id,kind,colour,id,size", "--target 2")]
    public void Columns_are_found_by_name_and_others_left_aside(string header, string options)
    {
        Train("runs/a", Csv("colour,size,kind", _ => true), "--loss", "bce");
        var usual = Evaluate("runs/a", Csv("colour,size,kind", i => i % 3 != 2));
        Assert.Equal((ExitCode.Good, ""), (usual.Code, usual.Error));
        Assert.Contains("40 ", usual.Out, StringComparison.Ordinal);
        Assert.Equal(usual, Evaluate("runs/a", Csv(header, i => i % 3 != 2), options.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData("size,length,id", "")]
    [InlineData("id,length,size", "")]
    [InlineData("id,size,length", "")]
    public void A_number_is_known_by_the_name_that_it_had(string header, string options)
    {
        Train("runs/a", Csv("size,length", _ => true), "--eta", "0.01");
        Assert.Equal(Evaluate("runs/a", Csv("size,length", _ => true)), Evaluate("runs/a", Csv(header, _ => true), options.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <summary>The file that it was trained on, by its weights or with them aside; a weight of 1 is as none.</summary>
    [Fact]
    public void A_column_of_weights_is_no_input()
    {
        var weighted = Csv("size,weight,colour,kind", _ => true);
        Train("runs/a", weighted, "--weight", "weight");
        var aside = Evaluate("runs/a", weighted);
        var counted = Evaluate("runs/a", weighted, "--weight", "weight");
        Train("runs/n", weighted, "--weight", "2");
        Assert.Equal(counted, Evaluate("runs/n", weighted, "--weight", "2"));
        Assert.Equal((ExitCode.Good, ExitCode.Good), (aside.Code, counted.Code));
        Assert.NotEqual(aside.Out, counted.Out);
        Assert.Equal(aside, Evaluate("runs/a", Csv("one,kind,colour,size", _ => true), "--target", "kind", "--weight", "one"));
    }

    [Fact]
    public void Rows_with_a_missing_value_can_be_left_out()
    {
        Train("runs/a", Csv("size,colour,kind", _ => true));
        var holes = folder.File("holes.csv", "id,size,colour,kind\n1,3,red,x\n,4,blue,y\n3,,red,x\n4,5,?,x\n5,6,green,NA\n6,1,green,y\n");
        var refused = Evaluate("runs/a", holes);
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.StartsWith("3 problems\n", refused.Error, StringComparison.Ordinal);
        Assert.Contains("line 4, column 2 (size): the value is missing; fill it in, or drop such rows", refused.Error, StringComparison.Ordinal);
        var (code, said, error) = Evaluate("runs/a", holes, "--missing", "drop");
        Assert.Equal((ExitCode.Good, "warning: holes.csv: values are missing in 3 of 6 rows, which are left out: line 4, 5, 6\n"), (code, error.Replace(folder.Path + "/", "", StringComparison.Ordinal)));
        Assert.Equal(said, Evaluate("runs/a", folder.File("whole.csv", "size,colour,kind\n3,red,x\n4,blue,y\n1,green,y\n")).Out);
    }

    /// <summary>The means of the file that is judged would be others: 10 and 20.</summary>
    [Fact]
    public void Means_of_training_stand_in_where_they_are_asked_for()
    {
        TrainOnHoles("runs/a");
        var later = folder.File("later.csv", "id,kind,shade,size\n1,x,,10\n2,y,20,?\n,x,20,10\n");
        var usual = Evaluate("runs/a", folder.File("whole.csv", "size,shade,kind\n10,1.5,x\n3,20,y\n10,20,x\n"));
        Assert.Equal(ExitCode.Good, usual.Code);
        Assert.Equal(usual with { Error = "warning: later.csv: values are missing in 2 of 3 rows, and the model's mean of the column stands in: line 2, 3\n" }, Told(Evaluate("runs/a", later, "--missing", "mean")));
        Assert.Contains("line 2, column 3 (shade): the value is missing; fill it in, or say what to do with missing values: drop or mean\n", Evaluate("runs/a", later).Error, StringComparison.Ordinal);
        Assert.Contains("which are left out", Evaluate("runs/a", later, "--missing", "drop").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("size,shade,kind\n3,1.5,\n", "", "line 2, column 3 (kind): the value is missing; a target has no mean to stand in: fill it in, or drop such rows\n")]
    [InlineData("size,shade,kind,w\n3,1.5,x,?\n", "--weight w", "line 2, column 4 (w): the value is missing (?); the model has no mean to stand in: fill it in, or drop such rows\n")]
    public void What_has_no_mean_is_not_filled_in(string csv, string options, string message)
    {
        TrainOnHoles("runs/a");
        var (code, _, error) = Evaluate("runs/a", folder.File("later.csv", csv), ["--missing", "mean", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_left_where_every_row_has_a_missing_value()
    {
        Train("runs/a", Csv("size,colour,kind", _ => true));
        var (code, _, error) = Evaluate("runs/a", folder.File("holes.csv", "size,colour,kind\n,red,x\n3,,y\n"), "--missing", "drop");
        Assert.Equal((ExitCode.Usage, "holes.csv: every row has a missing value, so dropping them leaves none; fill values in\n"), (code, error.Replace(folder.Path + "/", "", StringComparison.Ordinal)));
    }

    /// <summary>By place, the target and the weights wherever they stand, whatever the columns were called in training.</summary>
    [Fact]
    public void A_file_without_names_is_known_by_its_columns()
    {
        Train("runs/a", Csv("size,shade,kind", _ => true));
        var usual = Evaluate("runs/a", Csv("size,shade,kind", _ => true));
        Assert.Equal(usual, Evaluate("runs/a", Csv("size,shade,kind", _ => true, named: false), "--target", "3"));
        Assert.Equal(usual, Evaluate("runs/a", Csv("kind,size,shade", _ => true, named: false), "--target", "1"));
        Assert.Equal(usual, Evaluate("runs/a", Csv("kind,size,one,shade", _ => true, named: false), "--target", "1", "--weight", "c3"));
        Assert.Equal(usual, Evaluate("runs/a", Csv("kind,size,one,shade", _ => true, named: false), "--target", "1", "--weight", "3"));
    }

    /// <summary>Where the answers stood first in training, the last column is the wrong one to guess.</summary>
    [Theory]
    [InlineData("kind,colour,size,id", "")]
    [InlineData("size,id,colour,odd,kind,id", "")]
    [InlineData("size,colour,odd as kind,kind as answer", "--target answer")]
    [InlineData("size,colour,odd as kind,kind as answer", "--target 4")]
    public void Answers_are_looked_for_where_the_model_learned_them(string header, string options)
    {
        Train("runs/a", Csv("kind,colour,size", _ => true), "--target", "kind");
        var usual = Evaluate("runs/a", Csv("size,colour,kind", _ => true));
        Assert.Equal((ExitCode.Good, ""), (usual.Code, usual.Error));
        Assert.Equal(usual, Evaluate("runs/a", Csv(header, _ => true), options.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <summary>Then the last column that is no input is taken, as ever, and that is said: it may be another one's.</summary>
    [Theory]
    [InlineData("size,shade,kind as answer", true, "there is no column 'kind', which the model learned; column 3 (answer) is taken for the answers")]
    [InlineData("kind as answer,size,shade", true, "there is no column 'kind', which the model learned; column 1 (answer) is taken for the answers")]
    [InlineData("size,shade,kind", false, "there is no column 'kind', which the model learned; column 3 (c3) is taken for the answers")]
    public void A_column_that_is_taken_for_the_answers_is_told(string header, bool named, string warning)
    {
        Train("runs/a", Csv("size,shade,kind", _ => true));
        var usual = Evaluate("runs/a", Csv("size,shade,kind", _ => true));
        Assert.Equal(usual with { Error = $"warning: data.csv: {warning}\n" }, Told(Evaluate("runs/a", Csv(header, _ => true, named))));
    }

    [Fact]
    public void A_column_that_is_taken_for_the_numbers_is_told()
    {
        Train("runs/a", Csv("size,length", _ => true), "--eta", "0.01");
        var usual = Evaluate("runs/a", Csv("size,length", _ => true));
        Assert.Equal(usual with { Error = "warning: data.csv: there is no column 'length', which the model learned; column 2 (width) is taken for the answers\n" }, Told(Evaluate("runs/a", Csv("size,length as width", _ => true))));
    }

    /// <summary>The first row would pass for names: a word stands above a number.</summary>
    [Fact]
    public void A_first_line_that_looks_like_names_can_be_data()
    {
        var file = folder.File("plain.csv", "x,3,1\n1,4,2\nx,2,5\n1,7,3\nx,6,4\n1,0,9\n");
        Train("runs/a", file, "--no-header", "--target", "1", "--split", "1", "--classify");
        var (code, said, error) = Evaluate("runs/a", file, "--no-header", "--json");
        Assert.Equal((ExitCode.Good, ""), (code, error));
        Assert.Contains("\"samples\":6", said, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, Evaluate("runs/a", file).Code);
    }

    [Theory]
    [InlineData("size,colour,kind", "--target size", "the target 'size' is an input of the model; name the column with the answers")]
    [InlineData("size,colour", "", "the target 'colour' is an input of the model; the model learned 'kind', which is no column here: name the column with the answers as target\n")]
    [InlineData("kind,size,colour,kind", "", "columns 1 and 4 are both called 'kind'; give each column its own name")]
    [InlineData("kind,size,colour,kind", "--target kind", "columns 1 and 4 are both called 'kind'; give each column its own name")]
    [InlineData("size,kind", "", "it has no column for the input 'colour=blue'")]
    [InlineData("size,colour,size,kind", "", "columns 1 and 3 are both called 'size'; give each column its own name")]
    [InlineData("size,colour,kind", "--weight weigth", "--weight: there is no column 'weigth'")]
    [InlineData("size,colour,kind", "--weight size", "--weight: it is an input of the model; name another column")]
    [InlineData("size,colour,kind", "--weight kind --target kind", "--weight: it is the target; name another column")]
    [InlineData("size,colour,kind", "--missing mean", "--missing: the model has no means to stand in for missing values; fill them in, or train the model with --missing mean\n")]
    [InlineData("size,colour,kind", "--missing zero", "--missing: 'zero' is unknown; known are error, drop, mean")]
    [InlineData("size,colour,odd", "", "line 2, column 3 (odd): 'q' is not one of the classes; the classes are x, y; the model learned 'kind', which is no column here: if another one holds the answers, name it as target\n")]
    [InlineData("size,colour,odd as kind", "", "line 2, column 3 (kind): 'q' is not one of the classes; the classes are x, y; if another column holds the answers, name it as target\n")]
    [InlineData("size,colour,odd", "--target odd", "line 2, column 3 (odd): 'q' is not one of the classes; the classes are x, y\n")]
    [InlineData("size,odd as colour,kind", "", "line 2, column 2 (colour): the model knows no value 'q'; it knows blue, green, red")]
    [InlineData("odd as size,colour,kind", "", "line 2, column 1 (size): 'q' is not a number, as the column holds; give a number")]
    public void What_does_not_fit_is_told(string header, string options, string message)
    {
        Train("runs/a", Csv("size,colour,kind", _ => true));
        var (code, _, error) = Evaluate("runs/a", Csv(header, _ => true), options.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    /// <summary>A run always leaves its summary, wherever it is kept; evaluate leaves nothing.</summary>
    [Fact]
    public void A_confusion_matrix_that_is_too_large_for_a_table_is_told_where_it_is()
    {
        var file = folder.File("many.csv", "x,kind\n" + string.Concat(Enumerable.Range(0, 84).Select(i => $"{i},k{i % 21}\n")));
        foreach (var kept in (string[][])[[], ["--out", "runs/a"]])
        {
            var run = CommandLine.Run(folder, ["train", "--data", file, "--hidden", "2", "--epochs", "1", .. kept]);
            Assert.Contains("\nconfusion of 21 classes: in summary.json of the run\n", run.Out, StringComparison.Ordinal);
            Assert.Contains("\"confusion\"", File.ReadAllText(Path.Combine(folder.Path, run.Folder, "summary.json")), StringComparison.Ordinal);
        }

        Assert.EndsWith("\nconfusion of 21 classes: --json prints it\n", Evaluate("runs/a", file).Out, StringComparison.Ordinal);
        Assert.Contains("\"confusion\"", Evaluate("runs/a", file, "--json").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_for_CSV_files_are_refused_where_there_is_none()
    {
        Train("runs/a", "iris");
        var (code, _, error) = Evaluate("runs/a", "iris", "--missing", "drop", "--weight", "w", "--target", "class", "--no-header");
        Assert.Equal((ExitCode.Usage, "4 problems\n--target: it is for CSV files, and 'iris' is none; leave it out, or name a CSV file as data\n--weight: it is for CSV files, and 'iris' is none; leave it out, or name a CSV file as data\n"
            + "--missing: it is for CSV files, and 'iris' is none; leave it out, or name a CSV file as data\n"
            + "--no-header: it is for CSV files, and 'iris' is none; leave it out, or name a CSV file as data\n"), (code, error));
    }

    public void Dispose() => folder.Dispose();

    private string Csv(string header, Func<int, bool> keeps, bool named = true)
    {
        var columns = header.Split(',').Select(column => column.Split(" as ")).ToList();
        var rows = Enumerable.Range(0, 60).Where(keeps).Select(i => string.Join(',', columns.Select(column => column[0] switch
        {
            "colour" => Colours[i % 3],
            "size" => $"{i % 7}",
            "shade" => $"{i % 5}.5",
            "kind" => i % 3 == 0 ? "x" : "y",
            "weight" => i % 2 == 0 ? "0.5" : "2",
            "length" => string.Create(CultureInfo.InvariantCulture, $"{(i % 7 * 0.5) + 0.25}"),
            "one" => "1",
            "id" => $"{1000 + i}",
            _ => "q",
        })));
        return folder.File("data.csv", string.Concat((named ? rows.Prepend(string.Join(',', columns.Select(column => column[^1]))) : rows).Select(line => $"{line}\n")));
    }

    /// <summary>Without the folder of the test.</summary>
    private Result Told(Result result) => result with { Error = result.Error.Replace(folder.Path + "/", "", StringComparison.Ordinal) };

    private Result Evaluate(string run, string data, params string[] options) => CommandLine.Run(folder, ["evaluate", run, "--data", data, .. options]);

    /// <summary>The mean size is 3, the mean shade 1.5.</summary>
    private void TrainOnHoles(string run) => Assert.Equal(ExitCode.Good, CommandLine.Run(folder, "train", "--quiet", "--out", run, "--hidden", "2", "--epochs", "3", "--missing", "mean", "--split", "1",
        "--data", folder.File("holes.csv", "size,shade,kind\n1,,x\n3,2.5,y\n,0.5,x\n2,1.5,y\n6,1.5,x\n3,1.5,y\n")).Code);

    private void Train(string run, string data, params string[] options) =>
        Assert.Equal((ExitCode.Good, ""), CommandLine.Run(folder, ["train", "--quiet", "--out", run, "--data", data, "--hidden", "2", "--epochs", "3", .. options]) is var trained ? (trained.Code, trained.Error) : default);
}
