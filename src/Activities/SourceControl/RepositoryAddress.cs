using System.Text.RegularExpressions;

namespace Workflows.Activities.SourceControl;

/// <summary>A remote repository in one of the forms that are taken. Nothing else reaches git, which knows transports that run commands (<c>ext::</c>).</summary>
/// <param name="Text">As git gets it, and as it is shown: it holds no password.</param>
/// <param name="Origin">Scheme, host and port of an https repository, which alone gets the token; null for the others.</param>
internal sealed partial record RepositoryAddress(string Text, string? Origin)
{
    private const string Forms = "Use https://host/path, ssh://user@host/path, user@host:path, or the path of a bare repository";

    /// <summary>Reads the setting.</summary>
    /// <returns>The address, or what is wrong with it. The problem never quotes a password.</returns>
    public static (RepositoryAddress? Address, string? Problem) Parse(string setting)
    {
        var text = setting.Trim();
        if (text.StartsWith('-') || text.Any(char.IsControl))
        {
            return (null, $"begins with a hyphen or holds a control character. {Forms}.");
        }

        if (HelperForm().IsMatch(text))
        {
            return (null, $"names a transport helper of git (…::…), which may run commands. {Forms}.");
        }

        return text.Contains("://", StringComparison.Ordinal) ? Url(text)
            : SshShort().IsMatch(text) ? (new RepositoryAddress(text, null), null)
            : (new RepositoryAddress(Path.GetFullPath(text), null), null);
    }

    private static (RepositoryAddress? Address, string? Problem) Url(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "ssh" or "file"))
        {
            return (null, $"is no address that is allowed. {Forms}. Over http and git:// anybody on the way could read and change what is sent.");
        }

        if (uri.UserInfo.Contains(':', StringComparison.Ordinal) || (uri.Scheme == "https" && uri.UserInfo.Length > 0) || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            return (null, $"holds a user name, a password, a query or a fragment. Give the bare address, and the token as {SourceControlOptions.TokenSetting}.");
        }

        return uri.Host.StartsWith('-') || uri.UserInfo.StartsWith('-')
            ? (null, $"names a host or user that begins with a hyphen. {Forms}.")
            : (new RepositoryAddress(text, uri.Scheme == "https" ? uri.GetLeftPart(UriPartial.Authority) + "/" : null), null);
    }

    [GeneratedRegex("^[A-Za-z0-9+.-]+::")]
    private static partial Regex HelperForm();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[^-].*$")]
    private static partial Regex SshShort();
}
