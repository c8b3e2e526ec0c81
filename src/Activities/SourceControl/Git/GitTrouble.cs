using System.Text.RegularExpressions;
using Workflows.Activities.Logging;
using Workflows.Activities.Models;

namespace Workflows.Activities.SourceControl.Git;

/// <summary>Puts what git says into words that tell what to do. The words may be the remote's: they are shortened, and stay on one line.</summary>
internal sealed partial class GitTrouble(RepositoryAddress remote, string? token)
{
    private const int Longest = 600;

    private static readonly (string Sign, string Advice)[] Known =
    [
        ("Authentication failed", TokenAdvice),
        ("could not read Username", TokenAdvice),
        ("The requested URL returned error: 401", TokenAdvice),
        ("The requested URL returned error: 403", TokenAdvice),
        ("Permission denied (", "Load a key that may write to the repository into the ssh agent."),
        ("Host key verification failed", "Connect once by hand (ssh -T the host) and check the key that it shows."),
        ("unable to update url base from redirection", "Put the address that it redirects to into SourceControl:Repository."),
        ("The requested URL returned error: 3", "Redirects are not followed; put the address that it redirects to into SourceControl:Repository."),
        ("dubious ownership", "The repository's folder belongs to another user of this machine: give it to the user that runs this host."),
        ("does not appear to be a git repository", PlaceAdvice),
        ("not found", PlaceAdvice),
        ("does not exist", PlaceAdvice),
        ("certificate", "Put the PEM file of its certificate authority into SourceControl:CertificateFile."),
        ("refusing to update checked out branch", "Somebody works on that branch in that folder: use a bare repository, or another branch."),
        ("protected branch", "The branch is protected: use another one (SourceControl:Branch), or allow this committer."),
        ("hook declined", "A hook of the repository refused it; its words are above."),
        ("No space left", "Free some room."),
    ];

    private const string TokenAdvice = "Give a token that may write to the repository as GITHUB_TOKEN.";
    private const string PlaceAdvice = "Check SourceControl:Repository.";

    /// <summary>The failure of a call to the remote.</summary>
    public SourceControlException Failure(string whatFailed, string errors)
    {
        var advice = Known.FirstOrDefault(one => errors.Contains(one.Sign, StringComparison.OrdinalIgnoreCase)).Advice
            ?? "Check SourceControl:Repository, the network and the rights; it is tried again.";
        return new SourceControlException($"{whatFailed} {remote.Text} failed: {Shown(errors)}. {advice}") { IsUnreachable = IsUnreachable(errors) };
    }

    /// <summary>Whether a failed call did not reach the host, or met one that is down or too busy: that passes by itself.</summary>
    public static bool IsUnreachable(string errors)
    {
        if (IsDamaged(errors))
        {
            return false;
        }

        var own = string.Join('\n', errors.Split('\n').Where(line => !IsRemotes(line)));
        return LastingSigns().IsMatch(own)
            ? own.Contains("error: 403", StringComparison.Ordinal) && errors.Contains("rate limit", StringComparison.OrdinalIgnoreCase)
            : PassingSigns().IsMatch(own);
    }

    /// <summary>Whether a failed call complains of the clone on this machine and not of the remote.</summary>
    public static bool IsLocal(string errors) =>
        IsDamaged(errors) || (!IsUnreachable(errors) && errors.Split('\n').Any(line => !IsRemotes(line) && LocalSigns().IsMatch(line)));

    /// <summary>Whether a failed call has met a damaged object of the clone. That wins: the connection breaks off behind it, and the remote complains of half a pack.</summary>
    public static bool IsDamaged(string errors) => errors.Split('\n').Any(line => DamageSigns().IsMatch(line));

    /// <summary>What git said, on one line and without the token.</summary>
    public string Shown(string errors)
    {
        if (token is not null)
        {
            errors = new SecretRedactor(GitEnvironment.Basic(token)).Redact(new SecretRedactor(token).Redact(errors));
        }

        var line = SafeText.OneLine(string.Join("; ", errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
        return line.Length == 0 ? "git gave no reason" : line.Length > Longest ? line[..Longest] + "…" : line.TrimEnd('.');
    }

    // Anybody may have written these.
    private static bool IsRemotes(string line) => line.StartsWith("remote:", StringComparison.Ordinal);

    // These win: a connection is closed after a refusal, too.
    [GeneratedRegex(@"(?:error:|HTTP) 4(?!08|29)\d\d|Authentication failed|could not read Username|Permission denied|Host key verification failed|hook declined|protected branch", RegexOptions.CultureInvariant)]
    private static partial Regex LastingSigns();

    [GeneratedRegex(@"Could not resolve|name resolution|Failed to connect to|Couldn't connect|Connection (?:refused|timed out|reset|closed)|timed out|SSL connection timeout|No route to host|Network is unreachable|Host is down|Empty reply from server|was not closed cleanly|transfer closed|(?:Recv|Send) failure|SSL_ERROR_SYSCALL|handshake\(\) failed|recv error|unexpected disconnect|early EOF|hung up unexpectedly|(?:error:|HTTP|HTTP code) (?:408|429|5\d\d)|kex_exchange_identification|\((?:Internal Server Error|Bad Gateway|Service Unavailable)\)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PassingSigns();

    // Only git's own beginnings of lines: the remote may have a word anywhere behind them.
    [GeneratedRegex("^(?:error|fatal): (?:(?:loose|packed) object .* corrupt|object file .* is empty|inflate: data stream|unable to unpack [0-9a-f]+ header)", RegexOptions.CultureInvariant)]
    private static partial Regex DamageSigns();

    [GeneratedRegex(@"loose object|object file .* is empty|bad object|corrupt|inflate|unable to (create|append|write|open)|File exists|bad config|not a git repository: |garbage|invalid (sha1|object)|missing (blob|tree|commit)|index-pack failed|unpack-objects failed", RegexOptions.CultureInvariant)]
    private static partial Regex LocalSigns();
}
