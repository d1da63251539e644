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

    /// <summary>The longest known id that the rest of the name begins with, else that it holds.</summary>
    private static string Slipped(string rest) =>
        Named(text => rest.StartsWith(text, StringComparison.Ordinal)) ?? Named(text => rest.Contains(text, StringComparison.Ordinal)) ?? rest;

    private static string? Named(Func<string, bool> isThere) =>
        Known.Where(isThere).MaxBy(id => id.Length) ?? Stems.Where(stem => isThere(stem.Stem)).Select(stem => stem.Id).FirstOrDefault();

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
        "sgd" => At(f, new Rule.GradientDescent()),
        "momentum" or "momentum_lecture" => At(f, new Rule.Momentum(Alpha(f))),
        "nesterov_torch" => At(f, new Rule.Nesterov(Alpha(f))),
        "nesterov_sutskever" => At(f, new Rule.NesterovAhead(Alpha(f))),
        "rprop_minus" or "rprop_minus_bounds" => Rprop(f, RpropVariant.Minus),
        "rprop_plus" => Rprop(f, RpropVariant.Plus),
        "irprop_minus" => Rprop(f, RpropVariant.IMinus),
        "irprop_plus" => Rprop(f, RpropVariant.IPlus),
        "rprop_torch" or "rprop_torch_bounds" => Rprop(f, RpropVariant.PyTorch),
        "adagrad_lecture" => At(f, new Rule.AdaGrad(Epsilon(f))),
        "adagrad_torch" => At(f, new Rule.AdaGrad(Epsilon(f), EpsilonPlace.Outside)),
        "adadelta" or "adadelta_095" => new(new Rule.AdaDelta(Gamma(f), Epsilon(f)), HasOne(f, Etas) ? One(f, Etas) : 1),
        "rmsprop_lecture" => At(f, new Rule.RmsProp(Gamma(f), Epsilon(f))),
        "rmsprop_torch" => At(f, new Rule.RmsProp(Gamma(f), Epsilon(f), EpsilonPlace.Outside)),
        "adam" => At(f, Adam(f)),
        "amsgrad" => At(f, Adam(f) with { Second = SecondMoment.Largest }),
        "adamw" => At(f, Adam(f) with { Decay = Decay(f) }),
        "adam_l2" => At(f, Adam(f)) with { Links = [new Link.L2(Decay(f))] },
        "adamax" => At(f, new Rule.AdaMax(Beta1(f), Beta2(f))),
        "adamax_torch" => At(f, new Rule.AdaMax(Beta1(f), Beta2(f), Epsilon(f), AdaMaxEpsilon.AtGradient)),
        "nadam" => At(f, new Rule.NAdam(Beta1(f), Beta2(f), Epsilon(f), One(f, "psi", "momentum_decay"))),
        _ => null,
    };

    private static readonly string[] Etas = ["eta", "lr", "learning_rate"];

    private static Optimizer At(Fields f, Rule rule) => new(rule, One(f, Etas));

    private static Rule.Adam Adam(Fields f) => new(Beta1(f), Beta2(f), Epsilon(f));

    private static Optimizer Rprop(Fields f, RpropVariant variant) => new(
        new Rule.Rprop(variant, One(f, ["delta0", "delta_0", .. Etas]), One(f, "eta_plus", "etaplus"), One(f, "eta_minus", "etaminus"),
            One(f, "delta_min", "deltamin", "step_min"), One(f, "delta_max", "deltamax", "step_max")),
        1);

    private static double Alpha(Fields f) => One(f, "alpha", "momentum", "mu");

    private static double Gamma(Fields f) => One(f, "gamma", "rho", "alpha", "decay");

    private static double Epsilon(Fields f) => One(f, "eps", "epsilon");

    private static double Beta1(Fields f) => One(f, "beta1", "b1");

    private static double Beta2(Fields f) => One(f, "beta2", "b2");

    private static double Decay(Fields f) => One(f, "wd", "weight_decay", "lambda", "decay");

    /// <summary>A constant by the first of its names that stands there: the vocabulary leaves them open, and systems call them differently.</summary>
    private static double One(Fields f, params string[] names) => f.Number(names.FirstOrDefault(f.Has) ?? names[0]);

    private static bool HasOne(Fields f, string[] names) => names.Any(f.Has);
}
