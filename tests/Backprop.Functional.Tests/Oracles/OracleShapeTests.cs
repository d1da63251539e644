using System.Text.Json;
using System.Text.Json.Nodes;
using Backprop.Functional.Numerics;
using Xunit;

namespace Backprop.Functional.Tests.Oracles;

/// <summary>Files that the schema allows and that look otherwise than the copies: each is read, and what must be told is told.</summary>
public class OracleShapeTests
{
    [Fact]
    public void An_id_may_hold_the_sign_between_a_case_and_its_run()
    {
        var file = File(OracleFiles.Training);
        file["cases"]![0]!["id"] = "xor / 2-2-1";
        file["cases"]![0]!["runs"] = new JsonArray(file["cases"]![0]!["runs"]![2]!.DeepClone());
        var name = TrainingRuns.Names(Json(file)).First();
        TrainingRuns.Compare(name, Precision.Float64, Engine.Ours, Json(file)).Judge(name);
    }

    [Theory]
    [InlineData("xor / 0 WRONG_sgd", "WRONG_sgd")]
    [InlineData("WRONG_xor / 0 sgd", "WRONG_xor / 0 sgd")]
    [InlineData("a WRONG_b / 0 sgd", "a WRONG_b / 0 sgd")]
    public void A_run_is_a_slip_by_its_case_or_its_optimizer(string name, string judged) => Assert.Equal(judged, TrainingRuns.Judged(name));

    private static JsonNode File(string name) => JsonNode.Parse(OracleFiles.Copy(name).GetRawText())!;

    private static JsonElement Json(JsonNode node) => JsonSerializer.SerializeToElement(node);
}
