using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Workflows.Domain.ImplementTask;
using Workflows.Http.Product;

namespace Workflows.Http.Tests.Tasks;

public sealed class ImplementDefaultsTests
{
    [Fact]
    public void Without_settings_the_usual_limits_hold()
    {
        var usual = Read();
        Assert.Equal(new ImplementTaskSettings(), usual.Settings);
        Assert.Equal((6, 80, 10, 10), (usual.Settings.Planner.MaxTurns, usual.Settings.Implementer.MaxTurns, usual.Settings.Reviewer.MaxTurns, usual.Settings.TechWriter.MaxTurns));
        Assert.True(usual.Delivery.AllowAutoApprove);
    }

    [Fact]
    public void A_roles_own_setting_wins_over_the_one_of_all_roles()
    {
        var settings = Read(
            ("ORCH_MAX_TURNS", "30"), ("ORCH_MAX_TURNS_IMPLEMENTER", "200"), ("ORCH_RETRY_MAX_ATTEMPTS", "5"), ("ORCH_RETRY_TECH_WRITER_MAX_ATTEMPTS", "1"),
            ("ORCH_RETRY_BASE_DELAY_SECONDS", "0.5"), ("ORCH_RETRY_MAX_DELAY_SECONDS", "60"), ("ORCH_MAX_MINUTES", "90"), ("ORCH_MAX_ROUNDS", "2"),
            ("ORCH_TEST_COMMAND", "python -m pytest -q"), ("ORCH_REVIEWER_DIFF_MAX_CHARS", "5000"), ("ORCH_REVIEWER_RED_FLAGS_MAX_CHARS", "300")).Settings;

        Assert.Equal((30, 200, 30, 30), (settings.Planner.MaxTurns, settings.Implementer.MaxTurns, settings.Reviewer.MaxTurns, settings.TechWriter.MaxTurns));
        Assert.Equal((5, 1), (settings.Planner.MaxAttempts, settings.TechWriter.MaxAttempts));
        Assert.Equal((TimeSpan.FromSeconds(0.5), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(90)), (settings.Reviewer.BaseDelay, settings.Reviewer.MaxDelay, settings.Reviewer.MaxTime));
        Assert.Equal((2, "python -m pytest -q", 5000, 300), (settings.MaxRounds, settings.TestCommand, settings.DiffMaxChars, settings.RedFlagsMaxChars));
    }

    [Theory]
    [InlineData("ORCH_MAX_ROUNDS", "0")]
    [InlineData("ORCH_MAX_TURNS", "many")]
    [InlineData("ORCH_MAX_TURNS_PLANNER", "10001")]
    [InlineData("ORCH_RETRY_MAX_ATTEMPTS", "-1")]
    [InlineData("ORCH_RETRY_REVIEWER_MAX_ATTEMPTS", "0")]
    [InlineData("ORCH_RETRY_BASE_DELAY_SECONDS", "soon")]
    [InlineData("ORCH_RETRY_MAX_DELAY_SECONDS", "0")]
    [InlineData("ORCH_MAX_MINUTES", "-3")]
    [InlineData("ORCH_REVIEWER_DIFF_MAX_CHARS", "1")]
    [InlineData("Gates:Quorum", "0")]
    public void A_wrong_value_names_itself(string name, string value) =>
        Assert.Contains($"{name} is '{value}'", Assert.Throws<OptionsValidationException>(() => Read((name, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_first_wait_that_is_longer_than_the_longest_is_refused() =>
        Assert.Contains("ORCH_RETRY_MAX_DELAY_SECONDS", Assert.Throws<OptionsValidationException>(() => Read(("ORCH_RETRY_BASE_DELAY_SECONDS", "9"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a\nb", "ORCH_TEST_COMMAND is no command")]
    [InlineData("pytest | tee log", "ORCH_TEST_COMMAND holds '|'")]
    [InlineData("npm ci", "ORCH_TEST_COMMAND installs")]
    public void A_test_command_is_one_line_that_needs_no_shell_and_installs_nothing(string command, string problem) =>
        Assert.Contains(problem, Assert.Throws<OptionsValidationException>(() => Read(("ORCH_TEST_COMMAND", command))).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_setting_that_is_read_is_among_the_known_ones()
    {
        var read = new NotedSettings();

        ImplementDefaults.From(read);

        Assert.Contains("ORCH_MAX_TURNS_TECH_WRITER", read.Names);
        Assert.All(read.Names.Where(name => name.StartsWith("ORCH_", StringComparison.Ordinal)), name => Assert.Contains(name, OrchSettings.Names));
        Assert.Equal(
            ["ORCH_CONTEXT_MAX_CHARS", "ORCH_MODEL_IMPLEMENTER", "ORCH_MODEL_PLANNER", "ORCH_MODEL_REVIEWER", "ORCH_MODEL_TECH_WRITER"],
            OrchSettings.Names.Except(read.Names).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ORCH_MAX_ROUND", "There is no setting ORCH_MAX_ROUND, so it changes nothing; perhaps ORCH_MAX_ROUNDS was meant.")]
    [InlineData("ORCH_RETRY_TECHWRITER_MAX_ATTEMPTS", "perhaps ORCH_RETRY_TECH_WRITER_MAX_ATTEMPTS was meant.")]
    [InlineData("ORCH_COLOUR", "There is no setting ORCH_COLOUR, so it changes nothing. local.settings.sample.json")]
    public void A_name_that_nobody_reads_is_told_with_the_nearest_and_without_its_value(string name, string words)
    {
        var told = Assert.Single(OrchSettings.Unknown(Configuration((name, "a-secret"), ("ORCH_MAX_ROUNDS", "3"), ("orch_max_turns", "9"), ("ORCH_EMPTY", ""), ("OTHER", "x"))));

        Assert.Contains(words, told, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret", told, StringComparison.Ordinal);
    }

    private static IConfigurationRoot Configuration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Name, setting.Value))).Build();

    private static ImplementDefaults Read(params (string Name, string Value)[] settings) =>
        ImplementDefaults.From(Configuration(settings));
}
