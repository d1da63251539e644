using System.Text.RegularExpressions;
using Backprop.Functional.Snapshots;
using Xunit;

namespace Backprop.Functional.Cli.Tests;

/// <summary>What a user sees, command by command.</summary>
public partial class OutputSnapshots
{
    public static TheoryData<string, string> Commands => new()
    {
        { "help", "--help" },
        { "example-text", "example" },
        { "example-bits", "example --bits --digits 8" },
        { "example-markdown", "example --format markdown" },
        { "example-html", "example --format html" },
        { "example-latex", "example --format latex" },
        { "example-json", "example --format json" },
        { "train-digits", "train --epochs 3 --hidden 8" },
        { "train-iris-float32", "train --data iris --epochs 40 --hidden 8 --precision float32" },
        { "train-sine", "train --data sine --epochs 20 --hidden 8 --activation tanh --eta 0.05" },
        { "train-xor-stop", "train --data xor --loss bce --hidden 4 --eta 2 --epochs 5000 --stop loss:0.01 --quiet" },
        { "train-lecture", "train --data lecture06 --hidden 2 --output sigmoid --bias tied --accumulate sum --eta 0.01 --epochs 3" },
        { "train-json", "train --data iris --epochs 3 --hidden 4 --json" },
        { "train-diverges", "train --data sine --eta 1e6 --activation linear --epochs 9" },
        { "train-rprop-mini-batches", "train --data iris --optimizer rprop --hidden 4 --epochs 2 --quiet" },
        { "train-adam", "train --data iris --optimizer adam:eta=0.05 --l2 0.001 --clip-norm 1 --hidden 4 --epochs 5" },
        { "train-schedule", "train --data iris --optimizer momentum:eta=0.2 --schedule warm-up:steps=5+cosine:low=0.01,horizon=40 --hidden 4 --epochs 8" },
        { "train-patience", "train --data iris --split 0.3/0.35/0.35 --optimizer adam:eta=0.1 --hidden 24 --epochs 200 --stop patience:5 --dropout 0.1 --class-weights setosa=0.5" },
        { "train-patience-json", "train --data iris --split 0.3/0.35/0.35 --optimizer adam:eta=0.1 --schedule plateau:patience=1 --hidden 24 --epochs 200 --stop patience:3,accuracy:0.99 --json" },
        { "train-error-driven", "train --data xor --batch full --hidden 4 --loss bce --eta 1 --schedule error-driven --stop epochs:400,gradient:0.02+loss:0.1 --quiet" },
        { "train-sizes", "train --data iris --hidden 1..7 --seeds 2 --folds 3 --optimizer adam:eta=0.05 --epochs 60" },
        { "train-sizes-json", "train --data sine --hidden 2..4 --activation tanh --epochs 20 --json" },
        { "train-sizes-diverge", "train --data sine --hidden 2..3 --activation linear --eta 1e6" },
        { "new", "new" },
        { "new-from-options", "new --data iris --optimizer adam:eta=0.01,beta1=0.8 --l2 0.001 --hidden 8,4 --set training.stop=loss:0.1" },
        { "schema", "schema" },
        { "optimizers", "optimizers" },
        { "optimizers-one", "optimizers fann/rprop" },
        { "optimizers-one-with-fields", "optimizers clip-by-norm=1+adam:beta1=0.8" },
        { "optimizers-two", "optimizers lecture/adam keras/adam" },
        { "optimizers-two-with-fields", "optimizers rmsprop clip-by-norm=1+rmsprop:alpha=0.5,eta=0.01" },
        { "optimizers-unknown", "optimizers lecture/adm rmsprp" },
        { "train-links", "train --data iris --hidden 4 --epochs 2 --quiet --optimizer l2=0.001+clip-by-norm=1+adam --l1 0.001 --decay 0.01" },
        { "train-scaled-clipped-decayed", "train --data iris --hidden 4 --epochs 2 --quiet --optimizer momentum --eta 0.1 --clip-value 0.5 --scale-gradient 0.5 --decay 0.01" },
        { "explain-text", "explain lecture06 --value dE/dw(0)_2,1 --format text" },
        { "explain-deep-text", "explain --data xor --hidden 2,2 --activation tanh --batch 2 --optimizer adam --l2 0.01 --value dw(1)_2,1 --step 2 --format text" },
        { "explain-markdown", "explain lecture06 --value dE/dw(0)_2,1 --format markdown" },
        { "explain-deep-markdown", "explain --data xor --hidden 2,2 --activation tanh --batch 2 --optimizer adam --l2 0.01 --value dw(1)_2,1 --step 2 --format markdown" },
        { "explain-latex", "explain lecture06 --value dE/dw(0)_2,1 --format latex" },
        { "explain-deep-latex", "explain --data xor --hidden 2,2 --activation tanh --batch 2 --optimizer adam --l2 0.01 --value dw(1)_2,1 --step 2 --format latex" },
        { "explain-html", "explain lecture06 --value dE/dw(0)_2,1 --format html" },
        { "explain-deep-html", "explain --data xor --hidden 2,2 --activation tanh --batch 2 --optimizer adam --l2 0.01 --value dw(1)_2,1 --step 2 --format html" },
        { "explain-path", "explain lecture06 --value dy(2)_1/dw(0)_3,1" },
        { "explain-nothing", "explain lecture06 --value dE/dw(2)_1,1" },
        { "trace-text", "trace lecture06 --format text" },
        { "trace-json", "trace lecture06 --format json" },
        { "trace-markdown", "trace lecture06 --format markdown" },
        { "trace-latex", "trace lecture06 --format latex" },
        { "trace-html", "trace lecture06 --format html" },
        { "trace-deep-text", "trace --data xor --hidden 2,2 --activation tanh --batch 2 --optimizer adam --steps 2 --format text" },
        { "trace-deep-json", "trace --data xor --hidden 2,2 --activation tanh --batch 2 --optimizer adam --steps 2 --format json" },
        { "trace-deep-markdown", "trace --data xor --hidden 2,2 --activation tanh --batch 2 --optimizer adam --steps 2..3 --sample 2 --only *(1)* --format markdown" },
        { "trace-deep-latex", "trace --data xor --hidden 2,2 --activation tanh --batch 2 --optimizer adam --steps 2..3 --sample 2 --only *(1)* --format latex" },
        { "trace-deep-html", "trace --data xor --hidden 2,2 --activation tanh --batch 2 --optimizer adam --steps 2..3 --sample 2 --only *(1)* --format html" },
        { "trace-large", "trace --data digits --hidden 64 --precision float32" },
        { "gradcheck", "gradcheck --data lecture06 --hidden 2 --output sigmoid --bias tied --accumulate sum" },
        { "gradcheck-above-the-limit", "gradcheck --data iris --hidden 3 --limit 1e-30 --rows 3" },
        { "gradcheck-too-small", "gradcheck --data iris --rows 3" },
        { "gradcheck-dropout", "gradcheck --data iris --hidden 5,4 --dropout 0.4 --class-weights balanced --rows 3" },
        { "gradcheck-at-a-kink", "gradcheck --data iris --hidden 4,3 --activation relu --rows 3" },
        { "gradcheck-none-judged", "gradcheck --data lecture06 --hidden none --output relu --bias absent --init constant:0 --rows 3" },
        { "data-list", "data list" },
        { "data-info", "data info iris" },
    };

    [Theory, MemberData(nameof(Commands)), MatchesSnapshots("cli/", nameof(Commands))]
    public Task Output(string name, string arguments)
    {
        var (code, output, error) = CommandLine.Run(arguments.Split(' '));
        var text = $"$ backprop {arguments}\n{Timing().Replace(output, "\"timing\":{..}")}{(error.Length == 0 ? "" : $"--- standard error\n{error}")}exit code {code}\n";
        return Snapshot.Match(NameOfRun().Replace(text.Replace("testhost", "backprop", StringComparison.Ordinal), "runs/NAME"), $"cli/{name}");
    }

    [GeneratedRegex("\"timing\":\\{[^}]*\\}")]
    private static partial Regex Timing();

    /// <summary>The name of a run changes with every setting that there is; what it is, RunFolderTests hold.</summary>
    [GeneratedRegex("runs/[0-9a-f]{8}")]
    private static partial Regex NameOfRun();
}
