using System.Reflection;
using Backprop.Functional.Data;
using Backprop.Functional.Data.Sources;
using Backprop.Functional.Networks;
using Backprop.Functional.Optimizers;
using Backprop.Functional.Training;
using Xunit;

namespace Backprop.Functional.Tests.Optimizers;

/// <summary>Every constant has its range, and both doors keep it.</summary>
public class OptimizerRulesTests
{
    public static IEnumerable<object[]> Numbers =>
        from preset in Presets.All
        from constant in OptimizerText.Constants(preset.Rule)
        where constant.Type == typeof(double)
        select new object[] { $"{preset}", constant.Word };

    /// <summary>NaN, the infinities and -1 fit no constant; each fault names the constant and is no exception.</summary>
    [Theory, MemberData(nameof(Numbers))]
    public void A_constant_out_of_its_range_is_refused(string preset, string word)
    {
        foreach (var wrong in (string[])["-1", "NaN", "Infinity", "-Infinity", "", "x"])
        {
            var problems = OptimizerText.Parse($"{preset}:{word}={wrong}", 0.1, "--optimizer").Problems;
            Assert.Contains(problems, problem => problem.Place == "--optimizer" && problem.Rule.StartsWith(word, StringComparison.Ordinal));
        }

        var constants = OptimizerText.Constants(Presets.Find(preset)!.Rule);
        var rule = Constant.With(Presets.Find(preset)!.Rule, [.. constants.Select(constant => constant.Word == word ? double.NaN : constant.Value)]);
        Assert.Contains(Optimizer.Create(rule, new LearningRate.Constant(0.1)).Problems, problem => problem.Rule.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>A rule, link or schedule that is added without bounds is found here.</summary>
    [Fact]
    public void Every_number_of_every_rule_link_and_schedule_has_a_bound()
    {
        Type[] unions = [typeof(Rule), typeof(Link), typeof(LearningRate)];
        var numbers = unions.SelectMany(union => union.GetNestedTypes().Where(type => type.IsSubclassOf(union)))
            .SelectMany(type => type.GetConstructors().MaxBy(one => one.GetParameters().Length)!.GetParameters())
            .Where(parameter => !parameter.ParameterType.IsEnum && !parameter.ParameterType.IsSubclassOf(typeof(LearningRate)) && parameter.ParameterType != typeof(LearningRate)).ToList();
        Assert.True(numbers.Count > 30);
        Assert.All(numbers, parameter => Assert.True(parameter.GetCustomAttribute<IsAttribute>() is not null, $"{parameter.Member.DeclaringType} {parameter.Name}"));
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var rule = new Rule.Rprop((RpropVariant)99, Delta0: 0, DeltaMin: 2, DeltaMax: 1) { Decay = -1 };
        var rate = new LearningRate.WarmUp(0, new LearningRate.Cosine(0.1, 0.2, -5));
        var problems = Optimizer.Create(rule, rate, new Link.L2(double.NaN), new Link.ClipByNorm(0)).Problems;
        Assert.Equal(8, problems.Count);
        Assert.All(problems, problem => Assert.StartsWith("optimizer", problem.Place, StringComparison.Ordinal));
    }

    /// <summary>Else a good optimizer could not be written into the file of its experiment.</summary>
    [Fact]
    public void What_the_text_of_a_schedule_cannot_say_is_refused()
    {
        LearningRate[] rates = [new LearningRate.WarmUp(3, new LearningRate.WarmUp(5, new LearningRate.Constant(0.1))), new LearningRate.ReduceOnPlateau(0.1, Patience: long.MaxValue)];
        Assert.All(rates, rate => Assert.False(ScheduleText.Parse(ScheduleText.Write(rate), 0.1, "x").IsGood));
        Assert.All(rates, rate => Assert.Single(Optimizer.Create(new Rule.Adam(), rate).Problems));
    }

    [Fact]
    public void A_good_optimizer_is_given_back() =>
        Assert.Equal(new Optimizer(new Rule.Adam(), 0.1) { Links = [new Link.L1(0.5)] }, Optimizer.Create(new Rule.Adam(), new LearningRate.Constant(0.1), new Link.L1(0.5)).OrThrow());

    [Fact]
    public void An_experiment_asks_before_it_runs()
    {
        var experiment = new Experiment { Optimizer = new Optimizer(new Rule.Momentum(1), double.PositiveInfinity) };
        Assert.Equal(2, DataSource.Load("xor", DataOptions.Of(1)).Bind(experiment.Prepare).Problems.Count);
    }

    [Theory]
    [InlineData("rprop:eta=0.1", "no learning rate")]
    [InlineData("irprop-plus:eta=0.1", "no learning rate")]
    [InlineData("pytorch/rprop:eta=0.1,delta0=0.2", "delta0 is given too")]
    [InlineData("optax/rprop", "no first step of its own")]
    [InlineData("sgd", "no learning rate of its own")]
    [InlineData("sgd:eta=0", "eta is a positive number")]
    [InlineData("adam:eta=1e400", "eta is a positive number")]
    [InlineData("adam:decay=-0.5", "decay is a number from 0 on")]
    [InlineData("rprop:deltamin=2,deltamax=1", "deltamin is larger than deltamax")]
    public void An_eta_that_nothing_uses_is_refused(string text, string rule) =>
        Assert.Contains(rule, OptimizerText.Parse(text, null, "x").Problems.Single().Rule, StringComparison.Ordinal);

    [Fact]
    public void The_learning_rate_of_pytorchs_rprop_is_its_first_step()
    {
        var first = new Optimizer(new Rule.Rprop(RpropVariant.PyTorch, Delta0: 0.25), 1);
        Assert.Equal(first, OptimizerText.Parse("pytorch/rprop:eta=0.25", null, "x").OrThrow());
        Assert.Equal(first, OptimizerText.Parse("pytorch/rprop:delta0=0.25", null, "x").OrThrow());
        Assert.Equal(first, OptimizerText.Parse("pytorch/rprop", 0.25, "x").OrThrow());
        Assert.Equal(0.01, ((Rule.Rprop)OptimizerText.Parse("pytorch/rprop", null, "x").OrThrow().Rule).Delta0);
        Assert.Equal(new Optimizer(new Rule.Rprop(RpropVariant.IMinus, Delta0: 0.25), 1), OptimizerText.Parse("optax/rprop:eta=0.25", null, "x").OrThrow());
    }

    /// <summary>Decay has a rate under Rprop too: there it is all that eta scales.</summary>
    [Fact]
    public void Eta_under_rprop_scales_the_decay() =>
        Assert.Equal(new Optimizer(new Rule.Rprop { Decay = 0.5 }, 0.25), OptimizerText.Parse("rprop:decay=0.5,eta=0.25", null, "x").OrThrow());

    [Fact]
    public void A_schedule_under_a_rule_without_a_rate_is_refused() =>
        Assert.IsType<Problem.Mismatch>(Optimizer.Create(new Rule.Rprop(), new LearningRate.Exponential(1, 0.5)).Problems.Single());

    /// <summary>PyTorch and Keras multiply Adadelta's update by a rate, and so does a schedule.</summary>
    [Fact]
    public void Adadelta_follows_its_rate()
    {
        Assert.Equal(0.001, Presets.Keras.AdaDelta.Eta);
        Assert.Equal(1, Presets.Lecture.AdaDelta.Eta);
        Assert.Equal(1, Presets.PyTorch.AdaDelta.Eta);
    }
}
