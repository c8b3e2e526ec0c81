using System.Diagnostics;
using Workflows.Domain.ImplementTask;

namespace Workflows.Domain.Tests.ImplementTask;

public sealed class PlanParserTests
{
    [Theory]
    [InlineData("PLAN:\n1. One\n2. Two\n\nACCEPTANCE CRITERIA:\n1. Yes\n")]
    [InlineData("## Plan\n\n- One\n- Two\n\n## Acceptance criteria\n- Yes")]
    [InlineData("Here is my plan.\n\n**Plan**\n1) One\n2) Two\n\n**Acceptance Criteria:**\n* [ ] Yes")]
    [InlineData("## Context\n- some fact\n\n## Implementation plan\n1. One\n2. Two\n## Acceptance\n- Yes\n## Risks\n- it rains")]
    [InlineData("План:\n1. One\n2. Two\nКритерии приёмки:\n1. Yes")]
    [InlineData("1. Plan\n- One\n- Two\n2. Acceptance criteria\n- Yes")]
    [InlineData("```\nPLAN:\n1. One\n2. Two\nACCEPTANCE CRITERIA:\n1. Yes\n```")]
    public void Points_and_criteria_are_told_apart(string answer)
    {
        var plan = PlanParser.Read(answer)!;

        Assert.Equal(["One", "Two"], plan.Points.Select(point => point.Replace("\n```", "", StringComparison.Ordinal)));
        Assert.Equal(["Yes"], plan.Criteria.Select(point => point.Replace("\n```", "", StringComparison.Ordinal)));
        Assert.Null(plan.Cut);
    }

    [Fact]
    public void What_is_over_the_limits_is_cut_off_and_that_is_said()
    {
        var plan = PlanParser.Read("PLAN:\n" + string.Join('\n', Enumerable.Range(1, 11).Select(i => $"{i}. P{i}"))
            + "\nACCEPTANCE CRITERIA:\n" + string.Join('\n', Enumerable.Range(1, 9).Select(i => $"- C{i}")))!;

        Assert.Equal((8, 6), (plan.Points.Count, plan.Criteria.Count));
        Assert.Equal("Cut off: 3 of 11 points and 3 of 9 acceptance criteria; a plan has at most 8 points and 6 acceptance criteria.", plan.Cut);
        Assert.Contains("8. P8\n\nACCEPTANCE CRITERIA:\n1. C1\n", plan.ToText(), StringComparison.Ordinal);
        Assert.EndsWith(plan.Cut + "\n", plan.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bold_beginnings_and_lists_within_a_point_belong_to_the_point()
    {
        var plan = PlanParser.Read("PLAN:\n1. **Library**: write it\n   - Greet\n   - Goodbye\n2. **Tests**\n   and run them")!;

        Assert.Equal(["**Library**: write it\n- Greet\n- Goodbye", "**Tests**\nand run them"], plan.Points);
    }

    [Theory]
    [InlineData("I cannot plan this.")]
    [InlineData("PLAN:\nI cannot plan this.\n\nACCEPTANCE CRITERIA:\n(none)")]
    [InlineData("```\nI cannot plan this.\n```")]
    [InlineData("<think>\n1. One\n</think>\nI cannot plan this.")]
    [InlineData(" \n")]
    [InlineData(null)]
    public void An_answer_without_a_point_is_no_plan(string? answer) => Assert.Null(PlanParser.Read(answer));

    [Theory]
    [InlineData("Step 1: One\nStep 2: Two")]
    [InlineData("### Step 1: One\n\n### Step 2: Two")]
    [InlineData("**Step 1:** One\n**Step 2:** Two")]
    [InlineData("Шаг 1. One\nШаг 2. Two")]
    public void Steps_that_are_numbered_in_words_are_points(string answer) => Assert.Equal(["One", "Two"], PlanParser.Read(answer)!.Points);

    [Fact]
    public void A_point_is_bounded() => Assert.Equal(PlanParser.MostCharacters + 1, PlanParser.Read("- " + new string('x', 9_000))!.Points[0].Length);

    [Theory]
    [InlineData(" ")]
    [InlineData("-")]
    [InlineData("*")]
    [InlineData(" \t")]
    [InlineData("**a")]
    [InlineData("\nx")]
    public void A_plan_that_degenerates_is_read_in_no_time(string piece)
    {
        var begun = Stopwatch.GetTimestamp();
        foreach (var beginning in (string[])["", "Plan:", "**Plan**", "#"])
        {
            var plan = PlanParser.Read($"1. One\n{beginning}{string.Concat(Enumerable.Repeat(piece, 50_000))} .x");

            Assert.All(plan?.Points.Take(1) ?? [], point => Assert.Contains("One", point, StringComparison.Ordinal));
            Assert.Empty(RealInfrastructure.In(beginning + string.Concat(Enumerable.Repeat(piece, 50_000)) + " .x"));
        }

        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void What_was_read_from_its_own_text_is_the_same()
    {
        var plan = PlanParser.Read("PLAN:\n1. One\n   more\n2. Two\nACCEPTANCE CRITERIA:\n1. Yes\n")!;

        Assert.Equal(plan.ToText(), PlanParser.Read(plan.ToText())!.ToText());
    }
}
