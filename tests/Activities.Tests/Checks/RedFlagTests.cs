namespace Workflows.Activities.Tests.Checks;

public sealed class RedFlagTests
{
    [Theory]
    [InlineData("WF0202", "Assert.True(true);")]
    [InlineData("WF0202", "Assert.Equal(200, 200);")]
    [InlineData("WF0203", "try { await Task.Yield(); } catch (Exception) { }")]
    [InlineData("WF0203", "try { await Task.Yield(); } catch { }")]
    [InlineData("WF0205", "await Task.Delay(10);")]
    [InlineData("WF0205", "Thread.Sleep(10);")]
    [InlineData("WF0207", "var url = \"http://localhost:5000/x\"; _ = url;")]
    [InlineData("WF0207", "var url = $\"http://127.0.0.1:{5000}\"; _ = url;")]
    [InlineData("WF0208", "// TODO: more")]
    [InlineData("WF0208", "if (Environment.NewLine.Length > 9) { throw new NotImplementedException(); }")]
    public void A_red_flag_warns_and_does_not_stop(string rule, string body)
    {
        var report = Checking.CheckBody(body);

        Assert.True(report.Passed, string.Join("; ", report.Diagnostics));
        Assert.Contains(report.Diagnostics, one => one.RuleId == rule && one.Severity == "warning");
    }

    [Theory]
    [InlineData("WF0204", "[Fact(Skip = \"later\")] public void S() => Assert.NotNull(new object());")]
    [InlineData("WF0206", "private sealed class InMemoryItems { }")]
    [InlineData("WF0206", "private sealed class HttpMock { }")]
    [InlineData("WF0206", "private sealed class FakeClock { }")]
    public void A_red_flag_in_a_member_warns(string rule, string member)
    {
        var report = Checking.CheckBody("", member);

        Assert.True(report.Passed, string.Join("; ", report.Diagnostics));
        Assert.Contains(report.Diagnostics, one => one.RuleId == rule && one.Severity == "warning");
    }

    [Theory]
    [InlineData("try { await Task.Yield(); } catch (InvalidOperationException) { }")]
    [InlineData("try { await Task.Yield(); } catch (Exception e) { Assert.Fail(e.Message); }")]
    [InlineData("var Mockingbird = \"https://example.org/todo\"; _ = Mockingbird;")]
    public void What_only_looks_like_one_does_not_warn(string body) =>
        Assert.Empty(Checking.CheckBody(body).Diagnostics.Select(one => one.ToString()));
}
