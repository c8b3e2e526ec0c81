using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflows.Activities.Agents;
using Workflows.Domain.Agents;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Texts;

namespace Workflows.Activities.Tests.Agents;

public sealed class RunCommandAgentActivityTests
{
    private const string Answer = """echo '{"type":"result","is_error":false,"result":"Done it.","total_cost_usd":0.25,"usage":{"input_tokens":100,"cache_read_input_tokens":20,"output_tokens":7}}'""";

    [Fact]
    public async Task The_prompt_comes_in_the_files_change_and_the_answer_goes_out()
    {
        await using var host = Host($"cat > workspace/prompt.txt; echo outside > note.txt; {Answer}");

        var outcome = await RunAsync(host);

        Assert.Equal(("sh", false, new ModelUsage(120, 7, 0.25m), null), (outcome.Model.Model, outcome.Model.Offline, outcome.Model.Usage, outcome.Reason));
        Assert.Equal(("agents/implementer-1/turn-0001.md", "Done it."), (outcome.Model.Response!.Name, await host.ReadAsync(outcome.Model.Response)));
        Assert.Equal("You write code.\n\nWrite a greeter.\n", host.Workspaces.Files(outcome.Workspace!)["workspace/prompt.txt"]);
        Assert.Equal(["note.txt: outside of the scope"], outcome.Dropped);
    }

    [Fact]
    public async Task What_has_run_is_not_run_again_by_a_new_process()
    {
        await using var host = Host($"echo x >> workspace/a.txt; {Answer}");

        var first = await RunAsync(host);
        await host.RestartAsync();
        var again = await RunAsync(host);

        Assert.Equal((first.Model, first.Workspace), (again.Model, again.Workspace));
        Assert.Single(host.Sandbox.Jobs);
    }

    [Fact]
    public async Task Plain_text_is_an_answer_too()
    {
        await using var host = Host("echo; echo '  I read {a} file.  '");

        Assert.Equal("I read {a} file.", await host.ReadAsync((await RunAsync(host)).Model.Response!));
    }

    [Theory]
    [InlineData("echo 'no login' >&2; exit 3", AgentFailureKind.Transient, "sh ended with exit code 3: no login")]
    [InlineData("""echo '{"result":"rate limited","is_error":true}'""", AgentFailureKind.Transient, "sh says that it failed: rate limited")]
    [InlineData("echo 'no route to host' >&2; exit 75", AgentFailureKind.Infrastructure, "sh cannot reach its service (exit code 75): no route to host")]
    [InlineData("exit 0", AgentFailureKind.Transient, "sh answered nothing")]
    [InlineData("no-such-program-x", AgentFailureKind.Permanent, "sh could not be started (exit code 127)")]
    public async Task Failures_are_told_apart_and_leave_the_files(string script, AgentFailureKind kind, string reason)
    {
        await using var host = Host(script);

        var outcome = await RunAsync(host);

        Assert.Equal((kind, null, null), (outcome.Failure, outcome.Workspace, outcome.Model.Response));
        Assert.StartsWith(reason, outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_attempt_after_a_failure_runs_again()
    {
        await using var host = Host("exit 3");

        await RunAsync(host);
        await RunAsync(host, attempt: 2);

        Assert.Equal(2, host.Sandbox.Jobs.Count);
    }

    [Fact]
    public async Task It_is_given_what_the_settings_name_and_secrets_do_not_come_back()
    {
        Environment.SetEnvironmentVariable("WORKFLOWS_TEST_TOKEN", "tok-marker-77aa");
        await using var host = Host(
            "echo \"token $WORKFLOWS_TEST_TOKEN, home $HOME\"", ("Environment", "WORKFLOWS_TEST_TOKEN, WORKFLOWS_TEST_MISSING"), ("Network", "true"), ("ReadablePaths", "/opt/a,/opt/b"), ("TimeoutMinutes", "7"));

        var outcome = await RunAsync(host);

        var job = Assert.Single(host.Sandbox.Jobs);
        Assert.Equal((true, TimeSpan.FromMinutes(7)), (job.Network, job.Timeout));
        Assert.Equal(["/opt/a", "/opt/b"], job.ReadablePaths);
        Assert.Equal(["workspace"], job.WritableFolders);
        Assert.Equal(["WORKFLOWS_TEST_TOKEN"], job.Environment.Keys);
        Assert.Equal("token [redacted], home", await host.ReadAsync(outcome.Model.Response!));
        Assert.All(await host.Store.ListAsync(AgentHost.RunId, default), artifact => Assert.DoesNotContain("tok-marker", host.ReadAsync(artifact).Result, StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Lines, line => line.Message.Contains("tok-marker", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("implementer", AgentKind.Command, "sh")]
    [InlineData("reviewer", AgentKind.ChatModel, "offline")]
    public async Task A_role_with_a_command_is_its_program(string role, AgentKind kind, string name)
    {
        await using var host = Host("exit 0");

        var chosen = await host.Services.GetRequiredKeyedService<IActivity<AgentChoice, ChosenAgent>>("ChooseAgent")
            .RunAsync(new ActivityContext("c", "ChooseAgent", "k"), new AgentChoice(AgentHost.RunId, role, 1), default);

        Assert.Equal(new ChosenAgent(kind, name), chosen);
    }

    [Fact]
    public async Task Of_a_program_no_model_is_probed()
    {
        // Nothing listens there, so that a probe of the chat model would say that it cannot be reached.
        await using var host = Host("exit 75", [], ("USE_REAL_LLM", "true"), ("LLM_API_KEY", "k"), ("LLM_BASE_URL", "http://127.0.0.1:1/v1"));

        Assert.Equal(new ProbeResult(true, null), await ProbeAsync(host, "implementer"));
        Assert.False((await ProbeAsync(host, "reviewer")).Reached);
    }

    [Theory]
    [InlineData("Agents:TechWriter:Timeout", "5", "Agents:TechWriter:Timeout is no setting")]
    [InlineData("Agents:TechWriter:TimeoutMinutes", "0", "Agents:TechWriter:TimeoutMinutes is '0'")]
    [InlineData("Agents:TechWriter:Network", "maybe", "Agents:TechWriter:Network is 'maybe'")]
    [InlineData("Agents:TechWriter:ReadablePaths", "opt", "Agents:TechWriter:ReadablePaths holds 'opt'")]
    [InlineData("Agents:TechWriter:Command", "claude \"-p", "Agents:TechWriter:Command has a quote that is not closed")]
    [InlineData("Agents:TechWriter:Command", "'' x", "Agents:TechWriter:Command begins with an empty word")]
    public void A_wrong_setting_names_itself(string name, string value, string message)
    {
        var error = Assert.Throws<OptionsValidationException>(() => new AgentHost(null, null, [.. new[] { ("Agents:TechWriter:Command", "claude") }.Where(setting => setting.Item1 != name), (name, value)]));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("claude -p  --output-format json", new[] { "claude", "-p", "--output-format", "json" })]
    [InlineData("sh -c 'echo \"a b\"'", new[] { "sh", "-c", "echo \"a b\"" })]
    [InlineData("a \"\" b\\ c \"d\\\"e\" C:\\x", new[] { "a", "", "b c", "d\"e", "C:\\x" })]
    public void A_command_is_split_into_words(string command, string[] words) => Assert.Equal(words, CommandLine.Split(command));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("{\"a\":1}", "{\"a\":1}", 0)]
    [InlineData("[{\"type\":\"system\"},{\"result\":\" last \",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}]", "last", 7)]
    [InlineData("{\"type\":\"assistant\"}\n{\"text\":\"line\",\"usage\":{\"output_tokens\":-5}}\n", "line", 0)]
    [InlineData("{\"result\":\"half \\ud83d\"}", "half \uFFFD", 0)]
    [InlineData("{\"result\":7}", "{\"result\":7}", 0)]
    [InlineData("{\"result\":\"x\",\"usage\":[],\"total_cost_usd\":\"free\"}", "x", 0)]
    public void What_it_prints_is_understood(string output, string text, long tokens)
    {
        var answer = CommandAnswer.Of(output);

        Assert.Equal((text, tokens), (answer.Text, answer.Usage.InputTokens + answer.Usage.OutputTokens));
    }

    private static Task<ProbeResult> ProbeAsync(AgentHost host, string role) => host.Services.GetRequiredKeyedService<IActivity<AgentChoice, ProbeResult>>("ProbeModel")
        .RunAsync(new ActivityContext("c", "ProbeModel", "k"), new AgentChoice(AgentHost.RunId, role, 1), default);

    private static AgentHost Host(string script, params (string Name, string Value)[] settings) => Host(script, settings, []);

    private static AgentHost Host(string script, (string Name, string Value)[] settings, params (string Name, string Value)[] others)
    {
        var quoted = script.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return new AgentHost(null, null, [("Agents:Implementer:Command", $"sh -c \"{quoted}\""), .. settings.Select(setting => ($"Agents:Implementer:{setting.Name}", setting.Value)), .. others]);
    }

    private static Task<CommandAgentOutcome> RunAsync(AgentHost host, int attempt = 1) => host.Services
        .GetRequiredKeyedService<IActivity<CommandAgentInput, CommandAgentOutcome>>("RunCommandAgent")
        .RunAsync(
            new ActivityContext("c", "RunCommandAgent", "k"),
            new CommandAgentInput(
                AgentHost.RunId, "implementer-1", "implementer", host.Input.Instructions, host.Input.Prompt, new WriteScope(["workspace"], []),
                host.Workspaces.State(("workspace/a.txt", "a")), new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc), attempt),
            CancellationToken.None);
}
