using System.Globalization;
using System.Text;

namespace Workflows.Activities.SourceControl.Git;

/// <summary>
/// The whole environment of a git process. Nothing of this machine's settings has a say: no configuration files, hooks, templates,
/// credential helpers, prompts, and no variable of ours but the few that a network needs. Settings go by variables, because command lines
/// can be read by everybody on the machine.
/// </summary>
internal static class GitEnvironment
{
    private static readonly string[] Passed =
    [
        "PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR", "SSH_AUTH_SOCK",
        "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR",
    ];

    /// <summary>The variables of every call.</summary>
    /// <param name="home">An empty folder: a <c>.netrc</c> in the real one would hold other people's passwords.</param>
    public static Dictionary<string, string> Create(string home)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = home,
            ["XDG_CONFIG_HOME"] = home,
            ["LC_ALL"] = "C",
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_ATTR_NOSYSTEM"] = "1",
            ["GIT_ALLOW_PROTOCOL"] = "file:https:ssh",
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_SSH_COMMAND"] = "ssh -oBatchMode=yes",
            ["GIT_LITERAL_PATHSPECS"] = "1",
            ["GIT_NO_REPLACE_OBJECTS"] = "1",
        };
        foreach (var name in Passed)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                variables[name] = value;
            }
        }

        AddSettings(variables,
            ("core.hooksPath", "/dev/null"), ("core.attributesFile", "/dev/null"), ("core.fsmonitor", "false"), ("core.askPass", ""),
            ("core.protectNTFS", "true"), ("core.protectHFS", "true"), ("core.filesRefLockTimeout", "5000"), ("core.packedRefsTimeout", "5000"),
            ("credential.helper", ""), ("http.followRedirects", "false"), ("push.gpgSign", "false"), ("submodule.recurse", "false"),
            // What a call has stored outlives a loss of power. A git before 2.36 does not know the setting and leaves it alone.
            ("core.fsync", "committed,loose-object"),
            // What goes on behind a call that has returned would go on without our lock.
            ("gc.autoDetach", "false"), ("maintenance.autoDetach", "false"));
        return variables;
    }

    /// <summary>Adds what the network needs. The token goes to the host of the repository and nowhere else.</summary>
    public static void AddAccess(Dictionary<string, string> variables, RepositoryAddress remote, SourceControlOptions options)
    {
        if (remote.Origin is null)
        {
            return;
        }

        if (options.Token is { } token)
        {
            AddSettings(variables, ($"http.{remote.Origin}.extraHeader", "Authorization: Basic " + Basic(token)));
        }

        if (!string.IsNullOrWhiteSpace(options.CertificateFile))
        {
            variables["GIT_SSL_CAINFO"] = Path.GetFullPath(options.CertificateFile.Trim());
        }
    }

    /// <summary>The token as it stands in the header.</summary>
    public static string Basic(string token) => Convert.ToBase64String(Encoding.UTF8.GetBytes("x-access-token:" + token));

    private static void AddSettings(Dictionary<string, string> variables, params ReadOnlySpan<(string Key, string Value)> settings)
    {
        var count = variables.TryGetValue("GIT_CONFIG_COUNT", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        foreach (var (key, value) in settings)
        {
            variables[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{count}")] = key;
            variables[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{count}")] = value;
            count++;
        }

        variables["GIT_CONFIG_COUNT"] = count.ToString(CultureInfo.InvariantCulture);
    }
}
