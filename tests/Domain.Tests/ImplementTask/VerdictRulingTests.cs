using Workflows.Domain.Artifacts;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.Tests.ImplementTask;

public sealed class VerdictRulingTests
{
    private static readonly VerdictReading Pass = new(true, true, null, false, null);

    [Fact]
    public void A_pass_holds_where_the_tests_pass() => Assert.Equal(new Verdict(true, true, null, false), VerdictRuling.Of(Pass, Tests(true, true), 0, ["Postgres"]));

    [Fact]
    public void A_pass_with_failing_tests_is_a_fail_that_goes_on()
    {
        var verdict = VerdictRuling.Of(Pass, Tests(true, false, "Greets", "Parts"), 0, []);

        Assert.Equal((false, true), (verdict.Passed, verdict.Continue));
        Assert.Equal("The tests fail: Greets, Parts.", verdict.Overruled);
        Assert.Contains("Greets", verdict.Fixes, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pass_where_the_tests_could_not_run_is_a_fail_that_says_what_to_do_by_hand()
    {
        var verdict = VerdictRuling.Of(Pass with { Fixes = "Nice." }, Tests(false, false), 0, []);

        Assert.Equal((false, false), (verdict.Passed, verdict.Continue));
        Assert.StartsWith("Nice.\nBy hand: make 'dotnet test' work", verdict.Fixes, StringComparison.Ordinal);
        Assert.Contains("ORCH_TEST_COMMAND", verdict.Fixes, StringComparison.Ordinal);
    }

    [Fact]
    public void Stand_ins_where_the_real_thing_is_asked_for_are_a_fail_that_goes_on()
    {
        var verdict = VerdictRuling.Of(Pass, null, 2, ["Postgres"]);

        Assert.Equal((false, true), (verdict.Passed, verdict.Continue));
        Assert.Contains("Postgres", verdict.Overruled, StringComparison.Ordinal);
        Assert.True(VerdictRuling.Of(Pass, null, 2, []).Passed);
        Assert.True(VerdictRuling.Of(Pass, null, 0, ["Postgres"]).Passed);
    }

    [Fact]
    public void A_fail_stays_a_fail_with_its_fixes_and_its_action_where_the_loop_has_seen_nothing_against_it()
    {
        var skip = new VerdictReading(false, false, "x", true, null);
        var goesOn = skip with { Continue = true };

        Assert.Equal(new Verdict(false, false, "x", true), VerdictRuling.Of(skip, Tests(true, true), 0, []));
        Assert.Equal(new Verdict(false, false, "x", true), VerdictRuling.Of(skip, Tests(true, false, "Greets"), 0, ["Postgres"]));
        Assert.Equal(new Verdict(false, true, "x", true), VerdictRuling.Of(goesOn, Tests(true, false, "Greets"), 1, ["Postgres"]));
        Assert.Equal(new Verdict(false, false, "x", true), VerdictRuling.Of(skip, Tests(false, false), 1, ["Postgres"]));
    }

    [Theory]
    [InlineData(true, "Mend Greet.")]
    [InlineData(true, null)]
    [InlineData(false, null)]
    public void Where_the_tests_could_not_run_a_person_has_to_act_whatever_action_the_reviewer_gives(bool goesOn, string? fixes)
    {
        var verdict = VerdictRuling.Of(new VerdictReading(false, goesOn, fixes, true, null), Tests(false, false), 0, []);

        Assert.Equal((false, false, true), (verdict.Passed, verdict.Continue, verdict.WantsDocs));
        Assert.StartsWith((fixes is null ? "" : fixes + "\n") + "By hand: make 'dotnet test' work", verdict.Fixes, StringComparison.Ordinal);
        Assert.Equal("The tests could not be run: exit code 1.", verdict.Overruled);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Stand_ins_where_the_real_thing_is_asked_for_are_no_reason_to_wait_for_a_person(bool testsPass)
    {
        var verdict = VerdictRuling.Of(new VerdictReading(false, false, "Install Postgres.", false, null), Tests(true, testsPass), 1, ["Postgres"]);

        Assert.Equal((false, true), (verdict.Passed, verdict.Continue));
        Assert.StartsWith("Install Postgres.\nThe task asks for Postgres: put the real thing", verdict.Fixes, StringComparison.Ordinal);
        Assert.Equal("1 stand-in is in the working code, and the task asks for Postgres.", verdict.Overruled);
    }

    [Theory]
    [InlineData("Store greetings in Postgres.", "Postgres")]
    [InlineData("Use RabbitMQ and MinIO, started by docker compose.", "RabbitMQ MinIO docker compose")]
    [InlineData("Keep it in memory, without Redis.", "")]
    [InlineData("No Kafka. Use S3.", "S3")]
    [InlineData("## Non-goals\n- Postgres\n## Goal\nuse Redis", "Redis")]
    [InlineData("Out of scope:\n- Kafka\n\nGoal:\n- NATS", "NATS")]
    [InlineData("Do not use Docker Compose; Postgres is there.", "Postgres")]
    [InlineData("Без Redis, но с Postgres.", "Postgres")]
    [InlineData("s3cret class123", "")]
    public void Real_infrastructure_is_what_the_task_asks_for_and_not_what_it_rules_out(string text, string names) =>
        Assert.Equal(names, string.Join(' ', RealInfrastructure.In(text)));

    private static TestsReport Tests(bool ran, bool passed, params string[] failing) => new(
        "dotnet test", ran, passed, passed ? 0 : 1, failing, passed ? null : "exit code 1", new ArtifactRef("run", "tests/round-1.txt", 1, "x", "text/plain"), 1, "bubblewrap");
}
