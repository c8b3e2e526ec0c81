using System.Globalization;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.SourceControl.Git;

/// <summary>The clone on this machine, and the calls to its remote. Its user holds the lock of <see cref="CloneFolder"/>.</summary>
internal sealed class GitClone(GitRunner runner, CloneFolder folder, RepositoryAddress remote, SourceControlOptions options)
{
    private const string Heads = "refs/heads/";
    private const string Fetched = "refs/workflows/tip";
    private const string Beside = "refs/workflows/beside/";
    private const int MostBeside = 30;

    // A look asks for one line. It must not keep a commit to the same repository waiting for long.
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(15);

    // Anything local takes milliseconds; a log over a long history takes seconds.
    private static readonly TimeSpan LocalTimeout = TimeSpan.FromMinutes(5);

    private static readonly string[] RaceSigns =
        ["stale info", "fetch first", "non-fast-forward", "cannot lock ref", "failed to update ref", "reference already exists", "incorrect old value"];

    private readonly GitTrouble _trouble = new(remote, options.Token);

    /// <summary>Makes the clone when there is none.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(folder.Repository, "HEAD")))
        {
            await LocalAsync(["init", "--bare", "--quiet", "--template=", folder.Repository], default, cancellationToken);
        }
    }

    /// <summary>Asks the remote for next to nothing.</summary>
    /// <exception cref="SourceControlException">It does not answer or lets nobody in.</exception>
    public async Task ProbeAsync(CancellationToken cancellationToken) =>
        await AskAsync(["--", remote.Text, "HEAD"], options.Timeout < ProbeTimeout ? options.Timeout : ProbeTimeout, cancellationToken);

    /// <summary>Brings the branch here, or the default one when it does not exist.</summary>
    /// <exception cref="SourceControlException">The remote does not answer or lets nobody in.</exception>
    public async Task<RemoteTip> FetchAsync(string branch, CancellationToken cancellationToken)
    {
        var heads = await AskAsync(["--symref", "--", remote.Text, "HEAD", Heads + branch], options.Timeout, cancellationToken);
        var exists = heads.Any(head => head.Name == Heads + branch);
        if (!exists && heads.All(head => head.Name != "HEAD" || head.Value.StartsWith("ref:", StringComparison.Ordinal)))
        {
            return (await AskAsync(["--heads", "--", remote.Text], options.Timeout, cancellationToken)).Count == 0
                ? new RemoteTip("", null, false)
                : throw new CommitRefusedException(
                    $"{remote.Text} has branches, but none of them is its default branch, so a new branch '{branch}' has nothing to begin at. Set HEAD of the repository, or name an existing branch.");
        }

        var source = exists ? Heads + branch : "HEAD";
        var result = await RemoteAsync(["fetch", "--quiet", "--no-tags", "--update-shallow", "--no-write-fetch-head", "--no-recurse-submodules", "--", remote.Text, $"+{source}:{Fetched}"], options.Timeout, cancellationToken);
        if (!result.Succeeded)
        {
            throw Failure("Fetching from", result.Errors);
        }

        var tip = (await LocalAsync(["rev-parse", "--verify", "--quiet", Fetched + "^{commit}"], default, cancellationToken)).Line;
        var symbolic = heads.FirstOrDefault(head => head.Name == "HEAD" && head.Value.StartsWith("ref: " + Heads, StringComparison.Ordinal)).Value;
        return new RemoteTip(exists ? branch : symbolic?["ref: refs/heads/".Length..] ?? "HEAD", tip, exists);
    }

    /// <summary>Brings the branches here that lie in the same folder of names as a branch, such as <c>workflows/</c>.</summary>
    /// <returns>Their tips, the newest first, and no more of them than may be of interest; none for a branch in no folder.</returns>
    /// <exception cref="SourceControlException">The remote does not answer or lets nobody in.</exception>
    public async Task<IReadOnlyList<string>> FetchBesideAsync(string branch, CancellationToken cancellationToken)
    {
        var folder = branch[..(branch.LastIndexOf('/') + 1)];
        if (folder.Length == 0 || (await AskAsync(["--heads", "--", remote.Text, $"{Heads}{folder}*"], options.Timeout, cancellationToken)).Count == 0)
        {
            return [];
        }

        var result = await RemoteAsync(
            ["fetch", "--quiet", "--prune", "--no-tags", "--update-shallow", "--no-write-fetch-head", "--no-recurse-submodules", "--", remote.Text, $"+{Heads}{folder}*:{Beside}*"],
            options.Timeout, cancellationToken);
        return result.Succeeded
            ? (await LocalAsync(["for-each-ref", "--sort=-committerdate", "--count=" + MostBeside.ToString(CultureInfo.InvariantCulture), "--format=%(objectname)", Beside], default, cancellationToken))
                .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw Failure("Fetching from", result.Errors);
    }

    /// <summary>Pushes a commit, if the branch is still where it was.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="expected">Where the branch must be; null: it must not exist.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <exception cref="SourceControlException">The remote refused, or is not there any more. In the second case it may have taken the commit.</exception>
    public async Task<PushOutcome> PushAsync(string branch, string commit, string? expected, CancellationToken cancellationToken)
    {
        // The lease is no force here: the commit follows the expected tip. It keeps a push from making a deleted branch again.
        var result = await RemoteAsync(
            ["push", "--porcelain", "--no-verify", "--no-signed", "--no-follow-tags", $"--force-with-lease={Heads}{branch}:{expected}", "--", remote.Text, $"{commit}:{Heads}{branch}"],
            options.Timeout, cancellationToken);
        if (result.Succeeded)
        {
            return result.Text.Split('\n').Any(line => line.StartsWith('=')) ? PushOutcome.Stood : PushOutcome.Done;
        }

        var rejection = result.Text.Split('\n').FirstOrDefault(line => line.StartsWith('!')) ?? "";
        var whatFailed = $"Pushing branch '{branch}' to";
        return RaceSigns.Any(sign => rejection.Contains(sign, StringComparison.Ordinal)) ? PushOutcome.Moved
            : rejection.Length == 0 || GitTrouble.IsDamaged(result.Errors) ? throw Failure(whatFailed, result.Errors)
            : throw _trouble.Failure(whatFailed, result.Errors + "\n" + rejection.Replace('\t', ' ').TrimStart('!'));
    }

    /// <summary>Runs a command that needs nothing but the clone.</summary>
    /// <exception cref="BrokenCloneException">It failed, which it does not in a sound clone.</exception>
    public async Task<GitResult> LocalAsync(
        IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? variables = null)
    {
        var result = await TryLocalAsync(arguments, input, cancellationToken, variables);
        return result.Succeeded ? result : throw new BrokenCloneException($"git {arguments[0]}: {_trouble.Shown(result.Errors)}");
    }

    /// <summary>Runs a command that needs nothing but the clone, and tells more by its exit code than that it worked.</summary>
    public Task<GitResult> TryLocalAsync(
        IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? variables = null)
    {
        var environment = GitEnvironment.Create(folder.Home);
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            environment[name] = value;
        }

        environment["GIT_DIR"] = folder.Repository;
        return runner.RunAsync(folder.Home, environment, arguments, input, LocalTimeout, cancellationToken);
    }

    private async Task<List<(string Value, string Name)>> AskAsync(IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var result = await RemoteAsync(["ls-remote", .. arguments], timeout, cancellationToken);
        return result.Succeeded
            ? [.. result.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Where(parts => parts.Length == 2).Select(parts => (parts[0], parts[1]))]
            : throw Failure("Asking", result.Errors);
    }

    private Exception Failure(string whatFailed, string errors) =>
        GitTrouble.IsLocal(errors) ? new BrokenCloneException(_trouble.Shown(errors)) : _trouble.Failure(whatFailed, errors);

    private async Task<GitResult> RemoteAsync(IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var environment = GitEnvironment.Create(folder.Home);
        environment["GIT_DIR"] = folder.Repository;
        GitEnvironment.AddAccess(environment, remote, options);
        try
        {
            return await runner.RunAsync(folder.Home, environment, arguments, default, timeout, cancellationToken);
        }
        catch (SourceControlException late) when (late.IsTimeout)
        {
            throw new SourceControlException(
                $"git {arguments[0]} did not end within {timeout.TotalSeconds:0} s. Check that {remote.Text} can be reached{(timeout < options.Timeout ? "" : ", or raise SourceControl:TimeoutSeconds")}.", late)
            {
                IsUnreachable = true,
            };
        }
    }
}
