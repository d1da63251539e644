using System.IO.Compression;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>Nonsense gets one clear message a fault, the right exit code, and never a stack trace.</summary>
public class BadInputTests
{
    [Theory]
    [InlineData("--hidden 0", 2, "--hidden: a layer has a whole number of neurons, 1 or more, not '0'; write sizes such as 64 or 32,16, or none")]
    [InlineData("--hidden -3", 2, "--hidden: a layer has a whole number of neurons, 1 or more, not '-3'; write sizes such as 64 or 32,16, or none")]
    [InlineData("--hidden 8,many", 2, "--hidden: a layer has a whole number of neurons, 1 or more, not 'many'; write sizes such as 64 or 32,16, or none")]
    [InlineData("--eta 0", 2, "--eta: it is a positive number, not '0'; use a number such as 0.1")]
    [InlineData("--eta -1", 2, "--eta: it is a positive number, not '-1'; use a number such as 0.1")]
    [InlineData("--eta NaN", 2, "--eta: it is a positive number, not 'NaN'; use a number such as 0.1")]
    [InlineData("--eta Infinity", 2, "--eta: it is a positive number, not 'Infinity'; use a number such as 0.1")]
    [InlineData("--eta 0,1", 2, "--eta: it is a positive number, not '0,1'; write the decimal point as a point: 0.1")]
    [InlineData("--batch 5000", 2, "--batch: a batch of 5000 is larger than the 1258 training samples; use full or at most 1258")]
    [InlineData("--batch 0", 2, "--batch: a batch has 1 sample or more, not 0; use a number, full or 1")]
    [InlineData("--epochs 0", 2, "--epochs: it is a whole number from 1 to 2147483647, not '0'; use a number such as 30")]
    [InlineData("--seed -1", 2, "--seed: it is a whole number from 0 to 18446744073709551615, not '-1'; use a number such as 1")]
    [InlineData("--split 0.9/0.9", 2, "--split: the shares 0.9/0.9/0 add up to 1.8, not to 1")]
    [InlineData("--activation sigmod", 2, "--activation: 'sigmod' is unknown; did you mean 'sigmoid'?")]
    [InlineData("--loss mse", 2, "--loss: 'mse' is unknown")]
    [InlineData("--precision float16", 2, "--precision: 'float16' is unknown")]
    [InlineData("--data digts", 2, "data: 'digts' is no data set, file or folder; did you mean 'digits'?")]
    [InlineData("--data no/such/file.csv", 3, "no/such/file.csv: there is no such file or folder")]
    [InlineData("--init no/such/net.json", 3, "no/such/net.json: there is no such file")]
    [InlineData("--init gloriot", 2, "--init: 'gloriot' is unknown")]
    [InlineData("--eta 1 --eta 2", 2, "--eta")]
    [InlineData("--eta 1 --lr 2", 2, "--eta")]
    [InlineData("--optimizer adm", 2, "--optimizer: 'adm' is unknown")]
    [InlineData("--optimizer momentum", 2, "--optimizer: lecture/momentum has no learning rate of its own; give one: lecture/momentum:eta=0.1")]
    [InlineData("--optimizer adam:eta=1 --eta 2", 2, "optimizer.eta: it is given twice, by --optimizer eta and by --eta; give it once")]
    [InlineData("--optimizer adam:beta9=1", 2, "--optimizer beta9: adam has no field 'beta9'; did you mean 'beta1'? it has beta1, beta2, epsilon, place, second, eta, decay")]
    [InlineData("--optimizer adam:eta=-1", 2, "--optimizer eta: it is a positive number, not '-1'")]
    [InlineData("--optimizer adam:eta", 2, "--optimizer: 'eta' has no value; write field=value")]
    [InlineData("--optimizer rprop:variant=sideways", 2, "--optimizer variant: variant 'sideways' is unknown")]
    [InlineData("--schedule cosin", 2, "--schedule: 'cosin' is unknown; did you mean 'cosine'? known are constant, step, exponential, inverse-time, cosine, plateau, error-driven, warm-up")]
    [InlineData("--schedule step:gamma=0.5", 2, "--schedule: step lacks every; write step:gamma=..,every=..")]
    [InlineData("--schedule step:gamma=0,every=1.5", 2, "--schedule: every is a whole number of steps, 1 or more, not '1.5'")]
    [InlineData("--schedule warm-up:steps=5+nothing", 2, "--schedule: 'nothing' is unknown")]
    [InlineData("--schedule warm-up:steps=5+warm-up:steps=2", 2, "--schedule: a warm-up stands once, before another schedule")]
    [InlineData("--schedule cosine:low=0,horizon=9,low=1", 2, "--schedule: low is given twice")]
    [InlineData("--l2 -1", 2, "--l2: it is a number from 0 on, not '-1'")]
    [InlineData("--stop patienc:3", 2, "--stop: 'patienc' is unknown; did you mean 'patience'?")]
    [InlineData("--stop patience:3 --data xor", 2, "--stop: patience:3 is judged on a validation part, and there is none")]
    [InlineData("--stop epochs:9 --epochs 5", 2, "--epochs: the stopping rules end the run after 9 epochs; say it once")]
    [InlineData("--dropout 1", 2, "--dropout: it is a number from 0 on and less than 1, not '1'")]
    [InlineData("--class-weights rose=2 --data iris", 2, "--class-weights: there is no class 'rose'")]
    [InlineData("--class-weights balanced --data sine", 2, "--class-weights: the data has numbers to learn, no classes")]
    [InlineData("--schedule plateau --data xor", 2, "a plateau is judged on a validation part, and there is none")]
    [InlineData("--weight w --data iris", 2, "--weight: it is for CSV files, and 'iris' is none")]
    [InlineData("--hidden 2..x", 2, "--hidden: '2..x' is no range of sizes from 1 on")]
    [InlineData("--hidden 5..2", 2, "--hidden: '5..2' is no range of sizes from 1 on")]
    [InlineData("--hidden 2..10001 --data nowhere.csv", 3, "nowhere.csv")]
    [InlineData("--hidden 2..10002", 2, "--hidden: '2..10002' has more than 10000 sizes, and no more are tried")]
    [InlineData("--hidden 2..3000000000", 2, "--hidden: '2..3000000000' has more than 10000 sizes, and no more are tried")]
    [InlineData("--hidden 2..3 --data xor", 2, "--split: sizes are compared on a validation part, and there is none")]
    [InlineData("--hidden 2..3 --data iris --folds 200", 2, "--folds: 128 rows are divided into 2 to 128 folds, not 200")]
    [InlineData("--hidden 2..3 --data iris --init no.json", 3, "no.json")]
    [InlineData("--hidden 2..3 --out x", 2, "--out: sizes are compared, and none of the runs is kept")]
    [InlineData("--seeds 3", 2, "--seeds: it goes with a range of sizes")]
    [InlineData("--frob", 2, "--frob")]
    [InlineData("--scale divide --data iris", 2, "--scale: only pixels are divided by their largest value")]
    public void A_bad_option_is_refused(string options, int code, string message)
    {
        var result = CommandLine.Run(["train", .. options.Split(' ')]);
        Assert.Equal(code, result.Code);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Clean(result);
    }

    [Fact]
    public void All_bad_options_are_told_at_once()
    {
        var result = CommandLine.Run("train", "--eta", "x", "--hidden", "0", "--loss", "y", "--seed", "z");
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.StartsWith("4 problems\n", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trian", "'trian' is no command; did you mean 'train'?")]
    [InlineData("example --digits 99", "--digits: it is a whole number from 0 to 17, not '99'; 4 is what the slides print")]
    [InlineData("gradcheck --data iris --precision float32", "it compares Float64 networks on Float64 samples")]
    [InlineData("explain --data iris --value e_1@1", "--value: step 1 has no value 'e_1@1'")]
    [InlineData("gradcheck --limit -1", "--limit: it is a positive number, not '-1'")]
    [InlineData("optimizers adm", "optimizers: 'adm' is unknown; did you mean 'adam'?")]
    [InlineData("optimizers adam:gamma=1", "optimizers: adam has no field 'gamma'")]
    [InlineData("optimizers adam adm", "'adm' is unknown")]
    [InlineData("example --format docx", "docx")]
    [InlineData("example --digits four", "four")]
    public void So_is_a_bad_command(string arguments, string message)
    {
        var result = CommandLine.Run(arguments.Split(' '));
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Clean(result);
    }

    [Theory]
    [InlineData("ragged.csv", "a,b,c\n1,2,x\n1,2\n3,4,y\n")]
    [InlineData("word.csv", "a,b,c\n1,2,x\n1,two,y\n3,4,x\n5,6,y\n")]
    [InlineData("nan.csv", "a,b,c\n1,2,x\n1,NaN,y\n3,4,x\n")]
    [InlineData("infinity.csv", "a,b,c\n1,2,x\n1,Infinity,y\n3,4,x\n")]
    [InlineData("comma.csv", "a;b;c\n1,5;2;x\n1,25;3;y\n3,5;4;x\n")]
    [InlineData("empty.csv", "")]
    [InlineData("head.csv", "a,b,c\n")]
    [InlineData("one-class.csv", "a,b,c\n1,2,x\n3,4,x\n5,6,x\n")]
    public void A_bad_csv_is_refused_with_its_name(string name, string content)
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Run("train", "--data", folder.File(name, content));
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains($"FOLDER/{name}", folder.Said(result.Error), StringComparison.Ordinal);
        Clean(result);
    }

    [Fact]
    public void A_target_that_is_not_there_is_refused()
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Run("train", "--data", folder.File("t.csv", "a,b,kind\n1,2,x\n3,4,y\n"), "--target", "kinds");
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("kind", result.Error, StringComparison.Ordinal);
        Clean(result);
    }

    [Fact]
    public void Binary_garbage_is_refused()
    {
        using var folder = new TemporaryFolder();
        var bytes = new byte[4096];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)((i * 7919) ^ (i >> 3));
        var result = CommandLine.Run("train", "--data", folder.File("garbage.csv", bytes));
        Assert.Equal(ExitCode.Usage, result.Code);
        Clean(result);
    }

    [Fact]
    public void A_folder_without_idx_files_is_data_missing()
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Run("train", "--data", folder.Path);
        Assert.Equal(ExitCode.Missing, result.Code);
        Clean(result);
    }

    public static TheoryData<string> BadIdx => new("truncated", "oversized", "magic", "counts", "huge");

    [Theory, MemberData(nameof(BadIdx))]
    public void Bad_idx_files_are_refused(string fault)
    {
        using var folder = new TemporaryFolder();
        var images = Idx([0, 0, 8, 3], fault == "huge" ? [1 << 30, 1 << 30, 1] : [4, 2, 2], fault switch { "truncated" => 15, "oversized" => 17, _ => 16 });
        if (fault == "magic") images[0] = 1;
        var count = fault == "counts" ? 5 : 4;
        folder.File("train-images-idx3-ubyte", images);
        folder.File("train-labels-idx1-ubyte.gz", Gzip(Idx([0, 0, 8, 1], [count], count)));
        var result = CommandLine.Run("train", "--data", folder.Path, "--batch", "1");
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("idx", result.Error, StringComparison.Ordinal);
        Clean(result);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{ \"layers\": [ { \"activation\": \"sigmoid\", \"weights\": [[1]] } ] }")]
    public void A_bad_network_file_is_refused(string content)
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Run("train", "--init", folder.File("net.json", content));
        Assert.Equal(ExitCode.Usage, result.Code);
        Clean(result);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_told_with_the_file()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("file", "x");
        var result = CommandLine.Run("train", "--data", "iris", "--epochs", "1", "--quiet", "--out", Path.Combine(file, "run"));
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("is no folder", result.Error, StringComparison.Ordinal);
        Clean(result);
    }

    /// <summary>The result of another command, as bash hands it over with &lt;(..): it would be waited for a second time, and for ever.</summary>
    [Theory]
    [InlineData("train --data")]
    [InlineData("data info")]
    public void A_pipe_is_told_as_one(string command)
    {
        if (!OperatingSystem.IsLinux()) return;
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.Out);
        var path = $"/proc/self/fd/{pipe.ClientSafePipeHandle.DangerousGetHandle()}";
        pipe.Write("a,b\n1,2\n"u8);
        var result = CommandLine.Run([.. command.Split(' '), path]);
        Assert.Equal((ExitCode.Usage, $"{path}: it is a pipe, and not a file; write what comes out of it into a file, and name that\n"), (result.Code, result.Error));
    }

    private static void Clean(Result result)
    {
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", result.Error, StringComparison.Ordinal);
        Assert.True(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length <= 25, result.Error);
    }

    private static byte[] Idx(byte[] magic, int[] sizes, int cells) =>
        [.. magic, .. sizes.SelectMany(size => (byte[])[(byte)(size >> 24), (byte)(size >> 16), (byte)(size >> 8), (byte)size]), .. Enumerable.Range(0, cells).Select(i => (byte)(i % 2))];

    private static byte[] Gzip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest)) gzip.Write(content);
        return stream.ToArray();
    }
}
