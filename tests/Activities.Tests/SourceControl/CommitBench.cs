using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Workflows.Activities.Audit;
using Workflows.Activities.Forks;
using Workflows.Activities.SourceControl;
using Workflows.Activities.SourceControl.Git;
using Workflows.Activities.Tests.Audit;
using Workflows.Activities.Tests.Execution;
using Workflows.Activities.Tests.Models;
using Workflows.Activities.Workspaces.Delivery;
using Workflows.Domain.Artifacts;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.Tests.SourceControl;

/// <summary>A bare repository in a folder of its own, and the activity on it.</summary>
internal sealed class CommitBench : IAsyncDisposable
{
    public static readonly DateTimeOffset At = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly ConcurrentBag<ClonedRepository> _clones = [];
    private readonly LoggerFactory _loggers = new();

    private readonly AuditLog _audit = new(new MemoryAuditJournal(), TimeProvider.System, NullLogger<AuditLog>.Instance);

    private CommitBench(string root)
    {
        Root = root;
        Remote = Path.Combine(root, "remote.git");
        _loggers.AddProvider(Log);
    }

    public string Root { get; }

    public string Remote { get; }

    public MemoryArtifacts Artifacts { get; } = new();

    public IAuditLog Audit => _audit;

    public RecordingLogger Log { get; } = new();

    public static async Task<CommitBench> CreateAsync()
    {
        var bench = new CommitBench(Directory.CreateTempSubdirectory("workflows-git-").FullName);
        await LocalRepository.EnsureAsync(bench.Remote, CancellationToken.None);
        return bench;
    }

    /// <summary>The activity as another process would have it; the work folder tells one machine from another.</summary>
    public CommitFiles Activity(string workFolder = "work", Func<SourceControlOptions, SourceControlOptions>? change = null, IAuditLog? audit = null) =>
        new(Artifacts, new ForkReader(Artifacts), Cloned(workFolder, change), audit ?? Audit, TimeProvider.System, _loggers.CreateLogger<CommitFiles>());

    /// <summary>The activity that takes commits back, likewise.</summary>
    public RevertCommit Reverting(string workFolder = "work", Func<SourceControlOptions, SourceControlOptions>? change = null, IAuditLog? audit = null) =>
        new(Cloned(workFolder, change), audit ?? Audit, TimeProvider.System, _loggers.CreateLogger<RevertCommit>());

    public async Task<CommitInput> InputAsync(string runId = "run-1", string branch = "", string text = "public class T;", string path = "PingTests.cs", string message = "Add tests for ping") =>
        new(runId, branch, [new CommitFile(path, await Artifacts.PutAsync(runId, "tests/PingTests.cs", text))], message, "Ada Lovelace <ada@example.org>", At);

    public async Task<CommitResult> CommitAsync(CommitInput input, string workFolder = "work", Func<SourceControlOptions, SourceControlOptions>? change = null) =>
        await RunAsync(Activity(workFolder, change), input);

    /// <summary>Looks whether the repository can be reached.</summary>
    public Task<Domain.Agents.ProbeResult> ProbeAsync(Func<SourceControlOptions, SourceControlOptions> change)
    {
        var cloned = Cloned("work", change);
        return new ProbeRepositoryActivity(new CommitTargets(Options.Create(cloned.Settings)), cloned).RunAsync(
            new Domain.Orchestration.ActivityContext("run-1", "ProbeRepository", "key"), new RepositoryProbe("run-1", IsTask: false, TaskPath: null, 1), CancellationToken.None);
    }

    public static RevertCommitInput Revert(CommitResult commit, string runId = "run-1", string by = "Grace Hopper <grace@example.org>", string? reason = null) =>
        new(runId, commit, by, "http", reason, At.AddHours(1));

    public async Task<RevertResult> RevertAsync(RevertCommitInput input, string workFolder = "work", Func<SourceControlOptions, SourceControlOptions>? change = null) =>
        await RunAsync(Reverting(workFolder, change), input);

    public static Task<RevertResult> RunAsync(RevertCommit activity, RevertCommitInput input, CancellationToken cancellationToken = default) =>
        activity.RunAsync(new Domain.Orchestration.ActivityContext(input.RunId, "RevertCommit", "key"), input, cancellationToken);

    public static Task<CommitResult> RunAsync(CommitFiles activity, CommitInput input, CancellationToken cancellationToken = default) =>
        activity.RunAsync(new Domain.Orchestration.ActivityContext(input.RunId, "CommitFiles", "key"), input, cancellationToken);

    /// <summary>Runs git on the remote repository, as its owner would.</summary>
    public string Git(params string[] arguments) => GitWith("", arguments);

    public string GitWith(string input, params string[] arguments) => GitOfBytes(Encoding.UTF8.GetBytes(input), arguments);

    public string GitOfBytes(byte[] input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=Owner", "-c", "user.email=owner@example.org", "--git-dir", Remote, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        using var process = Process.Start(start)!;
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.TrimEnd('\n') : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {errors.Result}");
    }

    /// <summary>Commits a tree made of lines as <c>git mktree</c> takes them, on top of a branch.</summary>
    public string OwnerCommits(string tree, string branch = "main", string message = "By the owner")
    {
        var treeId = GitWith(tree + "\n", "mktree");
        var commit = GitWith(message, "commit-tree", treeId, "-p", "refs/heads/main", "-F", "-");
        Git("update-ref", "refs/heads/" + branch, commit);
        return commit;
    }

    public string Blob(string text) => GitWith(text, "hash-object", "-w", "--stdin");

    /// <summary>The ids of all commits of a branch but the first one of the repository.</summary>
    public string[] Commits(string branch) => [.. Git("log", "--format=%H", "refs/heads/" + branch).Split('\n').SkipLast(1)];

    /// <summary>Puts a hook into the remote repository.</summary>
    public string Hook(string name, string script) => WriteHook(Path.Combine(Remote, "hooks"), name, script);

    /// <summary>A pipe in a folder of the bench.</summary>
    public string Fifo(string name)
    {
        var path = Path.Combine(Root, name);
        using var made = Process.Start("mkfifo", [path]);
        made.WaitForExit();
        return path;
    }

    public static string WriteHook(string folder, string name, string script)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        LetOwner(path, execute: true);
        return path;
    }

    public static void LetOwner(string path, bool execute = false)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | (execute ? UnixFileMode.UserExecute : UnixFileMode.None));
        }
    }

    /// <summary>The clone on this machine.</summary>
    public string Clone(string workFolder = "work") =>
        Directory.EnumerateDirectories(Path.Combine(Root, workFolder)).Select(folder => Path.Combine(folder, "repo.git")).Single();

    /// <summary>The clones of a machine.</summary>
    public ClonedRepository Cloned(string workFolder = "work", Func<SourceControlOptions, SourceControlOptions>? change = null, TimeProvider? time = null)
    {
        var options = new SourceControlOptions { Repository = Remote, WorkFolder = Path.Combine(Root, workFolder) };
        var cloned = new ClonedRepository(Options.Create(change?.Invoke(options) ?? options), GitProgram.OfThisMachine(), time ?? TimeProvider.System, _loggers.CreateLogger<ClonedRepository>());
        _clones.Add(cloned);
        return cloned;
    }

    public async ValueTask DisposeAsync()
    {
        await _audit.DisposeAsync();
        foreach (var clone in _clones)
        {
            clone.Dispose();
        }

        _loggers.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
