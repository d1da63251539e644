using Backprop.Functional.Optimizers;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>The optimizers of the oracles, by their ids. The one place to mend when a rule is added.</summary>
internal static class OracleOptimizers
{
    /// <summary>The rule of an id; an id that begins with WRONG_ is that of a known slip, and means the rule that it is a slip of.</summary>
    public static Optimizer Find(string id, Fields hyperparameters)
    {
        var name = id.StartsWith("WRONG_", StringComparison.Ordinal) ? Slipped(id["WRONG_".Length..]) : id;
        var optimizer = Optimizer(name, hyperparameters) ?? throw new UnknownInOracle(hyperparameters.Place, $"optimizer '{id}'");
        hyperparameters.End();
        return optimizer;
    }

    /// <summary>The longest known id that the rest of the name begins with.</summary>
    private static string Slipped(string rest) => Known.Where(id => rest.StartsWith(id, StringComparison.Ordinal)).MaxBy(id => id.Length)
        ?? Stems.Where(stem => rest.StartsWith(stem.Stem, StringComparison.Ordinal)).Select(stem => stem.Id).FirstOrDefault()
        ?? rest;

    /// <summary>A slip may be named after a rule alone: then it is one of the lecture's form.</summary>
    private static readonly (string Stem, string Id)[] Stems =
        [("rmsprop", "rmsprop_lecture"), ("adagrad", "adagrad_lecture"), ("irprop", "irprop_minus"), ("rprop", "rprop_minus"), ("nesterov", "nesterov_torch")];

    private static readonly string[] Known =
    [
        "sgd", "momentum", "momentum_lecture", "nesterov_torch", "nesterov_sutskever", "rprop_minus", "rprop_minus_bounds", "rprop_plus",
        "irprop_minus", "irprop_plus", "rprop_torch", "rprop_torch_bounds", "adagrad_lecture", "adagrad_torch", "adadelta", "adadelta_095",
        "rmsprop_lecture", "rmsprop_torch", "adam", "adamax", "adamax_torch", "adamw", "adam_l2", "amsgrad", "nadam",
    ];

    private static Optimizer? Optimizer(string id, Fields f) => id switch
    {
        "sgd" => Backprop.Functional.Optimizers.Optimizer.GradientDescent(f.Number("eta")),
        "momentum" or "momentum_lecture" => At(f, new Rule.Momentum(f.Number("alpha"))),
        "nesterov_torch" => At(f, new Rule.Nesterov(f.Number("alpha"))),
        "nesterov_sutskever" => At(f, new Rule.NesterovAhead(f.Number("alpha"))),
        "rprop_minus" or "rprop_minus_bounds" => Rprop(f, RpropVariant.Minus),
        "rprop_plus" => Rprop(f, RpropVariant.Plus),
        "irprop_minus" => Rprop(f, RpropVariant.IMinus),
        "irprop_plus" => Rprop(f, RpropVariant.IPlus),
        "rprop_torch" or "rprop_torch_bounds" => Rprop(f, RpropVariant.PyTorch),
        "adagrad_lecture" => At(f, new Rule.AdaGrad(f.Number("eps"))),
        "adagrad_torch" => At(f, new Rule.AdaGrad(f.Number("eps"), EpsilonPlace.Outside)),
        "adadelta" or "adadelta_095" => new(new Rule.AdaDelta(f.Number("gamma"), f.Number("eps")), 1),
        "rmsprop_lecture" => At(f, new Rule.RmsProp(f.Number("gamma"), f.Number("eps"))),
        "rmsprop_torch" => At(f, new Rule.RmsProp(f.Number("gamma"), f.Number("eps"), EpsilonPlace.Outside)),
        "adam" => At(f, new Rule.Adam(f.Number("beta1"), f.Number("beta2"), f.Number("eps"))),
        "amsgrad" => At(f, new Rule.Adam(f.Number("beta1"), f.Number("beta2"), f.Number("eps"), Second: SecondMoment.Largest)),
        "adamw" => At(f, new Rule.Adam(f.Number("beta1"), f.Number("beta2"), f.Number("eps")) { Decay = Either(f, "wd", "weight_decay") }),
        "adam_l2" => At(f, new Rule.Adam(f.Number("beta1"), f.Number("beta2"), f.Number("eps"))) with { Links = [new Link.L2(Either(f, "wd", "weight_decay"))] },
        "adamax" => At(f, new Rule.AdaMax(f.Number("beta1"), f.Number("beta2"))),
        "adamax_torch" => At(f, new Rule.AdaMax(f.Number("beta1"), f.Number("beta2"), f.Number("eps"), AdaMaxEpsilon.AtGradient)),
        "nadam" => At(f, new Rule.NAdam(f.Number("beta1"), f.Number("beta2"), f.Number("eps"), Either(f, "psi", "momentum_decay"))),
        _ => null,
    };

    /// <summary>The table of the vocabulary and PyTorch call some constants differently.</summary>
    private static double Either(Fields f, string name, string other) => f.Number(f.Has(other) ? other : name);

    private static Optimizer At(Fields f, Rule rule) => new(rule, f.Number("eta"));

    private static Optimizer Rprop(Fields f, RpropVariant variant) =>
        new(new Rule.Rprop(variant, f.Number("delta0"), f.Number("eta_plus"), f.Number("eta_minus"), f.Number("delta_min"), f.Number("delta_max")), 1);
}
