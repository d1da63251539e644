using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>The optimizers of the oracles, by their ids. The one place to mend when a rule is added.</summary>
internal static class OracleOptimizers
{
    /// <summary>Ids whose rules this library does not have yet. Any other that <see cref="Find"/> does not know fails.</summary>
    private static readonly HashSet<string> Later =
    [
        "momentum", "momentum_lecture", "nesterov_torch", "nesterov_sutskever",
        "rprop_minus", "rprop_minus_bounds", "rprop_plus", "irprop_minus", "irprop_plus", "rprop_torch", "rprop_torch_bounds",
        "adagrad_lecture", "adagrad_torch", "adadelta", "adadelta_095", "rmsprop_lecture", "rmsprop_torch",
        "adam", "adamax", "adamax_torch", "adamw", "adam_l2", "amsgrad", "nadam",
    ];

    /// <summary>Stands for the cases of a file in which all rules come later.</summary>
    public const string NoneYet = "none yet";

    /// <summary>The names, or <see cref="NoneYet"/>.</summary>
    public static IEnumerable<string> OrNoneYet(this IEnumerable<string> names) => names.DefaultIfEmpty(NoneYet);

    /// <summary>Known, later: a slip (WRONG_) too as long as it is the slip of a rule that is not there yet, which is any but plain descent.</summary>
    public static bool IsLater(string id) => Later.Contains(id) || (id.StartsWith("WRONG_", StringComparison.Ordinal) && !id.Contains("sgd", StringComparison.Ordinal));

    public static Optimizer Find(string id, Fields hyperparameters)
    {
        var optimizer = id.StartsWith("WRONG_sgd", StringComparison.Ordinal) ? Rule("sgd") : Rule(id);
        hyperparameters.End();
        return optimizer;

        Optimizer Rule(string name) => name switch
        {
            "sgd" => Optimizer.GradientDescent(hyperparameters.Number("eta")),
            _ => throw new UnknownInOracle(hyperparameters.Place, $"optimizer '{id}'"),
        };
    }
}
