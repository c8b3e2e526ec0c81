using Workflows.Domain.ImplementTask;

namespace Workflows.Domain.Tests.ImplementTask;

/// <summary>What stands around a PASS: everyday forms are read, and one that is only spoken of is not.</summary>
public sealed class VerdictSurroundingsTests
{
    private const string Block = "VERDICT: PASS\nACTION: CONTINUE\nFIXES: none";

    public static TheoryData<string> Given =>
    [
        $"I read the diff, and all criteria are met.\n\n```\n{Block}\n```",
        $"I read the diff. Every criterion is met.\n\n```text\n{Block}\n```\n",
        $"# Review\n\n- `Greet` trims the name.\n- The tests cover it\n\n## Verdict\n\n```markdown\n{Block}\n```",
        $"The change is small:\n```csharp\nreturn name.Trim();\n```\nIt is what the plan asks for.\n\n```\n{Block}\n```",
        "All criteria are met.\n\nMy verdict:\n```\nVERDICT: PASS\n```",
        "Мой вердикт:\n```\nVERDICT: PASS\n```",
        "Alle Kriterien sind erfüllt.\n\n~~~\nVERDICT: PASS\nFIXES: none\n~~~",
        "VERDICT: PASS — all criteria are met.",
        "VERDICT: PASS – all criteria are met, and 12 tests pass.",
        "VERDICT: PASS - the tests are green",
        "VERDICT: PASS (all criteria are met)",
        "VERDICT: PASS. All criteria are met.",
        "**VERDICT: PASS** — no issues found.",
        "VERDICT: PASS — alle Kriterien sind erfüllt, keine Mängel.",
        "VERDICT: PASS — все критерии выполнены, замечаний мало",
        "## Verdict\n\nPASS — all criteria are met\n\n## Fixes\n\nnone",
        "| Key | Value |\n|---|---|\n| VERDICT | PASS |\n| ACTION | CONTINUE |\n| FIXES | none |",
        "- All criteria are met\n- The tests are green\n\nVERDICT: PASS",
        "All criteria are met, so my verdict is:\n\nVERDICT: PASS",
        "It answers 404 if there is no such item, as the plan asks.\n\nVERDICT: PASS\nACTION: CONTINUE\nFIXES: none",
        "A docstring would be nice, and nobody has asked for one.\n\nVERDICT: PASS\nFIXES: none",
        "The reviewer of the round before was right. Now it is mended ✅\n\nVERDICT: PASS",
        "VERDICT: PASS\nACTION: none\nFIXES:\nnone\n\n---\n",
        "VERDICT: PASS\n\nACTION: CONTINUE\n\nFIXES:\n\n- none\n\n***",
        "All criteria are met; the tests pass (12 passed).\n\n---\n\n**VERDICT:** PASS  \n**ACTION:** CONTINUE  \n**FIXES:** none",
        $"## Summary\n\nThe diff adds the library. I would prefer a shorter name, which nobody has asked for.\n\n## Verdict\n\n{Block}",
        $"# Review report\n\n{Block}",
        $"Looks good to me\n\n{Block}",
        $"The README says how to run it, and the tests cover what the task asks for.\n\n{Block}",
        $"1. Trims the name: yes\n2. Has tests: yes\n\n{Block}",
        "VERDICT: PASS\nACTION: CONTINUE\nFIXES:\n1. Rename `x` some day.\n   It is of no matter now.\n2. DOCS: name it in the README",
    ];

    public static TheoryData<string> SpokenOf =>
    [
        "Were the README there, I would write\n\nVERDICT: PASS\n\nIt is not there.",
        "Were the README there, I would write\n\nVERDICT: PASS",
        $"Were the README there, I would write:\n\n{Block}",
        $"Were the README there, I would write this.\n\n{Block}",
        $"If the README were there, the verdict would be\n\n```\n{Block}\n```",
        $"Once the README is there, I can give a clear answer.\n\n{Block}",
        $"I cannot approve this.\n\n{Block}",
        $"# What I would say\n\n{Block}",
        $"Wäre die README da, würde ich schreiben\n\n{Block}",
        $"Falls die README kommt, ist es gut.\n\n```\n{Block}\n```",
        $"Будь README на месте, я бы написал.\n\n{Block}",
        $"Если README появится, я напишу так.\n\n```\n{Block}\n```",
        $"## Previous review\n\n{Block}",
        $"## Expected output\n\n```\n{Block}\n```",
        $"## Aufgabe\n\n{Block}",
        $"**Шаблон**\n\n{Block}",
        $"The task is to write a program that prints\n{Block}",
        $"The task is to write a program that prints\n\n{Block}",
        $"Shall I say it?\n\n{Block}",
        $"I am not sure...\n\nVERDICT: PASS",
        $"The reviewer has to answer in this form.\n\n```\n{Block}\n```",
        $"<example>\n{Block}\n</example>",
        $"<blockquote>\n{Block}\n</blockquote>\nI say nothing.",
        "The choices:\n- VERDICT: PASS\n- VERDICT: SKIP",
        "VERDICT: SKIP\n\nVERDICT: PASS",
        "VERDICT: PASS\n\nVERDICT: PENDING",
        $"```\n{Block}\n```\n\n```\nVERDICT: FAIL\nACTION: CONTINUE\nFIXES: mend it\n```",
        "VERDICT: PASS\n\nIt is not there.",
        "VERDICT: PASS\n\nAber nur, wenn die README kommt.",
        "VERDICT: PASS\n\nНо README нет.",
        $"{Block}\n\nThis holds once the README is there.",
        $"{Block}\nBut the README is missing.",
        "VERDICT: PASS\nFIXES:\n- none\n\nI say so once the README is there.",
        "VERDICT: PASS\nFIXES:\nnone\nThe README is missing.",
        "VERDICT: PASS\nACTION: CONTINUE if the README comes",
        "VERDICT: PASS\nACTION: CONTINUE|SKIP\nFIXES: none",
        "VERDICT: PASS\n❌",
        "VERDICT: PASS\n\n???",
        "The file ends so:\n\nVERDICT: PASS\nACTION: CONTINUE\nFIXES: none",
        "The task text wants this\n\nVERDICT: PASS",
        $"The task says this.\n\n```\n{Block}\n```",
        $"The task says:\n```\n{Block}\n```",
        $"The template:\n\n```\n{Block}\n```",
        $"In der Aufgabe steht das.\n\n```\n{Block}\n```",
        $"В задаче написано так.\n\n```\n{Block}\n```",
        $"It is fine.\n\n```\n{Block}\n```\n\nThis is what the file says.",
        $"It is fine.\n\n```\n{Block}\n```\n\n```\nVERDICT: FAIL\n```",
        $"VERDICT: FAIL\n\n```\n{Block}\n```",
        $"The verdict: FAIL, as before.\n\n```\n{Block}\n```",
        $"> VERDICT: FAIL\n\nIt is fine.\n\n```\n{Block}\n```",
        $"It is fine.\n\n```\nVERDICT: FAIL\n```\nIt is.\n\n```\n{Block}\n```",
        "VERDICT: PASS\n```\nVERDICT: FAIL\nACTION: CONTINUE\n```",
        "It is fine.\n\n```\nVERDICT: PASS|FAIL\nACTION: CONTINUE|SKIP\nFIXES: none\n```",
        "It is fine.\n\n```\nVERDICT: PASS\nACTION: CONTINUE|SKIP\nFIXES: list\n```",
        $"````\n```\n{Block}\n```\n````",
        $"It is fine.\n\n````\n```\n{Block}\n```\n````",
        $"It is fine.\n\n~~~\n```\n{Block}\n```\n~~~",
        $"It is fine.\n\n```csharp\n{Block}\n```",
        $"It is fine.\n\n```diff\n{Block}\n```",
        $"It is fine.\n\n```\n{Block}",
        "The tests expect a line.\n\n```\nVERDICT: PASS\n```",
        $"It is fine.\n\n```\n{Block}\n\nOr so.\n```",
        "VERDICT: not PASS\n\nLater.\n\nVERDICT: PASS",
        "VERDICT: PASS if the README comes.\n\nVERDICT: PASS",
        "VERDICT: PASS — if the README comes.",
        "VERDICT: PASS — once the README is there",
        "VERDICT: PASS — the README is missing",
        "VERDICT: PASS — except for the README",
        "VERDICT: PASS (provided the README comes)",
        "VERDICT: PASS. That is what the task says.",
        "VERDICT: PASS — is that so?",
        "VERDICT: PASS, or FAIL",
        "VERDICT: PASS (all is met) | FAIL (anything else)",
        "VERDICT: PASS — wenn die README kommt",
        "VERDICT: PASS — aber die README fehlt noch",
        "VERDICT: PASS — sobald die README da ist",
        "VERDICT: PASS — если появится README",
        "VERDICT: PASS — но README пуст",
        "VERDICT: PASS — после правки README",
        "VERDICT: PASS — mais le README manque",
        "VERDICT: PASS — 如果有 README",
    ];

    [Theory]
    [MemberData(nameof(Given))]
    public void A_pass_of_an_everyday_form_is_read(string review)
    {
        var reading = VerdictParser.Read(review);

        Assert.True(reading.Passed, reading.Problem);
        Assert.Null(reading.Problem);
    }

    [Theory]
    [MemberData(nameof(SpokenOf))]
    public void A_pass_that_is_only_spoken_of_is_none(string review)
    {
        var reading = VerdictParser.Read(review);

        Assert.False(reading.Passed);
        Assert.True(reading.Problem is not null || reading.Fixes is not null || review.Contains("VERDICT: FAIL", StringComparison.Ordinal));
    }

    [Fact]
    public void A_fail_in_a_block_behind_prose_is_read_with_its_action_and_fixes()
    {
        var reading = VerdictParser.Read("There is no pytest here.\n\n```\nVERDICT: FAIL\nACTION: SKIP\nFIXES:\n1. Install pytest.\n```");

        Assert.Equal(new VerdictReading(false, false, "1. Install pytest.", false, null), reading);
    }

    [Theory]
    [InlineData("VERDICT: PASS\n\nIt is there.", "Text follows the verdict PASS")]
    [InlineData("I would write\n\nVERDICT: PASS", "only spoken of")]
    public void Why_a_pass_is_not_read_names_the_form_that_is(string review, string why)
    {
        var problem = VerdictParser.Read(review).Problem;

        Assert.Contains(why, problem, StringComparison.Ordinal);
        Assert.Contains("'VERDICT: PASS', 'ACTION: CONTINUE' and 'FIXES: none', each on a line of its own", problem, StringComparison.Ordinal);
    }
}
