using Backprop.Functional.Networks;
using Backprop.Functional.Numerics;

namespace Backprop.Functional.Optimizers;

/// <summary>What is done with the gradients: any number of links, then exactly one rule at a learning rate.</summary>
/// <param name="Rule">How a gradient becomes a step.</param>
/// <param name="Rate">eta of each step.</param>
public sealed record Optimizer(Rule Rule, LearningRate Rate)
{
    /// <summary>A rule at a constant learning rate.</summary>
    /// <param name="rule">How a gradient becomes a step.</param>
    /// <param name="eta">The learning rate.</param>
    public Optimizer(Rule rule, double eta) : this(rule, new LearningRate.Constant(eta)) { }

    /// <summary>What is done to the gradients before the rule sees them, in this order.</summary>
    public Values<Link> Links { get; init; } = [];

    /// <summary>An optimizer of which every constant is what it may be, or all that is wrong with it.</summary>
    /// <param name="rule">How a gradient becomes a step.</param>
    /// <param name="rate">eta of each step.</param>
    /// <param name="links">What is done to the gradients before, in this order.</param>
    public static Checked<Optimizer> Create(Rule rule, LearningRate rate, params IEnumerable<Link> links)
    {
        var optimizer = new Optimizer(rule, rate) { Links = Values.From(links) };
        return OptimizerRules.Problems(optimizer, "optimizer").ToList() is { Count: > 0 } problems ? Checked.Bad<Optimizer>(problems) : Checked.Good(optimizer);
    }

    /// <summary>The lecture's gradient descent with a constant eta.</summary>
    public static Optimizer GradientDescent(double eta) => new(new Rule.GradientDescent(), eta);

    /// <summary>The memory before the first step.</summary>
    public Memory Start(Network network) => Rule.Start(network.Parameters);

    /// <summary>The network at which this step takes its gradients: the network itself, but for a rule that looks ahead (Sutskever et al. 2013).</summary>
    /// <param name="network">The network before the step.</param>
    /// <param name="memory">The memory that the last step left.</param>
    /// <exception cref="ArgumentException">The memory is of another shape or precision than the network, and the rule looks ahead.</exception>
    /// <exception cref="InvalidCastException">The memory is that of another rule, and the rule looks ahead.</exception>
    public Network LookAt(Network network, Memory memory) => LookAt(network, memory, Arithmetic.Fast);

    /// <summary>dw of every parameter, and the memory for the next step.</summary>
    /// <param name="k">The steps done before this one, from 0.</param>
    /// <param name="e">The loss that this step measured.</param>
    /// <param name="gradients">dE/dw at <see cref="LookAt(Network, Memory)"/> of the network and the memory, in the shape of the network.</param>
    /// <param name="memory">The memory that the last step left.</param>
    /// <param name="network">The network before the step, to which dw is added.</param>
    /// <param name="rate">
    /// How far an adaptive rate has moved, which after each epoch <see cref="LearningRate.Next"/> of <see cref="Rate"/> says; that of the start if none is given.
    /// </param>
    /// <exception cref="ArgumentException">The gradients or the memory are of another shape or precision than the network.</exception>
    /// <exception cref="InvalidCastException">The memory is that of another rule.</exception>
    public (Update Dw, Memory Next) Update(long k, double e, Gradients gradients, Memory memory, Network network, RateState? rate = null) =>
        Update(k, rate ?? RateState.Start, e, gradients, memory, network, Arithmetic.Fast);

    /// <summary>eta of a step: that of the schedule, times what an adaptive rate has made of it.</summary>
    /// <param name="k">The steps done before it, from 0.</param>
    /// <param name="rate">How far an adaptive rate has moved.</param>
    public double Eta(long k, RateState rate) => Rate.At(k) * rate.Factor;

    /// <summary>The same in an arithmetic of its own.</summary>
    internal Network LookAt(Network network, Memory memory, Arithmetic on)
    {
        if (!Rule.LooksAhead) return network;
        var w = network.Parameters;
        memory.RequireFit(w);
        return network.With(Rule.LookAt(w, memory, on));
    }

    internal (Update Dw, Memory Next) Update(long k, RateState rate, double e, Gradients gradients, Memory memory, Network network, Arithmetic on)
    {
        var w = network.Parameters;
        gradients.Parameters.RequireFit(w, "gradients");
        memory.RequireFit(w);
        // A penalty's slope belongs to the point at which the gradient is taken, which need not be w.
        var point = Rule.LooksAhead && Links.Count > 0 ? Rule.LookAt(w, memory, on) : w;
        var g = Links.Fold(gradients.Parameters, (gradient, link) => link.Apply(gradient, point, on));
        var (dw, next) = Rule.Step(new(k + 1, Eta(k, rate), e), g, memory, w, on);
        return (new(dw), next);
    }
}
