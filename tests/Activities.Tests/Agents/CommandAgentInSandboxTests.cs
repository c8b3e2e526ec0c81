using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Activities.Agents;
using Workflows.Activities.Audit;
using Workflows.Activities.Budgets;
using Workflows.Activities.Models;
using Workflows.Activities.Tests.Workspaces;
using Workflows.Domain.Agents;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Tests.Agents;

/// <summary>A command-line agent in the real sandbox, on real files.</summary>
public sealed class CommandAgentInSandboxTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("workflows-command-agent-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task It_reads_its_prompt_changes_its_scope_and_nothing_else_and_sees_no_secret()
    {
        Environment.SetEnvironmentVariable("WORKFLOWS_TEST_HIDDEN", "hidden-marker");
        const string Script =
            "cat > workspace/prompt.txt; echo new > project/plan.md; ln -s /etc/passwd workspace/link; rm workspace/old.txt; env > workspace/env.txt; cat project/task.md; exit 0";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Agents:Implementer:Command"] = $"sh -c \"{Script}\"",
            ["Audit:Folder"] = Path.Combine(_root, "audit"),
            ["Budgets:Folder"] = Path.Combine(_root, "budgets"),
        }).Build();
        await using var place = WorkPlace.Create(services => services
            .AddSingleton<IOfflineWriter, NoWriter>().AddAudit(configuration).AddBudgets(configuration).AddModels(configuration).AddAgents(configuration));
        var state = await place.StateAsync(("project/task.md", "The task."), ("workspace/old.txt", "old"));
        var text = await place.Artifacts.WriteAsync(WorkPlace.Run, "prompt.md", "Work."u8.ToArray(), "text/markdown", default);

        var outcome = await place.Get<IServiceProvider>().GetRequiredKeyedService<IActivity<CommandAgentInput, CommandAgentOutcome>>("RunCommandAgent").RunAsync(
            new ActivityContext("c", "RunCommandAgent", "k"),
            new CommandAgentInput(WorkPlace.Run, "implementer-1", "implementer", text, text, WorkPlace.Work, state, DateTime.UnixEpoch, 1), default);

        Assert.Null(outcome.Reason);
        var files = await place.TextsAsync(outcome.Workspace!);
        Assert.Equal(["project/task.md", "workspace/env.txt", "workspace/prompt.txt"], files.Keys.Order());
        Assert.Equal("Work.\n\nWork.\n", files["workspace/prompt.txt"]);
        Assert.DoesNotContain("hidden-marker", files["workspace/env.txt"], StringComparison.Ordinal);
        Assert.Contains(outcome.Dropped, dropped => dropped.Contains("workspace/link", StringComparison.Ordinal));
        Assert.Equal("The task.", System.Text.Encoding.UTF8.GetString((await place.Artifacts.ReadAsync(WorkPlace.Run, outcome.Model.Response!.Name, default))!));
    }

    private sealed class NoWriter : IOfflineWriter
    {
        public string Write(ReadOnlyMemory<byte> api, CancellationToken cancellationToken) => "";
    }
}
