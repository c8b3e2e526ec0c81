using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Workflows.Activities.Audit;
using Workflows.Activities.Forks;
using Workflows.Activities.SourceControl;
using Workflows.Activities.SourceControl.Git;
using Workflows.Activities.Tests.Audit;
using Workflows.Activities.Workspaces.Delivery;
using Workflows.Activities.Workspaces.Folders;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tests.Workspaces;

/// <summary>What brings the files of a run out of it, over a folder with real repositories.</summary>
internal sealed class DeliveryBench : IDisposable
{
    public static readonly DateTimeOffset At = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly string[] Both = ["workspace", "project"];
    private readonly AuditLog _audit = new(new MemoryAuditJournal(), TimeProvider.System, NullLogger<AuditLog>.Instance);
    private readonly ConcurrentBag<ClonedRepository> _clones = [];

    public TestFolder Folder { get; } = new();

    public TestStates States { get; } = new();

    public SourceControlOptions Settings { get; set; } = new();

    /// <summary>A repository with a work tree and one commit.</summary>
    public string Repository(string name, params (string Path, string Text)[] files)
    {
        Directory.CreateDirectory(Folder[name]);
        Folder.Git(name, "init", "--quiet");
        foreach (var (path, text) in files)
        {
            Folder.Write($"{name}/{path}", text);
        }

        Folder.Git(name, "add", "--all");
        Folder.Git(name, "commit", "--quiet", "--allow-empty", "--message", "First");
        return Folder[name];
    }

    public static CommitWorkspaceInput Input(WorkspaceState before, WorkspaceState after, TaskRepository? repository, string run = "run-1", string branch = "") =>
        new(run, branch, repository, before, after, Both, "Greet people", "Ada Lovelace <ada@example.org>", At);

    public async Task<CommitResult> CommitAsync(CommitWorkspaceInput input, string machine = "git")
    {
        var (options, clone) = Machine(machine);
        return await new CommitWorkspaceActivity(
            States.Workspaces, new ForkReader(States.Artifacts), new CommitTargets(options), clone, _audit, TimeProvider.System, NullLogger<CommitWorkspaceActivity>.Instance)
            .RunAsync(Context("CommitWorkspace"), input, CancellationToken.None);
    }

    public async Task<RevertResult> RevertAsync(CommitResult commit)
    {
        var (_, clone) = Machine("git");
        return await new RevertCommit(clone, _audit, TimeProvider.System, NullLogger<RevertCommit>.Instance)
            .RunAsync(Context("RevertCommit"), new RevertCommitInput("run-1", commit, "Grace", "http", null, At.AddHours(1)), CancellationToken.None);
    }

    public Task<ApplyReport> ApplyAsync(WorkspaceState before, WorkspaceState after, string folder = "task") =>
        new ApplyWorkspaceActivity(States.Workspaces, NullLogger<ApplyWorkspaceActivity>.Instance).RunAsync(
            Context("ApplyWorkspace"), new ApplyInput("run-1", new TaskSource(Folder[folder]), before, after, Both), CancellationToken.None);

    public Task<PublishedReports> PublishAsync(string? folder, params (string Name, string Text)[] reports) => PublishAsync("run-1", folder, reports);

    public async Task<PublishedReports> PublishAsync(string run, string? folder, params (string Name, string Text)[] reports)
    {
        var files = new List<Domain.Artifacts.ArtifactRef>();
        foreach (var (name, text) in reports)
        {
            files.Add(await States.Artifacts.PutAsync(run, name, text));
        }

        return await new PublishReportsActivity(States.Artifacts, NullLogger<PublishReportsActivity>.Instance).RunAsync(
            Context("PublishReports"), new ReportsInput(run, new TaskSource(folder), "project/reports/run-20300102-030405", files), CancellationToken.None);
    }

    /// <summary>The files of a folder with their texts.</summary>
    public Dictionary<string, string> Texts(string folder) => Directory.EnumerateFiles(Folder[folder], "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(Folder[folder], path).Replace('\\', '/'), path => File.ReadAllText(path, Encoding.UTF8));

    public void Dispose()
    {
        foreach (var clone in _clones)
        {
            clone.Dispose();
        }

        States.Dispose();
        Folder.Dispose();
    }

    // As another process would have it; the work folder tells one machine from another.
    private (IOptions<SourceControlOptions> Options, ClonedRepository Clone) Machine(string workFolder)
    {
        var options = Options.Create(Settings with { WorkFolder = Folder[workFolder] });
        var clone = new ClonedRepository(options, GitProgram.OfThisMachine(), TimeProvider.System, NullLogger<ClonedRepository>.Instance);
        _clones.Add(clone);
        return (options, clone);
    }

    private static ActivityContext Context(string name) => new("run-1", name, "key");
}
