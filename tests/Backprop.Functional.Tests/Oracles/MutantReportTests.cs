using System.Text;
using Backprop.Functional.Numerics;
using Backprop.Functional.Snapshots;
using Backprop.Functional.Tests.Optimizers;
using Xunit;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>Each slip with the test that finds it: the tests are run on the mutant in the order in which they stand here, and the first that fails is told.</summary>
public class MutantReportTests
{
    /// <summary>Tests of rules and links. Each runs on whatever makes the update.</summary>
    private static readonly (string Test, Func<Updater, bool> Passes)[] OfRules =
    [
        .. Trajectories.Ids(OracleFiles.Copy(OracleFiles.Optimizers)).Select(id => ($"{nameof(OptimizersOracleTests)}.{nameof(OptimizersOracleTests.Rule_follows_the_trajectory)}({id})",
            (Func<Updater, bool>)(updater => Trajectories.Compare(id, Precision.Float64, updater, OracleFiles.Copy(OracleFiles.Optimizers)).Misses.Count == 0))),
        ($"{nameof(LearningRateTests)}.{nameof(LearningRateTests.Momentum_inside_and_outside_part_where_the_rate_changes)}", LearningRateTests.MomentaPart),
        ($"{nameof(LearningRateTests)}.{nameof(LearningRateTests.A_step_is_taken_at_the_rate_of_the_steps_before_it)}", LearningRateTests.FollowsItsRate),
        .. RuleReferences.All.Select(rule => ($"{nameof(RuleTests)}.{nameof(RuleTests.A_rule_has_the_bits_of_its_formula)}({rule.Name})",
            (Func<Updater, bool>)(updater => RuleTests.FirstMiss(rule.Name, updater) is null))),
        ($"{nameof(LinkTests)}.{nameof(LinkTests.Clip_by_norm_scales_all_gradients_together)}", LinkTests.ScalesTogether),
        ($"{nameof(LinkTests)}.{nameof(LinkTests.The_norm_is_summed_in_eight_chains_tensor_by_tensor)}", LinkTests.SumsInEightChains),
        ($"{nameof(LinkTests)}.{nameof(LinkTests.L2_adds_lambda_w_to_weights_and_nothing_to_biases)}", LinkTests.SparesBiases),
        ($"{nameof(LinkTests)}.{nameof(LinkTests.A_penalty_belongs_to_the_point_at_which_the_gradient_is_taken)}", LinkTests.PenalizesThePointAhead),
    ];

    /// <summary>Tests of the passes. Each runs on whatever explains a step.</summary>
    private static readonly (string Test, Func<Engine, bool> Passes)[] OfPasses =
    [
        .. WorkedExample.ItemNames(OracleFiles.Copy(OracleFiles.WorkedExample)).Select(item => ($"{nameof(WorkedExampleOracleTests)}.{nameof(WorkedExampleOracleTests.Item_of_the_lecture_has_its_value)}({item})",
            (Func<Engine, bool>)(engine => new WorkedExample(Precision.Float64, OracleFiles.Copy(OracleFiles.WorkedExample)).Item(item, engine).Misses.Count == 0))),
        .. Gradcheck.Ids(OracleFiles.Copy(OracleFiles.Gradcheck)).Select(id => ($"{nameof(GradcheckOracleTests)}.{nameof(GradcheckOracleTests.Net_has_the_gradients_of_the_oracle)}({id})",
            (Func<Engine, bool>)(engine => Gradcheck.Compare(id, Precision.Float64, engine, OracleFiles.Copy(OracleFiles.Gradcheck)).Misses.Count == 0))),
        ($"{nameof(NesterovAheadTests)}.{nameof(NesterovAheadTests.The_gradient_is_taken_at_the_point_ahead)}", NesterovAheadTests.LooksAhead),
    ];

    private static IEnumerable<string> Names => Mutants.All.Keys.Concat(RuleMutants.All.Select(mutant => mutant.Name));

    public static TheoryData<string> Slips => new(Names);

    [Theory, MemberData(nameof(Slips))]
    public void Every_mutant_is_killed(string slip) => Assert.NotNull(Killer(slip));

    /// <summary>Without a slip everything passes, or the report would say nothing.</summary>
    [Fact]
    public void Nothing_kills_the_library_itself()
    {
        Assert.All(OfRules, test => Assert.True(test.Passes(Updater.Ours), test.Test));
        Assert.All(OfPasses, test => Assert.True(test.Passes(Engine.Ours) && test.Passes(Mutants.None), test.Test));
    }

    [Fact, MatchesSnapshot("mutants/report")]
    public Task Report()
    {
        var text = new StringBuilder("mutant, and the first test that it turns red\n");
        foreach (var slip in Names) text.Append('\n').Append(slip).Append("\n  ").Append(Killer(slip)).Append('\n');
        return Snapshot.Match(text.ToString(), "mutants/report");
    }

    private static string? Killer(string slip) => Mutants.All.TryGetValue(slip, out var engine)
        ? OfPasses.FirstOrDefault(test => !test.Passes(engine)).Test
        : OfRules.FirstOrDefault(test => !test.Passes(RuleMutants.All.Single(mutant => mutant.Name == slip))).Test;
}
