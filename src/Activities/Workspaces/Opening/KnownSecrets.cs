using System.Collections.Frozen;

namespace Workflows.Activities.Workspaces.Opening;

/// <summary>Which files of a user's folder are known to hold secrets: those are not taken, so that no model reads them and no artifact keeps them.</summary>
internal static class KnownSecrets
{
    private const int LongestLabel = 64;

    private static readonly FrozenSet<string> _names = new[]
    {
        "id_rsa", "id_dsa", "id_ecdsa", "id_ecdsa_sk", "id_ed25519", "id_ed25519_sk", "id_xmss",
        ".git-credentials", ".netrc", "_netrc", ".npmrc", ".pypirc", "local.settings.json", "secrets.json",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] _endings = [".env", ".pem", ".key", ".jks", ".pfx", ".p12"];

    // What shows which variables there are, without their values.
    private static readonly string[] _samples = [".example", ".sample", ".template"];

    /// <summary>Whether files of that name hold secrets.</summary>
    public static bool IsName(string name) =>
        _names.Contains(name)
        || _endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        || (name.StartsWith(".env", StringComparison.OrdinalIgnoreCase) && !_samples.Any(sample => name.EndsWith(sample, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether a private key in its usual armour stands in the content: <c>-----BEGIN … PRIVATE KEY-----</c>, or that of PGP.</summary>
    public static bool HasPrivateKey(ReadOnlySpan<byte> content)
    {
        var begin = "-----BEGIN "u8;
        for (var at = content.IndexOf(begin); at >= 0; at = content.IndexOf(begin))
        {
            content = content[(at + begin.Length)..];
            var label = content[..Math.Min(content.Length, LongestLabel)];
            var end = label.IndexOf("-----"u8);
            if (end >= 0 && (label[..end].EndsWith("PRIVATE KEY"u8) || label[..end].EndsWith("PRIVATE KEY BLOCK"u8)))
            {
                return true;
            }
        }

        return false;
    }
}
